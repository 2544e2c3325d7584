import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, openWindow } from "./browser.ts";
import type { Screen } from "./browser.ts";
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
import { keepToday } from "./page-calls.ts";
import { LAN_HOST, startShop } from "./shop-server.ts";
import { openTill } from "./till.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** The two that whole-day.test.ts leaves to this file. */
const SHOPS = [
  { screen: "desk", host: LAN_HOST },
  { screen: "phone", host: "127.0.0.1" },
] as const;

describe.each(SHOPS)("on a $screen at $host", ({ screen, host }) => {
  test("[RP1] [US1] [X2] from the set-up link to a sale on another till that every screen shows by itself", async () => {
    await firstDay(screen, host);
  });
});

/** The whole first day of a shop; anything that goes wrong in the browser fails it. */
async function firstDay(screen: Screen, host: string): Promise<void> {
  const shop = await startShop();
  const url = `http://${host}:${shop.port}`;
  const { context, page, troubles } = await openWindow(browser, { screen });
  try {
    await setUpShop(page, url, shop.setupToken);
    await keepToday(page);
    // On plain http in the shop's network a browser withholds what it calls powerful; nothing may need it.
    expect(await page.evaluate(() => window.isSecureContext)).toBe(host === "127.0.0.1");
    await signOut(page);
    await signIn(page);
    await onScreen(page, "Dashboard");
    await live(page);

    await goTo(page, "Products");
    await page.getByText("No products yet").waitFor();
    await addProduct(page, { name: "Teapot, stoneware", sku: "TEA-1", price: "24.50" });
    await receive(page, { quantity: "5", cost: "60" });
    await goTo(page, "Products");
    const row = rowOf(page, "Teapot, stoneware");
    await row.getByText("5", { exact: true }).waitFor();

    const till = await openTill(page, shop.url);
    const stays = await withoutReload(page);
    await till.sell("TEA-1", 2);
    await row.getByText("3", { exact: true }).waitFor();

    await goTo(page, "Dashboard");
    await figure(page, "Sales").getByText("£49.00").waitFor();
    await figure(page, "Receipts").getByText("1", { exact: true }).waitFor();
    await till.sell("TEA-1", 1);
    await figure(page, "Sales").getByText("£73.50").waitFor();
    await figure(page, "Receipts").getByText("2", { exact: true }).waitFor();
    await figure(page, "Stock value").getByText("£24.00").waitFor();
    await stays();

    expect(troubles).toEqual([]);
    expect(shop.problems()).toEqual([]);
  } finally {
    await context.close();
    await shop.stop();
  }
}
