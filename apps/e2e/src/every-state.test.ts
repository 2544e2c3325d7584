import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { faultsOf, sidewaysAt } from "./accessibility.ts";
import { openFaultyPage } from "./faulty-page.ts";
import type { FaultyPage } from "./faulty-page.ts";
import { ownShop, test } from "./fixtures.ts";
import { onlyInAll, OTHER_SCREENS } from "./matrix.ts";
import { NOTHING, SCREEN_CASES, screenAt } from "./screens.ts";
import { isFirstOfTemplate } from "./templates.ts";
import { goInside, loadOnce } from "./walk.ts";

/** The owner's page while only the queries of the layout succeed. */
let faulty: FaultyPage;

/** A shop without any transactions. */
const fresh = ownShop({ screen: "desk" }, async ({ shop, owner }) => {
  await loadOnce(owner.page, shop.url);
  faulty = await openFaultyPage(owner.context, shop.url);
});

for (const { index, name } of SCREEN_CASES)
  test.describe(`[X10] [X12] [X3] ${name}`, () => {
    const { path, empty, asksNothing = false } = screenAt(index, NOTHING);
    onlyInAll(!isFirstOfTemplate(path), OTHER_SCREENS);
    /** Widths on every screen; what axe finds once per template and theme. */
    const faultsHere = (page: Page) =>
      isFirstOfTemplate(path) ? faultsOf(page) : sidewaysAt(page);

    test("empty: explains what will be shown", async () => {
      const { page, pageErrors } = fresh().owner;
      await goInside(page, path);
      if (empty !== undefined) await expect(page.getByText(empty).first()).toBeVisible();
      expect([...(await faultsHere(page)), ...pageErrors.splice(0)]).toEqual([]);
    });

    test("loading, then failing: explains what happened and offers to try again", async () => {
      await faulty.goWaiting(path, !asksNothing);
      const faults = await faultsHere(faulty.page);
      await faulty.fail();
      if (!asksNothing)
        await expect(faulty.page.getByRole("button", { name: "Try again" }).first()).toBeVisible();
      expect([...faults, ...(await faultsHere(faulty.page))]).toEqual([]);
    });
  });
