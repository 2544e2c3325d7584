/** The scanner as a keyboard: from the end of a burst to the line, and 200 scans while the focus moves. */
import { barcodeOf } from "../fill-products.ts";
import { atMostMs, goal, median, quantile } from "../measure.ts";
import type { Figure } from "../measure.ts";
import { plugInScanner } from "@daybook/e2e/scanner-keys";
import type { Act } from "./page-clock.ts";
import { openScreen, openTill, paintedAfter, pause, takeTimes, watch } from "./shop-screens.ts";
import type { ShopScreens } from "./shop-screens.ts";

const LINE_MS = 50;
const GAPS_MS = [5, 15, 30];
const BETWEEN_SCANS_MS = 100;
/** Enough time for the last scan's line on any machine. */
const LAST_LINE_MS = 2000;
const SCANS_PER_SECOND = 5;
/** The number of different products, so scans both add lines and increase quantities. */
const DIFFERENT = 20;
const CART = '[aria-label="Cart"]';

/** The barcode of the nth product to scan. */
export const codeOf = (nth: number): string => barcodeOf(1 + ((nth * 7) % DIFFERENT));

export async function measureScanToLine(screens: ShopScreens, scans: number): Promise<Figure> {
  const { context, page } = await openScreen(screens);
  try {
    const scan = await plugInScanner(page);
    await openTill(page, screens.url);
    await watch(page, CART);
    await scan(codeOf(0));
    await pause(500);
    await takeTimes(page);
    const lineMs: number[] = [];
    let missing = 0;
    for (let nth = 0; nth < scans; nth += 1) {
      await scan(codeOf(nth), { gapMs: GAPS_MS[nth % GAPS_MS.length] ?? 5 });
      const enterOf = (acts: readonly Act[]) => acts.findLast(({ name }) => name === "Enter")?.at;
      const line = await paintedAfter(page, enterOf);
      if (line === null) missing += 1;
      else lineMs.push(line.paintedAt - line.after);
      await pause(BETWEEN_SCANS_MS);
    }
    const p95 = quantile(lineMs, 0.95);
    const lost = missing === 0 ? "" : `, ${missing} without a line`;
    return {
      what: `end of a scan to its painted line, keys ${GAPS_MS.join(", ")} ms apart, p95`,
      measured: `${p95.toFixed(1)} ms (p50 ${median(lineMs).toFixed(1)} ms, ${lineMs.length} scans${lost})`,
      ...atMostMs(p95, LINE_MS, missing === 0),
    };
  } finally {
    await context.close();
  }
}

/** Five scans a second while the focus is moved to random elements, at random times, also within a code. */
export async function measureJumpingCursor(screens: ShopScreens, scans: number): Promise<Figure> {
  const { context, page } = await openScreen(screens);
  try {
    const scan = await plugInScanner(page);
    await openTill(page, screens.url);
    const expected = new Map<string, number>();
    await page.evaluate(jumpAbout);
    const period = 1000 / SCANS_PER_SECOND;
    for (let nth = 0; nth < scans; nth += 1) {
      const startedAt = performance.now();
      const number = 1 + ((nth * 7) % DIFFERENT);
      expected.set(String(number), (expected.get(String(number)) ?? 0) + 1);
      await scan(barcodeOf(number), { gapMs: GAPS_MS[nth % 2] ?? 5 });
      await pause(Math.max(0, startedAt + period - performance.now()));
    }
    await page.evaluate(() => dispatchEvent(new Event("bench-stop")));
    await pause(LAST_LINE_MS);
    const { units, left } = await page.evaluate(readCart);
    let lost = 0;
    let doubled = 0;
    for (const [number, times] of expected) {
      const got = units.find(([name]) => name.endsWith(` ${number}`))?.[1] ?? 0;
      lost += Math.max(0, times - got);
      doubled += Math.max(0, got - times);
    }
    const strays = units.filter(([name]) => !expected.has(name.split(" ").at(-1) ?? "")).length;
    return {
      what: `${scans} scans, ${SCANS_PER_SECOND} a second, while the cursor jumps about`,
      measured: `${lost} lost, ${doubled + strays} doubled, ${left} characters left in fields`,
      ...goal("0 / 0 / 0", lost + doubled + strays + left === 0),
    };
  } finally {
    await context.close();
  }
}

/** In the page: moves the focus every 20 to 120 ms, in the same order in every run. */
function jumpAbout(): void {
  let seed = 4711;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  let timer = 0;
  const jump = () => {
    const places = [...document.querySelectorAll<HTMLElement>("button, input, a[href], select")];
    places[Math.floor(random() * places.length)]?.focus();
    timer = window.setTimeout(jump, 20 + random() * 100);
  };
  jump();
  addEventListener("bench-stop", () => clearTimeout(timer), { once: true });
}

/** In the page: the quantity of each product in the cart, and text in fields that should be empty. */
function readCart(): { readonly units: [string, number][]; readonly left: number } {
  const named = [...document.querySelectorAll<HTMLInputElement>("input, textarea")].map(
    (field) => ({ field, label: field.getAttribute("aria-label") ?? "" }),
  );
  const counts = named.filter(({ label }) => label.startsWith("Quantity of "));
  const others = named.filter(
    ({ field, label }) =>
      !label.startsWith("Quantity of ") &&
      !label.startsWith("Price of ") &&
      !/^(checkbox|radio|hidden)$/.test(field.type),
  );
  return {
    units: counts.map(({ field, label }) => [label.slice("Quantity of ".length), +field.value]),
    left: others.reduce((sum, { field }) => sum + field.value.length, 0),
  };
}
