import { expect } from "@playwright/test";
import type { Browser, Page } from "@playwright/test";
import { openWindow } from "./browser.ts";
import type { Screen } from "./browser.ts";
import { test } from "./fixtures.ts";
import { keyboard, pointer } from "./input-device.ts";
import type { InputDevice } from "./input-device.ts";
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
import { onlyInAll } from "./matrix.ts";
import { keepToday } from "./page-calls.ts";
import { plugInScanner } from "./scanner-keys.ts";
import type { Scanner } from "./scanner-keys.ts";
import { LAN_HOST, startShop } from "./shop-server.ts";

const TEAPOT = "4006381333931";
const CUP = "5901234123457";

test.describe.configure({ mode: "parallel" });

/**
 * Every two of a screen, an address and a way to press meet once; first-day.test.ts has two more by pointer. The first
 * is the one of a short run: till.test.ts rings up a whole sale by keyboard.
 */
const SHOPS = [
  { screen: "phone", host: LAN_HOST, by: "pointer" },
  { screen: "desk", host: "127.0.0.1", by: "pointer" },
  { screen: "desk", host: LAN_HOST, by: "keyboard" },
  { screen: "phone", host: "127.0.0.1", by: "keyboard" },
] as const;

for (const [index, { screen, host, by }] of SHOPS.entries())
  test.describe(`on a ${screen} at ${host} by ${by}`, () => {
    onlyInAll(
      index > 0,
      "a whole day in more windows, at more addresses and by the keyboard alone",
    );

    test("[X2] [X3] [X5] [X8] [RP1] from setup through the till to a return, and the ledger explains the stock", async ({
      browser,
    }) => {
      await wholeDay(browser, { screen, host, by });
    });
  });

interface Day {
  readonly screen: Screen;
  readonly host: string;
  readonly by: "pointer" | "keyboard";
}

/** A whole day of a shop; any error in a browser fails the test. */
async function wholeDay(browser: Browser, { screen, host, by }: Day): Promise<void> {
  const shop = await startShop();
  const url = `http://${host}:${shop.port}`;
  const here = await openWindow(browser, { screen });
  const { page } = here;
  const scan = await plugInScanner(page);
  const device = by === "keyboard" ? keyboard(page) : pointer();
  try {
    await setUpShop(page, url, shop.setupToken, device);
    await keepToday(page);
    // Over plain HTTP browsers disable some APIs; nothing may depend on them.
    expect(await page.evaluate(() => window.isSecureContext)).toBe(host === "127.0.0.1");

    await goods(page, url, device);
    const there = await openWindow(browser, {
      screen,
      signedIn: await here.context.storageState(),
    });
    const watcher = there.page;
    await watcher.goto(`${url}/products`);
    await expect(rowOf(watcher, "Teapot").getByText("5", { exact: true })).toBeVisible();
    await live(watcher);
    const stays = await withoutReload(watcher);

    await sell(page, device, scan);
    await expect(rowOf(watcher, "Teapot").getByText("3", { exact: true })).toBeVisible();
    await device.press(page.getByRole("link", { name: "Open sale" }));
    await watcher
      .getByRole("navigation", { name: "Main menu" })
      .getByRole("link", { name: "Dashboard" })
      .click();
    await expect(figure(watcher, "Sales").getByText("£57.50")).toBeVisible();

    await returnTeapot(page, device);
    await expect(figure(watcher, "Sales").getByText("£33.00")).toBeVisible();
    await stays();

    await ledgerExplains(page, device);
    expect([...here.pageErrors, ...there.pageErrors]).toEqual([]);
    expect(shop.problems()).toEqual([]);
    await there.context.close();
  } finally {
    await here.context.close();
    await shop.stop();
  }
}

/** Two products with barcodes and stock. */
async function goods(page: Page, url: string, device: InputDevice): Promise<void> {
  for (const { cost, ...product } of [
    { name: "Teapot", sku: "TEA-1", price: "24.50", cost: "60", barcode: TEAPOT },
    { name: "Cup", sku: "CUP-1", price: "8.50", cost: "20", barcode: CUP },
  ]) {
    await page.goto(`${url}/products`);
    await onScreen(page, "Products");
    await addProduct(page, product, device);
    await receive(page, { quantity: "5", cost }, device);
  }
}

/** Two teapots and a cup by scanner, paid with exact cash. */
async function sell(page: Page, device: InputDevice, scan: Scanner): Promise<void> {
  await device.press(
    page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: "Sell" }),
  );
  await onScreen(page, "Sell");
  const cart = page.getByRole("region", { name: "Cart" });
  for (const code of [TEAPOT, CUP, TEAPOT]) await scan(code);
  await expect(cart.getByRole("button", { name: "Cup", exact: true })).toBeVisible();
  await expect(cart.getByLabel("Quantity of Teapot")).toHaveValue("2");
  const pay = cart.getByRole("button", { name: "Pay", exact: true });
  if (await pay.isVisible()) await device.press(pay);
  await device.press(cart.getByRole("button", { name: "Exact cash" }));
  await expect(page.getByRole("region", { name: "Paid" }).getByText("£57.50")).toBeVisible();
}

/** One teapot is returned to the shelf and refunded by the original method. */
async function returnTeapot(page: Page, device: InputDevice): Promise<void> {
  await device.press(page.getByRole("link", { name: "Return …" }));
  const sheet = page.getByRole("dialog");
  await device.press(sheet.getByRole("checkbox", { name: "Teapot" }));
  await device.write(sheet.getByLabel("How many"), "1");
  await device.press(sheet.getByRole("button", { name: "Refund £24.50" }));
  await expect(page.getByRole("heading", { level: 1, name: /^Return / })).toBeVisible();
}

/** Five received, two sold, one returned: four, as in the ledger. */
async function ledgerExplains(page: Page, device: InputDevice): Promise<void> {
  await device.press(page.getByRole("link", { name: "Teapot" }).first());
  await onScreen(page, "Teapot");
  await expect(figure(page, "On hand").getByText("4", { exact: true })).toBeVisible();
  const latest = page.getByRole("table", { name: "Latest movements" });
  for (const line of ["+5", "−2", "+1"])
    await expect(latest.getByText(line, { exact: true })).toBeVisible();
}
