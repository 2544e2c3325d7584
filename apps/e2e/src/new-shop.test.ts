import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { STANDARD_CLASS, TaxClasses } from "@daybook/contract/settings";
import { ownShop, test } from "./fixtures.ts";
import { setUpShop } from "./journeys.ts";
import { ask } from "./page-calls.ts";
import { startShop } from "./shop-server.ts";

const here = ownShop({ screen: "desk" });

test("the shop that other journeys start with equals the one that setup creates", async () => {
  const { owner, open } = here();
  const pressed = await startShop();
  try {
    const one = await open({ screen: "desk" });
    // The link opens set-up also in a tab that says where it is.
    for (const address of ["", "/setup#a-part-of-it"]) {
      await one.page.goto(`${pressed.url}${address}`);
      await expect(one.page.getByText("Only the link shown there opens setup")).toBeVisible();
    }
    await setUpShop(one.page, pressed.url, pressed.setupToken);
    expect(await madeOf(owner.page)).toEqual(await madeOf(one.page));
  } finally {
    await pressed.stop();
  }
});

/** Setup adds the reduced rates of the country; other journeys need one rate only. */
function standardClass(classes: unknown): unknown {
  const { items } = TaxClasses.parse(classes);
  return items.filter(({ name }) => name === STANDARD_CLASS);
}

/** The results of setup, on the server and in the browser. */
async function madeOf(page: Page): Promise<unknown> {
  const answers = [
    await ask(page, "settings.get"),
    standardClass(await ask(page, "settings.taxClasses")),
    await ask(page, "locations.list"),
    await ask(page, "users.list"),
    await page.evaluate(() => Object.keys({ ...localStorage, ...sessionStorage }).toSorted()),
  ];
  // Ids and times differ between shops.
  return JSON.parse(
    JSON.stringify(answers, (name, value: unknown) => (/(^i|I)d$|At$/.test(name) ? null : value)),
  );
}
