/** From a key to the results on screen, and the requests sent. */
import type { Page } from "playwright-core";
import { atMostMs, goal, median, quantile } from "../measure.ts";
import type { Figure } from "../measure.ts";
import { searchOf } from "../searched-words.ts";
import type { PageTimes } from "./page-clock.ts";
import { openScreen, openTill, pause, scanBox, takeTimes, watch } from "./shop-screens.ts";
import type { ShopScreens } from "./shop-screens.ts";

/** Slower than any scanner and faster than most people. */
const KEY_GAP_MS = 120;
/** The timeout for the results of the last key. */
const SETTLED_MS = 300;
const RESULTS = '[aria-label="Products found"]';

export interface SearchTimes {
  readonly keysMs: readonly number[];
  readonly requestsPerKey: number;
}

/** Types into the till's search box and returns the time from every key to its painted results. */
export async function timeSearch(screens: ShopScreens, words: number): Promise<SearchTimes> {
  const { context, page, requests } = await openScreen(screens);
  try {
    await openTill(page, screens.url);
    await watch(page, RESULTS);
    await typeAndClear(page, "warm up");
    const before = requests();
    const times = await typeAll(page, words);
    const keys = times.reduce((sum, { acts }) => sum + acts.length, 0);
    return { keysMs: times.flatMap(msPerKey), requestsPerKey: (requests() - before) / keys };
  } finally {
    await context.close();
  }
}

/** The same keys in a page that only repeats them: the minimum of this browser and machine. */
export async function timeEmptyPage(screens: ShopScreens, words: number): Promise<SearchTimes> {
  const { context, page } = await openScreen(screens);
  try {
    await page.goto("about:blank");
    await page.evaluate(() => {
      const box = document.createElement("input");
      box.setAttribute("role", "combobox");
      box.setAttribute("aria-label", "Scan or search");
      const results = document.createElement("output");
      results.setAttribute("aria-label", "Products found");
      box.addEventListener("input", () => results.replaceChildren(box.value));
      document.body.append(box, results);
    });
    await watch(page, RESULTS);
    const times = await typeAll(page, words);
    return { keysMs: times.flatMap(msPerKey), requestsPerKey: 0 };
  } finally {
    await context.close();
  }
}

export function searchFigures(
  products: number,
  limitMs: number,
  { keysMs, requestsPerKey }: SearchTimes,
  empty: SearchTimes,
): Figure[] {
  const p95 = quantile(keysMs, 0.95);
  const count = products.toLocaleString("en");
  return [
    {
      what: `key to painted results, ${count} products, p95`,
      measured: `${p95.toFixed(1)} ms (p50 ${median(keysMs).toFixed(1)} ms, ${keysMs.length} keys)`,
      yardstick: `empty page: p95 ${quantile(empty.keysMs, 0.95).toFixed(1)} ms`,
      ...atMostMs(p95, limitMs),
    },
    {
      what: `requests per key, ${count} products`,
      measured: `${requestsPerKey}`,
      ...goal("0", requestsPerKey === 0),
    },
  ];
}

async function typeAll(page: Page, searches: number): Promise<PageTimes[]> {
  const times: PageTimes[] = [];
  for (let nth = 0; nth < searches; nth += 1) times.push(await typeAndClear(page, searchOf(nth)));
  return times;
}

async function typeAndClear(page: Page, text: string): Promise<PageTimes> {
  const box = scanBox(page);
  await box.focus();
  await page.keyboard.type(text, { delay: KEY_GAP_MS });
  await pause(SETTLED_MS);
  const times = await takeTimes(page);
  await box.fill("");
  await pause(SETTLED_MS);
  await takeTimes(page);
  return times;
}

/** For every key that changed the results: until its last change, before the next key, was painted. */
function msPerKey({ acts, paints }: PageTimes): number[] {
  return acts.flatMap(({ at }, index) => {
    const nextAt = acts[index + 1]?.at ?? Number.POSITIVE_INFINITY;
    const own = paints.filter(({ changedAt }) => changedAt >= at && changedAt < nextAt);
    const last = own.at(-1);
    return last === undefined ? [] : [last.paintedAt - at];
  });
}
