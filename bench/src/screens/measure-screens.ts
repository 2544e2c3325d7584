/** The measurements of the screens, in a real browser with a built server. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { CHROMIUM, launchBrowser } from "@daybook/e2e/browser";
import type { Browser } from "playwright-core";
import type { Bench } from "../bench.ts";
import { copyDatabase } from "../databases.ts";
import type { DatabaseFile, DatabaseSize } from "../databases.ts";
import type { Figure } from "../measure.ts";
import { startServer } from "../server-process.ts";
import { measureFirstLoad } from "./first-load.ts";
import { measureInteractions } from "./interactions.ts";
import { measureRepaint, measureTabs } from "./live-screens.ts";
import { measureJumpingCursor, measureScanToLine } from "./scanning.ts";
import { searchFigures, timeEmptyPage, timeSearch } from "./search.ts";
import { signIn } from "./shop-screens.ts";
import type { ShopScreens } from "./shop-screens.ts";
import { measureSteps } from "./steps.ts";

const SEARCH_MS = { small: 50, large: 80 };

export async function measureScreens({ folder, shelf, sizes }: Bench): Promise<Figure[]> {
  if (!existsSync(CHROMIUM)) {
    console.log(`screens: left out, because there is no ${CHROMIUM}`);
    return [];
  }
  const browser = await launchBrowser();
  const { words } = sizes.screens;
  const searched = async (size: DatabaseSize, limitMs: number) => {
    const books = copyDatabase(await shelf.books(size), join(folder, `books-${size.products}`));
    return onShop(browser, books, async (screens) => {
      const empty = await timeEmptyPage(screens, words);
      const times = await timeSearch(screens, words);
      return searchFigures(size.products, limitMs, times, empty);
    });
  };
  try {
    const books = copyDatabase(await shelf.books(sizes.shop), join(folder, "books"));
    return [
      ...(await searched(sizes.shop, SEARCH_MS.small)),
      ...(await searched(sizes.start, SEARCH_MS.large)),
      ...(await onShop(browser, books, (screens) => measureTill(screens, books, sizes.screens))),
    ];
  } finally {
    await browser.close();
  }
}

/** The presses of tasks alone, in seconds. */
export async function measureTasks({ folder, shelf, sizes }: Bench): Promise<Figure[]> {
  if (!existsSync(CHROMIUM)) {
    console.log(`steps: left out, because there is no ${CHROMIUM}`);
    return [];
  }
  const browser = await launchBrowser();
  try {
    const books = copyDatabase(await shelf.books(sizes.shop), join(folder, "steps"));
    return await onShop(browser, books, measureSteps);
  } finally {
    await browser.close();
  }
}

async function measureTill(
  screens: ShopScreens,
  books: DatabaseFile,
  { scans, rounds, sales }: Bench["sizes"]["screens"],
): Promise<Figure[]> {
  const parts: readonly (() => Promise<Figure | Figure[]>)[] = [
    () => measureFirstLoad(screens, rounds),
    () => measureScanToLine(screens, scans),
    () => measureJumpingCursor(screens, scans),
    () => measureInteractions(screens),
    () => measureRepaint(screens, books, sales),
    () => measureTabs(screens, books),
  ];
  const figures: Figure[] = [];
  for (const part of parts) {
    const made = [await part()].flat();
    // A run takes minutes and may fail near the end.
    for (const { what, measured } of made) console.log(`${what}: ${measured}`);
    figures.push(...made);
  }
  return figures;
}

/** Runs `work` with a server on this database, with the owner signed in. */
async function onShop<Result>(
  browser: Browser,
  books: DatabaseFile,
  work: (screens: ShopScreens) => Promise<Result>,
): Promise<Result> {
  const server = await startServer(books.folder);
  try {
    return await work(await signIn(browser, server.url));
  } finally {
    await server.stop();
  }
}
