/** The size of the first load and the time until the till is usable, with an empty cache. */
import type { Page } from "playwright-core";
import { atMost, atMostMs, median } from "../measure.ts";
import type { Figure } from "../measure.ts";
import { openScreen, openTill } from "./shop-screens.ts";
import type { ScreenOptions, ShopScreens } from "./shop-screens.ts";

const JS_KB = 230;
const CSS_KB = 30;

interface Loaded {
  readonly usableMs: number;
  readonly jsKb: number;
  readonly cssKb: number;
  /** The part of the JavaScript that belongs to the catalogue worker. */
  readonly workerKb: number;
}

interface Place extends ScreenOptions {
  readonly name: string;
  readonly limitMs: number;
}

const PLACES: readonly Place[] = [
  { name: "1440 px", screen: "desk", limitMs: 1200 },
  { name: "1440 px, CPU slowed 2 ×", screen: "desk", slowed: 2, limitMs: 2000 },
  { name: "360 px, CPU slowed 4 ×", screen: "phone", slowed: 4, limitMs: 2500 },
];

export async function measureFirstLoad(screens: ShopScreens, rounds: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const place of PLACES) {
    const loads: Loaded[] = [];
    for (let round = 0; round < rounds; round += 1) loads.push(await load(screens, place));
    if (figures.length === 0) figures.push(...sizeFigures(loads));
    const usableMs = median(loads.map((loaded) => loaded.usableMs));
    const worst = Math.max(...loads.map((loaded) => loaded.usableMs));
    figures.push({
      what: `till usable, nothing cached, ${place.name}`,
      measured: `${usableMs.toFixed(0)} ms (slowest ${worst.toFixed(0)} ms)`,
      ...atMostMs(usableMs, place.limitMs),
    });
  }
  return figures;
}

function sizeFigures(loads: readonly Loaded[]): Figure[] {
  const js = median(loads.map(({ jsKb }) => jsKb));
  const worker = median(loads.map(({ workerKb }) => workerKb));
  const css = median(loads.map(({ cssKb }) => cssKb));
  return [
    {
      what: "JavaScript until the till is usable, as transferred",
      measured: `${js.toFixed(1)} KB (of which the worker ${worker.toFixed(1)} KB)`,
      ...atMost(js, JS_KB, "KB"),
    },
    {
      what: "CSS until the till is usable, as transferred",
      measured: `${css.toFixed(1)} KB`,
      ...atMost(css, CSS_KB, "KB"),
    },
  ];
}

async function load(screens: ShopScreens, place: Place): Promise<Loaded> {
  const { context, page } = await openScreen(screens, place);
  try {
    const usableMs = await openTill(page, screens.url);
    return { usableMs, ...(await transferred(page, usableMs)) };
  } finally {
    await context.close();
  }
}

/** The browser's resource timings, with transfer sizes. */
function transferred(page: Page, untilMs: number): Promise<Omit<Loaded, "usableMs">> {
  return page.evaluate((until) => {
    const kb = { js: 0, css: 0, worker: 0 };
    for (const entry of performance.getEntriesByType("resource")) {
      if (!(entry instanceof PerformanceResourceTiming) || entry.startTime > until) continue;
      const { pathname } = new URL(entry.name);
      const [, ending] = /\.(js|css)$/.exec(pathname) ?? [];
      if (ending === "js" || ending === "css") kb[ending] += entry.encodedBodySize / 1024;
      if (/worker/.test(pathname)) kb.worker += entry.encodedBodySize / 1024;
    }
    return { jsKb: kb.js, cssKb: kb.css, workerKb: kb.worker };
  }, untilMs);
}
