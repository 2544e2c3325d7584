import type { Browser, BrowserContext, CDPSession, Page } from "playwright-core";
import { openWindow } from "@daybook/e2e/browser";
import type { Screen } from "@daybook/e2e/browser";
import { OWNER } from "../databases.ts";
import { installPageClock } from "./page-clock.ts";
import type { Act, PageTimes, Paint } from "./page-clock.ts";

/** A browser with a shop, with the owner signed in. */
export interface ShopScreens {
  readonly browser: Browser;
  readonly url: string;
  readonly signedIn: Awaited<ReturnType<BrowserContext["storageState"]>>;
}

export interface ShopScreen {
  readonly context: BrowserContext;
  readonly page: Page;
  /** The number of requests sent by the page and its worker. */
  requests(): number;
}

export interface ScreenOptions {
  readonly screen?: Screen;
  /** The CPU slowdown factor of the page. */
  readonly slowed?: number;
}

/** The timeout of a page. */
const PATIENCE_MS = 60_000;

/** Signs the owner in, once for all screens. */
export async function signIn(browser: Browser, url: string): Promise<ShopScreens> {
  const { context, page } = await openWindow(browser, { screen: "desk" });
  try {
    await page.goto(`${url}/sign-in`);
    await page.getByLabel("Login name").fill(OWNER.login);
    await page.getByRole("textbox", { name: "Password" }).fill(OWNER.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("navigation").first().waitFor();
    return { browser, url, signedIn: await context.storageState() };
  } finally {
    await context.close();
  }
}

/** Opens a browser window with the cookie only: no cache, no stored products. */
export async function openScreen(
  { browser, signedIn }: ShopScreens,
  { screen = "desk", slowed = 1 }: ScreenOptions = {},
): Promise<ShopScreen> {
  const { context, page } = await openWindow(browser, { screen, signedIn });
  context.setDefaultTimeout(PATIENCE_MS);
  await context.addInitScript(installPageClock);
  let requests = 0;
  context.on("request", () => (requests += 1));
  if (slowed !== 1) {
    const session: CDPSession = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slowed });
  }
  return { context, page, requests: () => requests };
}

/** Opens the till and waits until it is usable; returns the time since the navigation. */
export async function openTill(page: Page, url: string): Promise<number> {
  await page.goto(`${url}/sell`);
  return usableAfter(page);
}

async function usableAfter(page: Page): Promise<number> {
  const mark = await page.waitForFunction(() => performance.getEntriesByName("usable")[0]);
  return mark.evaluate((entry) => entry?.startTime ?? Number.NaN);
}

/** The box for codes and words. */
export const scanBox = (page: Page) => page.getByRole("combobox", { name: "Scan or search" });

export const watch = (page: Page, selector: string): Promise<void> =>
  page.evaluate((wanted) => window.benchClock.watch(wanted), selector);

export const takeTimes = (page: Page): Promise<PageTimes> =>
  page.evaluate(() => window.benchClock.take());

const LOOK_EVERY_MS = 50;

/** The records from now on until a change at or after `after` was painted, or until `patienceMs` is over. */
export async function paintedAfter(
  page: Page,
  after: (acts: readonly Act[]) => number | undefined,
  patienceMs = 2000,
): Promise<{ readonly after: number; readonly paintedAt: number } | null> {
  const acts: Act[] = [];
  const paints: Paint[] = [];
  for (const until = Date.now() + patienceMs; Date.now() < until; await pause(LOOK_EVERY_MS)) {
    const times = await takeTimes(page);
    acts.push(...times.acts);
    paints.push(...times.paints);
    const began = after(acts);
    const paint = paints.find(({ changedAt }) => began !== undefined && changedAt >= began);
    if (began !== undefined && paint !== undefined)
      return { after: began, paintedAt: paint.paintedAt };
  }
  return null;
}

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));
