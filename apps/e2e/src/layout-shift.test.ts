import { setTimeout as wait } from "node:timers/promises";
import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { SCREENS_AND_TABLET } from "./browser.ts";
import { inSampleShop, test } from "./fixtures.ts";
import { onlyInAll, OTHER_WINDOW } from "./matrix.ts";
import { untilQuiet } from "./quiet.ts";
import { noteShifts, tooManyShifts } from "./shift.ts";

/** Longer than the delay before placeholder lines, so they appear and are replaced. */
const ANSWER_AFTER_MS = 250;

let page: Page;
/** The screens with several queries. */
let addresses: readonly string[];

const here = inSampleShop({ screen: "desk" }, async ({ owner, known }) => {
  addresses = [
    "/sell",
    "/dashboard",
    "/products",
    `/products/${known.productId}`,
    `/customers/${known.customerId}`,
    "/reports/sales",
  ];
  await noteShifts(owner.context);
  ({ page } = owner);
  await page.route("**/trpc/**", async (route) => {
    await wait(ANSWER_AFTER_MS);
    await route.continue().catch(() => undefined);
  });
});

for (const size of ["desk", "tablet", "phone"] as const)
  test(`[fault G12] nothing shifts on a ${size} while a screen loads`, async () => {
    onlyInAll(size !== "phone", OTHER_WINDOW);
    await page.setViewportSize(SCREENS_AND_TABLET[size]);
    const jumps: string[] = [];
    for (const address of addresses) {
      const quiet = untilQuiet(page);
      await page.goto(`${here().shop.url}${address}`);
      await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
      await quiet();
      jumps.push(...(await tooManyShifts(page)).map((jump) => `${address}: ${jump}`));
    }
    expect(jumps).toEqual([]);
  });
