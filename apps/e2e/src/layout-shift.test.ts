import { setTimeout as wait } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser, openWindow, SCREENS_AND_TABLET } from "./browser.ts";
import type { Window } from "./browser.ts";
import { enterSampleShop, openNewShop } from "./journeys.ts";
import { ask, textAt } from "./page-calls.ts";
import { untilQuiet } from "./quiet.ts";
import { noteShifts, tooManyShifts } from "./shift.ts";
import { startShop } from "./shop-server.ts";
import type { RunningShop } from "./shop-server.ts";

/** Longer than a screen waits before it shows grey lines, so that they are there to be replaced. */
const ANSWER_AFTER_MS = 250;

let browser: Browser;
let shop: RunningShop;
let owner: Window;
let page: Page;
/** The screens that are made of several answers. */
let addresses: readonly string[];

beforeAll(async () => {
  browser = await launchBrowser();
  shop = await startShop();
  owner = await openWindow(browser, { screen: "desk" });
  await openNewShop(owner.page, shop);
  await enterSampleShop(owner.page, shop.url);
  const first = async (query: string, input: object) =>
    textAt(await ask(owner.page, query, input), "items", 0, "id");
  const receipt = await ask(owner.page, "movements.list", { kind: "receive", limit: 1 });
  addresses = [
    "/sell",
    "/dashboard",
    "/products",
    `/products/${textAt(receipt, "items", 0, "product", "id")}`,
    `/customers/${await first("customers.list", { limit: 1 })}`,
    "/reports/sales",
  ];
  await noteShifts(owner.context);
  page = await owner.context.newPage();
  await page.route("**/trpc/**", async (route) => {
    await wait(ANSWER_AFTER_MS);
    await route.continue().catch(() => undefined);
  });
}, 120_000);
afterAll(async () => {
  await browser.close();
  await shop.stop();
});

test.each(["desk", "tablet", "phone"] as const)(
  "[fault G12] nothing jumps on a %s while a screen is put together",
  async (size) => {
    await page.setViewportSize(SCREENS_AND_TABLET[size]);
    const jumps: string[] = [];
    for (const address of addresses) {
      const quiet = untilQuiet(page);
      await page.goto(`${shop.url}${address}`);
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      await quiet();
      jumps.push(...(await tooManyShifts(page)).map((jump) => `${address}: ${jump}`));
    }
    expect(jumps).toEqual([]);
  },
);
