import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser, openWindow } from "./browser.ts";
import { openNewShop, setUpShop } from "./journeys.ts";
import { ask } from "./page-calls.ts";
import { startShop } from "./shop-server.ts";
import type { RunningShop } from "./shop-server.ts";

let browser: Browser;
let shops: readonly [RunningShop, RunningShop];

beforeAll(async () => {
  browser = await launchBrowser();
  shops = await Promise.all([startShop(), startShop()]);
});
afterAll(async () => {
  await browser.close();
  await Promise.all(shops.map((shop) => shop.stop()));
});

test("the shop that other journeys begin with is the one that the set-up makes", async () => {
  const [pressed, sent] = shops;
  const one = await openWindow(browser, { screen: "desk" });
  await setUpShop(one.page, pressed.url, pressed.setupToken);
  const other = await openWindow(browser, { screen: "desk" });
  await openNewShop(other.page, sent);
  expect(await madeOf(other.page)).toEqual(await madeOf(one.page));
});

/** What the set-up decides, and what the browser keeps of it. */
async function madeOf(page: Page): Promise<unknown> {
  const answers = [
    await ask(page, "settings.get"),
    await ask(page, "settings.taxClasses"),
    await ask(page, "locations.list"),
    await ask(page, "users.list"),
    await page.evaluate(() => Object.keys({ ...localStorage, ...sessionStorage }).toSorted()),
  ];
  // Ids and moments are a shop's own.
  return JSON.parse(
    JSON.stringify(answers, (name, value: unknown) => (/(^i|I)d$|At$/.test(name) ? null : value)),
  );
}
