import { expect } from "@playwright/test";
import type { Page, Request } from "@playwright/test";

const QUIET_MS = 60;

/**
 * Watches requests from now on; the returned function waits until all are answered and no new ones follow. On a timeout
 * the error lists the pending ones.
 */
export function untilQuiet(page: Page): () => Promise<void> {
  const open = new Set<Request>();
  let last = Date.now();
  const began = (request: Request) => {
    open.add(request);
    last = Date.now();
  };
  const ended = (request: Request) => {
    if (open.delete(request)) last = Date.now();
  };
  page.on("request", began).on("requestfinished", ended).on("requestfailed", ended);
  const unrest = () => {
    if (open.size > 0) return [...open].map((request) => request.url());
    return Date.now() - last >= QUIET_MS ? [] : ["a request of a moment ago"];
  };
  return async () => {
    try {
      await expect.poll(unrest, { intervals: [20], timeout: 30_000 }).toEqual([]);
    } finally {
      page.off("request", began).off("requestfinished", ended).off("requestfailed", ended);
    }
  };
}
