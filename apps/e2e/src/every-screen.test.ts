import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EVERY_LOOK, faultsOf } from "./accessibility.ts";
import { launchBrowser, openWindow } from "./browser.ts";
import type { Window } from "./browser.ts";
import { enterSampleShop, openNewShop } from "./journeys.ts";
import { tradeLongNames } from "./long-names.ts";
import { ask, textAt } from "./page-calls.ts";
import { rowsWithoutLink } from "./rows-without-link.ts";
import { NOTHING, SCREEN_CASES, screenAt, screensOf } from "./screens.ts";
import type { Known } from "./screens.ts";
import { startShop } from "./shop-server.ts";
import type { RunningShop } from "./shop-server.ts";
import { isFirstOfTemplate, patternOf } from "./templates.ts";
import { smallTargets } from "./touch-targets.ts";
import { goInside, loadOnce, openSheetAt } from "./walk.ts";

let browser: Browser;
let shop: RunningShop;
/** The owner in the sample shop. */
let full: Window;
let known: Known;

beforeAll(async () => {
  [browser, shop] = await Promise.all([launchBrowser(), startShop()]);
  full = await openWindow(browser, { screen: "desk" });
  await openNewShop(full.page, shop);
  await enterSampleShop(full.page, shop.url);
  known = await furnish(full.page);
  await loadOnce(full.page, shop.url);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await shop.stop();
});

/** Finds one of everything in the sample shop, beside the goods and sales that are hard to lay out. */
async function furnish(page: Page): Promise<Known> {
  const first = async (query: string, input: object = {}) =>
    textAt(await ask(page, query, input), "items", 0, "id");
  const receipt = await ask(page, "movements.list", { kind: "receive", limit: 1 });
  const locationId = await first("locations.list");
  return {
    productId: textAt(receipt, "items", 0, "product", "id"),
    documentId: textAt(receipt, "items", 0, "document", "id"),
    saleId: await tradeLongNames(page, locationId),
    customerId: await first("customers.list", { limit: 1 }),
    supplierId: await first("suppliers.list", { limit: 1 }),
    locationId,
    userId: await first("users.list"),
  };
}

test("the list of screens is the client's own list of addresses", async () => {
  const source = await readFile(new URL("../../web/src/lib/paths.ts", import.meta.url), "utf8");
  const doors = ["/", "/setup", "/sign-in", "/reset-password"];
  const addresses = [...source.matchAll(/: "(\/[^"]*)"/g)].map(([, address]) => address ?? "");
  const behindTheDoor = addresses.filter((address) => !doors.includes(address));
  expect(
    screensOf(NOTHING)
      .map(({ path }) => patternOf(path))
      .toSorted(),
  ).toEqual(behindTheDoor.toSorted());
});

describe.each(SCREEN_CASES)("[X10] [X12] [X3] $name", ({ index }) => {
  const { path, sheets = [] } = screenAt(index, NOTHING);
  const looks = isFirstOfTemplate(path) ? EVERY_LOOK : undefined;

  test("[fault G18] full: no violation, nothing sideways, every row named by a link, everything large enough for a finger", async () => {
    const { page, troubles } = full;
    await goInside(page, screenAt(index, known).path);
    const faults = await faultsOf(page, looks);
    faults.push(...(await rowsWithoutLink(page)), ...(await smallTargets(page)));
    expect([...faults, ...troubles.splice(0)]).toEqual([]);
  });

  test.each(sheets.map((_, sheet) => sheet))("with sheet %s", async (sheet) => {
    const { page, troubles } = full;
    const screen = screenAt(index, known);
    await openSheetAt(page, `${screen.path}?${screen.sheets?.[sheet]}`);
    const faults = [...(await faultsOf(page)), ...(await smallTargets(page))];
    expect([...faults, ...troubles.splice(0)]).toEqual([]);
  });
});
