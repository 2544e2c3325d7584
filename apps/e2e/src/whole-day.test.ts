import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, openWindow } from "./browser.ts";
import type { Screen } from "./browser.ts";
import { keyboard, pointer } from "./hands.ts";
import type { Hands } from "./hands.ts";
import {
  addProduct,
  figure,
  live,
  onScreen,
  receive,
  rowOf,
  setUpShop,
  withoutReload,
} from "./journeys.ts";
import { keepToday } from "./page-calls.ts";
import { plugInScanner } from "./scanner-keys.ts";
import type { Scanner } from "./scanner-keys.ts";
import { LAN_HOST, startShop } from "./shop-server.ts";

const TEAPOT = "4006381333931";
const CUP = "5901234123457";

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Every two of a screen, an address and a way to press meet once; first-day.test.ts has two more by pointer. */
const SHOPS = [
  { screen: "desk", host: "127.0.0.1", by: "pointer" },
  { screen: "desk", host: LAN_HOST, by: "keyboard" },
  { screen: "phone", host: "127.0.0.1", by: "keyboard" },
  { screen: "phone", host: LAN_HOST, by: "pointer" },
] as const;

describe.each(SHOPS)("on a $screen at $host by $by", ({ screen, host, by }) => {
  test("[X2] [X3] [X5] [X8] [RP1] from set-up over the till to a return, and the ledger explains the stock", async () => {
    await wholeDay(screen, host, by);
  });
});

/** A shop's whole day on its screens; anything that goes wrong in a browser fails it. */
async function wholeDay(screen: Screen, host: string, by: "pointer" | "keyboard"): Promise<void> {
  const shop = await startShop();
  const url = `http://${host}:${shop.port}`;
  const here = await openWindow(browser, { screen });
  const { page } = here;
  const scan = await plugInScanner(page);
  const hands = by === "keyboard" ? keyboard(page) : pointer();
  try {
    await setUpShop(page, url, shop.setupToken, hands);
    await keepToday(page);
    // On plain http in the shop's network a browser withholds what it calls powerful; nothing may need it.
    expect(await page.evaluate(() => window.isSecureContext)).toBe(host === "127.0.0.1");

    await goods(page, url, hands);
    const there = await openWindow(browser, {
      screen,
      signedIn: await here.context.storageState(),
    });
    const watcher = there.page;
    await watcher.goto(`${url}/products`);
    await rowOf(watcher, "Teapot").getByText("5", { exact: true }).waitFor();
    await live(watcher);
    const stays = await withoutReload(watcher);

    await sell(page, hands, scan);
    await rowOf(watcher, "Teapot").getByText("3", { exact: true }).waitFor();
    await hands.press(page.getByRole("link", { name: "Open sale" }));
    await watcher
      .getByRole("navigation", { name: "Main menu" })
      .getByRole("link", { name: "Dashboard" })
      .click();
    await figure(watcher, "Sales").getByText("£57.50").waitFor();

    await takeBack(page, hands);
    await figure(watcher, "Sales").getByText("£33.00").waitFor();
    await stays();

    await ledgerExplains(page, hands);
    expect([...here.troubles, ...there.troubles]).toEqual([]);
    expect(shop.problems()).toEqual([]);
    await there.context.close();
  } finally {
    await here.context.close();
    await shop.stop();
  }
}

/** Two products with barcodes, and goods of each. */
async function goods(page: Page, url: string, hands: Hands): Promise<void> {
  for (const { cost, ...product } of [
    { name: "Teapot", sku: "TEA-1", price: "24.50", cost: "60", barcode: TEAPOT },
    { name: "Cup", sku: "CUP-1", price: "8.50", cost: "20", barcode: CUP },
  ]) {
    await page.goto(`${url}/products`);
    await onScreen(page, "Products");
    await addProduct(page, product, hands);
    await receive(page, { quantity: "5", cost }, hands);
  }
}

/** Two teapots and a cup by the scanner, paid with exact cash. */
async function sell(page: Page, hands: Hands, scan: Scanner): Promise<void> {
  await hands.press(
    page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: "Sell" }),
  );
  await onScreen(page, "Sell");
  const cart = page.getByRole("region", { name: "Cart" });
  for (const code of [TEAPOT, CUP, TEAPOT]) await scan(code);
  await cart.getByRole("button", { name: "Cup", exact: true }).waitFor();
  await expect.poll(() => cart.getByLabel("Quantity of Teapot").inputValue()).toBe("2");
  const pay = cart.getByRole("button", { name: "Pay", exact: true });
  if (await pay.isVisible()) await hands.press(pay);
  await hands.press(cart.getByRole("button", { name: "Exact cash" }));
  await page.getByRole("region", { name: "Paid" }).getByText("£57.50").waitFor();
}

/** One teapot comes back to the shelf; the money goes back as it came. */
async function takeBack(page: Page, hands: Hands): Promise<void> {
  await hands.press(page.getByRole("link", { name: "Return …" }));
  const sheet = page.getByRole("dialog");
  await hands.press(sheet.getByRole("checkbox", { name: "Teapot" }));
  await hands.write(sheet.getByLabel("How many"), "1");
  await hands.press(sheet.getByRole("button", { name: "Refund £24.50" }));
  await page.getByRole("heading", { level: 1, name: /^Return / }).waitFor();
}

/** Five came, two went, one came back: four, and the ledger says so line by line. */
async function ledgerExplains(page: Page, hands: Hands): Promise<void> {
  await hands.press(page.getByRole("link", { name: "Teapot" }).first());
  await onScreen(page, "Teapot");
  await figure(page, "On hand").getByText("4", { exact: true }).waitFor();
  const latest = page.getByRole("table", { name: "Latest movements" });
  for (const line of ["+5", "−2", "+1"]) await latest.getByText(line, { exact: true }).waitFor();
}
