import type { BrowserContext, Page, Route } from "playwright-core";
import { goToScreen, loadOnce } from "./walk.ts";

/** A page whose frame is answered and whose screens are not. */
export interface FaultyPage {
  readonly page: Page;
  /** Goes to a screen whose questions stay without an answer. */
  goWaiting(path: string, asks: boolean): Promise<void>;
  /** Lets every question fail, those that wait and those that follow. */
  fail(): Promise<void>;
}

/** Questions the frame itself asks; without their answers there is no screen to fail. */
const OF_THE_FRAME = /^(auth\.me|settings\.get|setup\.status|alerts\.counts)$/;

/** Opens such a page for whoever is signed in; it is loaded once and goes from screen to screen. */
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
  await page.addInitScript(hurry);
  await loadOnce(page, url);
  return {
    page,
    goWaiting: async (path, asks) => {
      await failWaiting();
      fails = false;
      await goToScreen(page, path);
      // Grey lines appear only when waiting takes longer than a blink.
      if (asks) await page.getByText("Loading …").first().waitFor({ state: "attached" });
    },
    fail: async () => {
      fails = true;
      await failWaiting();
    },
  };
}

/** Runs inside the page: the waits between two attempts pass ten times as fast. */
function hurry(): void {
  const { setTimeout } = window;
  const soon = (ms = 0) => (ms >= 400 ? ms / 10 : ms);
  Reflect.set(window, "setTimeout", (run: () => void, ms?: number, ...given: []) =>
    setTimeout(run, soon(ms), ...given),
  );
}
