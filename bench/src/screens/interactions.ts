/** The time of the slowest interactions until the next frame, as measured by the browser. */
import type { Page } from "playwright-core";
import { atMostMs, quantile } from "../measure.ts";
import type { Figure } from "../measure.ts";
import { plugInScanner } from "@daybook/e2e/scanner-keys";
import { codeOf } from "./scanning.ts";
import { openScreen, openTill, pause, scanBox } from "./shop-screens.ts";
import type { ShopScreens } from "./shop-screens.ts";

/** The browser does not report shorter events. */
const REPORTED_FROM_MS = 16;
const KEY_GAP_MS = 120;

export async function measureInteractions(screens: ShopScreens): Promise<Figure[]> {
  return [
    await measureAt(screens, { slowed: 1, limitMs: 50, name: "1440 px" }),
    await measureAt(screens, { slowed: 4, limitMs: 150, name: "1440 px, CPU slowed 4 ×" }),
  ];
}

interface Speed {
  readonly slowed: number;
  readonly limitMs: number;
  readonly name: string;
}

async function measureAt(screens: ShopScreens, { slowed, limitMs, name }: Speed): Promise<Figure> {
  const { context, page } = await openScreen(screens, { slowed });
  try {
    await openTill(page, screens.url);
    const sold = await interactionsOf(page, sellSome);
    await page.goto(`${screens.url}/products`);
    await page.getByRole("row").nth(5).waitFor();
    const looked = await interactionsOf(page, lookForProducts);
    const all = [...sold, ...looked];
    const p98 = quantile(all, 0.98);
    return {
      what: `interaction to next paint, ${name}, p98`,
      measured: `${p98.toFixed(0)} ms (worst ${Math.max(...all).toFixed(0)} ms, ${all.length} interactions)`,
      ...atMostMs(p98, limitMs),
    };
  } finally {
    await context.close();
  }
}

/** Unreported short ones count with their maximum. */
async function interactionsOf(
  page: Page,
  act: (page: Page) => Promise<void>,
): Promise<readonly number[]> {
  const before = await page.evaluate(() => window.benchClock.interactions());
  await act(page);
  await pause(500);
  const after = await page.evaluate(() => window.benchClock.interactions());
  const slow = after.slowMs.slice(before.slowMs.length);
  const quick = Math.max(0, after.count - before.count - slow.length);
  return [...slow, ...Array.from({ length: quick }, () => REPORTED_FROM_MS)];
}

async function sellSome(page: Page): Promise<void> {
  const scan = await plugInScanner(page);
  for (const words of ["blue mug 1", "candle", "sku-0003"]) {
    await scanBox(page).focus();
    await page.keyboard.type(words, { delay: KEY_GAP_MS });
    await page.keyboard.press("Enter");
    await pause(200);
  }
  for (let nth = 0; nth < 6; nth += 1) {
    await scan(codeOf(nth), { gapMs: 15 });
    await pause(150);
  }
  for (const key of ["+", "+", "-", "+", "-", "Delete", "F9", "2", "0", "Escape", "F2"]) {
    await page.keyboard.press(key);
    await pause(150);
  }
  await page.getByRole("button", { name: "Exact cash" }).click();
  await pause(300);
}

async function lookForProducts(page: Page): Promise<void> {
  const box = page.getByRole("textbox", { name: "Search name, SKU or barcode" });
  await box.focus();
  await page.keyboard.type("oak shelf 12", { delay: KEY_GAP_MS });
  for (let back = 0; back < 12; back += 1) {
    await page.keyboard.press("Backspace");
    await pause(KEY_GAP_MS);
  }
  for (let press = 0; press < 12; press += 1) {
    await page.keyboard.press("Tab");
    await pause(60);
  }
}
