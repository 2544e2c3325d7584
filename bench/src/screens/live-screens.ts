/** A sale at one till and the screens that show the stock: another browser, and eight tabs of one. */
import type { Page } from "playwright-core";
import type { DatabaseFile } from "../databases.ts";
import { barcodeOf, skuOf } from "../fill-products.ts";
import { atMostMs, goal, median, quantile } from "../measure.ts";
import type { Figure } from "../measure.ts";
import { plugInScanner } from "@daybook/e2e/scanner-keys";
import type { Scanner } from "@daybook/e2e/scanner-keys";
import { openScreen, openTill, paintedAfter, pause, takeTimes, watch } from "./shop-screens.ts";
import type { ShopScreen, ShopScreens } from "./shop-screens.ts";

const REPAINT_MS = 150;
const TABS = 8;
const BETWEEN_SALES_MS = 300;
const SOLD = 12;

/** From the click on exact cash on A to the new stock painted on B. */
export async function measureRepaint(
  screens: ShopScreens,
  books: DatabaseFile,
  sales: number,
): Promise<Figure> {
  const till = await openScreen(screens);
  const shelf = await openScreen(screens);
  try {
    const scan = await plugInScanner(till.page);
    await openTill(till.page, screens.url);
    await showStock(shelf.page, screens.url, books);
    await sell(till.page, scan);
    await pause(1000);
    const repaintMs: number[] = [];
    let missing = 0;
    for (let sale = 0; sale < sales; sale += 1) {
      await takeTimes(shelf.page);
      const paidAt = await sell(till.page, scan);
      const seen = await paintedAfter(shelf.page, () => paidAt);
      if (seen === null) missing += 1;
      else repaintMs.push(seen.paintedAt - paidAt);
      await pause(BETWEEN_SALES_MS);
    }
    const p95 = quantile(repaintMs, 0.95);
    const lost = missing === 0 ? "" : `, ${missing} not seen`;
    return {
      what: "exact cash pressed on A to the stock painted on B, p95",
      measured: `${p95.toFixed(1)} ms (p50 ${median(repaintMs).toFixed(1)} ms, ${repaintMs.length} sales${lost})`,
      ...atMostMs(p95, REPAINT_MS, missing === 0),
    };
  } finally {
    await till.context.close();
    await shelf.context.close();
  }
}

/** A browser opens six connections per host; live updates must not need one per tab. */
export async function measureTabs(screens: ShopScreens, books: DatabaseFile): Promise<Figure> {
  const till = await openScreen(screens);
  const first: ShopScreen = await openScreen(screens);
  try {
    const scan = await plugInScanner(till.page);
    await openTill(till.page, screens.url);
    const tabs = [first.page];
    while (tabs.length < TABS) tabs.push(await first.context.newPage());
    for (const tab of tabs) await showStock(tab, screens.url, books);
    await pause(500);
    for (const tab of tabs) await takeTimes(tab);
    const paidAt = await sell(till.page, scan);
    await pause(2000);
    const delays: number[] = [];
    for (const tab of tabs) {
      const { paints } = await takeTimes(tab);
      const seen = paints.find(({ paintedAt }) => paintedAt >= paidAt);
      if (seen !== undefined) delays.push(seen.paintedAt - paidAt);
    }
    return {
      what: `tabs of one browser that show a sale made elsewhere, of ${TABS}`,
      measured: `${delays.length} (the last after ${Math.max(...delays).toFixed(0)} ms)`,
      ...goal(`${TABS}`, delays.length === TABS),
    };
  } finally {
    await till.context.close();
    await first.context.close();
  }
}

/** Opens the list with the sold product, and watches its row. */
async function showStock(page: Page, url: string, { products }: DatabaseFile): Promise<void> {
  await page.goto(`${url}/products?q=${skuOf(SOLD)}`);
  const row = `:is(tr, [role="row"]):has(a[href*="${products[SOLD - 1]?.id}"])`;
  await page.locator(row).first().waitFor();
  await watch(page, row);
}

/** Sells one piece for exact cash; returns the time of the click. */
async function sell(page: Page, scan: Scanner): Promise<number> {
  await scan(barcodeOf(SOLD));
  await page.getByRole("button", { name: "Exact cash" }).click();
  const { acts } = await takeTimes(page);
  const click = acts.findLast(({ name }) => name === "click");
  if (click === undefined) throw new Error("The press of the button was not seen.");
  return click.at;
}
