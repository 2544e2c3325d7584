import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { faultsOf, sidewaysAt } from "./accessibility.ts";
import { launchBrowser, openWindow } from "./browser.ts";
import type { Window } from "./browser.ts";
import { openFaultyPage } from "./faulty-page.ts";
import type { FaultyPage } from "./faulty-page.ts";
import { openNewShop } from "./journeys.ts";
import { NOTHING, SCREEN_CASES, screenAt } from "./screens.ts";
import { startShop } from "./shop-server.ts";
import type { RunningShop } from "./shop-server.ts";
import { isFirstOfTemplate } from "./templates.ts";
import { goInside, loadOnce } from "./walk.ts";

let browser: Browser;
let shop: RunningShop;
/** The owner of a shop in which nothing has happened yet. */
let fresh: Window;
/** The same where the server answers nothing but the frame. */
let faulty: FaultyPage;

beforeAll(async () => {
  [browser, shop] = await Promise.all([launchBrowser(), startShop()]);
  fresh = await openWindow(browser, { screen: "desk" });
  await openNewShop(fresh.page, shop);
  await loadOnce(fresh.page, shop.url);
  faulty = await openFaultyPage(fresh.context, shop.url);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await shop.stop();
});

describe.each(SCREEN_CASES)("[X10] [X12] [X3] $name", ({ index }) => {
  const { path, empty, asksNothing = false } = screenAt(index, NOTHING);
  /** Widths on every screen; what axe finds once per template and theme. */
  const faultsHere = (page: Page) => (isFirstOfTemplate(path) ? faultsOf(page) : sidewaysAt(page));

  test("empty: says what will be here", async () => {
    const { page, troubles } = fresh;
    await goInside(page, path);
    if (empty !== undefined) await page.getByText(empty).first().waitFor();
    expect([...(await faultsHere(page)), ...troubles.splice(0)]).toEqual([]);
  });

  test("loading, then failing: says what happened and offers to try again", async () => {
    await faulty.goWaiting(path, !asksNothing);
    const faults = await faultsHere(faulty.page);
    await faulty.fail();
    if (!asksNothing)
      await faulty.page.getByRole("button", { name: "Try again" }).first().waitFor();
    expect([...faults, ...(await faultsHere(faulty.page))]).toEqual([]);
  });
});
