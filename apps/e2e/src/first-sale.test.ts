import { expect } from "@playwright/test";
import { openWindow } from "./browser.ts";
import type { Screen } from "./browser.ts";
import { test } from "./fixtures.ts";
import { onlyInAll, OTHER_WINDOW } from "./matrix.ts";
import { Novice } from "./novice.ts";
import { startShop } from "./shop-server.ts";

test.describe.configure({ mode: "parallel" });

const FIVE_MINUTES = 300;

for (const screen of ["desk", "phone"] as const satisfies readonly Screen[])
  test.describe(`on a ${screen}`, () => {
    onlyInAll(screen === "desk", OTHER_WINDOW);

    test("from the setup link to the first sale, using only the words on the screens", async ({
      browser,
    }) => {
      const shop = await startShop();
      const { context, page, pageErrors } = await openWindow(browser, { screen });
      try {
        // The only address a user types: the server prints it.
        await page.goto(`${shop.url}/setup#${shop.setupToken}`);
        const novice = new Novice(page);
        await setUp(novice);
        await addProduct(novice);
        await receive(novice);
        await sell(novice, screen);
        console.log(
          `On a ${screen}: ${novice.steps} steps; a person's hands need about ` +
            `${Math.round(novice.seconds)} s and pass ${novice.words} words`,
        );
        expect(novice.seconds).toBeLessThan(FIVE_MINUTES);
        expect(pageErrors).toEqual([]);
        expect(shop.problems()).toEqual([]);
      } finally {
        await context.close();
        await shop.stop();
      }
    });
  });

/** Enters the names of the shop and its owner and keeps all defaults. */
async function setUp(novice: Novice): Promise<void> {
  await novice.write("Shop name", "Corner shop");
  await novice.press("Continue");
  await novice.write("Your name", "Ida Berg");
  await novice.write("Login name", "ida");
  await novice.write("Password", "four quiet grey geese");
  await novice.press("Finish setup");
  await novice.press("Start with an empty shop");
  await novice.see("Getting started");
}

async function addProduct(novice: Novice): Promise<void> {
  await novice.press("Add the first product");
  await novice.write("Name", "Green tea");
  await novice.write("Price", "4.50");
  await novice.press("Save product");
  await novice.see("Green tea");
}

/** The dashboard shows the next step. */
async function receive(novice: Novice): Promise<void> {
  await novice.press("Dashboard");
  await novice.press("Receive goods");
  await novice.write("Scan or search a product", "tea");
  await novice.press("Green tea");
  await novice.write("Quantity", "10");
  await novice.write("Total cost", "20");
  await novice.press("Receive 10 items");
  await novice.see("Received 10 items");
}

async function sell(novice: Novice, screen: Screen): Promise<void> {
  await novice.press("Dashboard");
  await novice.press("New sale");
  await novice.write("Scan, or type a name or code", "tea");
  await novice.press("Green tea");
  if (screen === "phone") await novice.press("Pay");
  await novice.press("Exact cash");
  await novice.see("Paid £4.50");
  await novice.press("Open sale");
  await novice.see("Green tea");
  await novice.see("£4.50");
}
