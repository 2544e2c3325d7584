import type { Page } from "playwright-core";
import { expect } from "vitest";

const QUIET_MS = 60;

/** Counts from now on; what it gives back waits until every request was answered and no new one followed. */
export function untilQuiet(page: Page): () => Promise<void> {
  let open = 0;
  let last = Date.now();
  const count = (by: number) => () => {
    open += by;
    last = Date.now();
  };
  const [began, ended] = [count(1), count(-1)];
  page.on("request", began).on("requestfinished", ended).on("requestfailed", ended);
  return async () => {
    await expect
      .poll(() => open <= 0 && Date.now() - last >= QUIET_MS, { interval: 20, timeout: 10_000 })
      .toBe(true);
    page.off("request", began).off("requestfinished", ended).off("requestfailed", ended);
  };
}
