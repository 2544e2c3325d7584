import { chromium } from "playwright-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { LAN_HOST } from "./shop-server.ts";

/** A viewport. */
export const SCREENS = {
  desk: { width: 1440, height: 900 },
  phone: { width: 360, height: 740 },
} as const;
export type Screen = keyof typeof SCREENS;
/** The same and a tablet in portrait, for checks in between. */
export const SCREENS_AND_TABLET = { ...SCREENS, tablet: { width: 768, height: 1024 } } as const;
export type ScreenOrTablet = keyof typeof SCREENS_AND_TABLET;

const WAIT_MS = 20_000;
/** The browser for benchmarks; tests use the one found by chromium.mjs. */
export const CHROMIUM = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";

/** Without background requests; the LAN host name resolves to this machine. */
export const LAUNCH_ARGS: readonly string[] = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  `--host-resolver-rules=MAP ${LAN_HOST} 127.0.0.1`,
];

/** Headless Chromium for benchmarks; the test runner starts its own for the tests. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, headless: true, args: [...LAUNCH_ARGS] });
}

/** A browser window of one user, with the errors that occurred in it. */
export interface Window {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Script and console errors, blocked styles and scripts, unexpected dialogs. */
  readonly pageErrors: string[];
}

export interface WindowOptions {
  readonly screen: ScreenOrTablet;
  /** It is pressed with a finger: `tap` works, and the page knows. */
  readonly touch?: boolean;
  readonly dark?: boolean;
  /** Cookies of a previous sign-in. */
  readonly signedIn?: Awaited<ReturnType<BrowserContext["storageState"]>>;
}

/** Opens a separate browser context, like another device. */
export async function openWindow(
  browser: Browser,
  { screen, touch = false, dark = false, signedIn }: WindowOptions,
): Promise<Window> {
  const context = await browser.newContext({
    viewport: SCREENS_AND_TABLET[screen],
    hasTouch: touch,
    colorScheme: dark ? "dark" : "light",
    locale: "en-GB",
    timezoneId: "Europe/London",
    reducedMotion: "no-preference",
    ...(signedIn === undefined ? {} : { storageState: signedIn }),
  });
  context.setDefaultTimeout(WAIT_MS);
  const pageErrors: string[] = [];
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`policy violation: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => pageErrors.push(`script: ${error.message}`));
  page.on("dialog", (dialog) => {
    pageErrors.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("console", (message) => {
    if (message.type() !== "error" || isRefusal(message.text(), message.location().url)) return;
    if (ON_PLAIN_HTTP.test(message.text())) return;
    pageErrors.push(`console: ${message.text()}`);
  });
  return { context, page, pageErrors };
}

/** Some headers apply to HTTPS only; over plain HTTP the browser reports that it ignores them. */
const ON_PLAIN_HTTP = /^The Cross-Origin-Opener-Policy header has been ignored/;

/**
 * The browser logs every response of 400 and above, including refusals shown at their field, and a socket that
 * reconnects at the moment of a sign-out.
 */
function isRefusal(text: string, url: string): boolean {
  if (/^WebSocket connection to .* failed: HTTP Authentication failed/.test(text)) return true;
  return /status of 4\d\d/.test(text) && new URL(url).pathname.startsWith("/trpc/");
}
