import { expect } from "@playwright/test";
import type { Browser } from "@playwright/test";
import { openWindow } from "./browser.ts";
import type { Screen } from "./browser.ts";
import { test } from "./fixtures.ts";
import {
  addProduct,
  figure,
  goTo,
  live,
  onScreen,
  receive,
  rowOf,
  setUpShop,
  signIn,
  signOut,
  withoutReload,
} from "./journeys.ts";
import { onlyInAll, OTHER_WINDOW } from "./matrix.ts";
import { keepToday } from "./page-calls.ts";
import { LAN_HOST, startShop } from "./shop-server.ts";
import { openTill } from "./till.ts";

test.describe.configure({ mode: "parallel" });

/** The two combinations that whole-day.test.ts leaves to this file. */
const SHOPS = [
  { screen: "desk", host: LAN_HOST },
  { screen: "phone", host: "127.0.0.1" },
] as const;

for (const { screen, host } of SHOPS)
  test.describe(`on a ${screen} at ${host}`, () => {
    onlyInAll(screen === "phone", OTHER_WINDOW);

    test("[RP1] [US1] [X2] from the setup link to a sale on another till that every screen shows without a reload", async ({
      browser,
    }) => {
      await firstDay(browser, screen, host);
    });
  });

/** The first day of a shop; any error in the browser fails the test. */
async function firstDay(browser: Browser, screen: Screen, host: string): Promise<void> {
  const shop = await startShop();
  const url = `http://${host}:${shop.port}`;
  const { context, page, pageErrors } = await openWindow(browser, { screen });
  try {
    await setUpShop(page, url, shop.setupToken);
    await keepToday(page);
    // Over plain HTTP browsers disable some APIs; nothing may depend on them.
    expect(await page.evaluate(() => window.isSecureContext)).toBe(host === "127.0.0.1");
    await signOut(page);
    await signIn(page);
    await onScreen(page, "Dashboard");
    await live(page);

    await goTo(page, "Products");
    await expect(page.getByText("No products yet")).toBeVisible();
    await addProduct(page, { name: "Teapot, stoneware", sku: "TEA-1", price: "24.50" });
    await receive(page, { quantity: "5", cost: "60" });
    await goTo(page, "Products");
    const row = rowOf(page, "Teapot, stoneware");
    await expect(row.getByText("5", { exact: true })).toBeVisible();

    const till = await openTill(page, shop.url);
    const stays = await withoutReload(page);
    await till.sell("TEA-1", 2);
    await expect(row.getByText("3", { exact: true })).toBeVisible();

    await goTo(page, "Dashboard");
    await expect(figure(page, "Sales").getByText("£49.00")).toBeVisible();
    await expect(figure(page, "Receipts").getByText("1", { exact: true })).toBeVisible();
    await till.sell("TEA-1", 1);
    await expect(figure(page, "Sales").getByText("£73.50")).toBeVisible();
    await expect(figure(page, "Receipts").getByText("2", { exact: true })).toBeVisible();
    await expect(figure(page, "Stock value").getByText("£24.00")).toBeVisible();
    await stays();

    expect(pageErrors).toEqual([]);
    expect(shop.problems()).toEqual([]);
  } finally {
    await context.close();
    await shop.stop();
  }
}
