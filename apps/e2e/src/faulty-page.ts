import type { BrowserContext, Page, Route } from "playwright-core";
import { goToScreen, loadOnce } from "./walk.ts";

/** A page whose layout is loaded while the queries of its screens fail. */
export interface FaultyPage {
  readonly page: Page;
  /** Opens a screen whose queries remain pending. */
  goWaiting(path: string, asks: boolean): Promise<void>;
  /** Fails all queries, pending and later ones. */
  fail(): Promise<void>;
}

/** Queries of the layout itself; without them there is no screen. */
const OF_THE_FRAME = /^(auth\.me|settings\.get|setup\.status|alerts\.counts)$/;

/** Opens such a page for the signed-in user; it is loaded once and navigates between screens. */
export async function openFaultyPage(context: BrowserContext, url: string): Promise<FaultyPage> {
  const page = await context.newPage();
  const waiting: Route[] = [];
  let fails = false;
  const refuse = (route: Route) => route.fulfill({ status: 500, body: "{}" });
  const failWaiting = () =>
    Promise.all(waiting.splice(0).map((route) => refuse(route).catch(() => undefined)));
  await page.route("**/trpc/**", async (route) => {
    const path = new URL(route.request().url()).pathname.replace("/trpc/", "");
    if (path.split(",").every((name) => OF_THE_FRAME.test(name))) return route.continue();
    if (fails) return refuse(route);
    waiting.push(route);
  });
  await page.addInitScript(shortenRetryDelays);
  await loadOnce(page, url);
  return {
    page,
    goWaiting: async (path, asks) => {
      await failWaiting();
      fails = false;
      await goToScreen(page, path);
      // Placeholder lines appear only after a short delay.
      if (asks) await page.getByText("Loading …").first().waitFor({ state: "attached" });
    },
    fail: async () => {
      fails = true;
      await failWaiting();
    },
  };
}

/** Runs inside the page: delays between retries are ten times shorter. */
function shortenRetryDelays(): void {
  const { setTimeout } = window;
  const shortened = (ms = 0) => (ms >= 400 ? ms / 10 : ms);
  Reflect.set(window, "setTimeout", (run: () => void, ms?: number, ...given: []) =>
    setTimeout(run, shortened(ms), ...given),
  );
}
