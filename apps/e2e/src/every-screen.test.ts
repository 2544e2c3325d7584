import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EVERY_LOOK, faultsOf, sidewaysAt } from "./accessibility.ts";
import { launchBrowser, openWindow } from "./browser.ts";
import type { Window } from "./browser.ts";
import { enterSampleShop, setUpShop } from "./journeys.ts";
import { tradeLongNames } from "./long-names.ts";
import { ask, textAt } from "./page-calls.ts";
import { openFaultyPage } from "./faulty-page.ts";
import type { FaultyPage } from "./faulty-page.ts";
import { rowsWithoutLink } from "./rows-without-link.ts";
import { screensOf } from "./screens.ts";
import type { Known, ScreenAddress } from "./screens.ts";
import { startShop } from "./shop-server.ts";
import type { RunningShop } from "./shop-server.ts";
import { isFirstOfTemplate, patternOf } from "./templates.ts";
import { smallTargets } from "./touch-targets.ts";
import { goInside, openSheetAt } from "./walk.ts";

const NOBODY = "01890000-0000-7000-8000-000000000000";
const NOTHING: Known = {
  productId: NOBODY,
  saleId: NOBODY,
  customerId: NOBODY,
  supplierId: NOBODY,
  documentId: NOBODY,
  locationId: NOBODY,
  userId: NOBODY,
};
const SCREEN_COUNT = screensOf(NOTHING).length;

let browser: Browser;
let shop: RunningShop;
let empty: RunningShop;
/** The owner in the sample shop, and the owner of a shop in which nothing has happened yet. */
let full: Window;
let fresh: Window;
/** The owner in the sample shop, where the server answers nothing but the frame. */
let faulty: FaultyPage;
let known: Known;

beforeAll(async () => {
  browser = await launchBrowser();
  [shop, empty] = await Promise.all([startShop(), startShop()]);
  fresh = await openWindow(browser, { screen: "desk" });
  await setUpShop(fresh.page, empty.url, empty.setupToken);
  full = await openWindow(browser, { screen: "desk" });
  await setUpShop(full.page, shop.url, shop.setupToken);
  await enterSampleShop(full.page, shop.url);
  known = await furnish(full.page);
  faulty = await openFaultyPage(full.context, shop.url);
  // Each window is loaded once; from then on it goes from screen to screen as a person does.
  for (const [{ page }, { url }] of [
    [full, shop],
    [fresh, empty],
  ] as const) {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.goto(`${url}/more`);
    await page.getByRole("heading", { level: 1 }).waitFor();
  }
}, 120_000);
afterAll(async () => {
  await browser.close();
  await Promise.all([shop.stop(), empty.stop()]);
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

const numbers = Array.from({ length: SCREEN_COUNT }, (_, index) => index);
const nameOf = (index: number) => screensOf(NOTHING)[index]?.path.replace(NOBODY, "…") ?? "";
const cases = numbers.map((index) => ({ index, name: nameOf(index) }));
const screenAt = (index: number, ids: Known): ScreenAddress => {
  const screen = screensOf(ids)[index];
  if (screen === undefined) throw new Error(`There is no screen ${index}`);
  return screen;
};

describe.each(cases)("[X10] [X12] [X3] $name", ({ index }) => {
  const { path, sheets = [] } = screenAt(index, NOTHING);
  const first = isFirstOfTemplate(path);
  /** Widths on every screen; what axe finds once per template and theme. */
  const faultsHere = (page: Page) => (first ? faultsOf(page) : sidewaysAt(page));

  test("[fault G18] full: no violation, nothing sideways, every row named by a link, everything large enough for a finger", async () => {
    const { page, troubles } = full;
    await goInside(page, screenAt(index, known).path);
    const faults = await faultsOf(page, first ? EVERY_LOOK : undefined);
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

  test("empty: says what will be here", async () => {
    const { page, troubles } = fresh;
    const screen = screenAt(index, NOTHING);
    await goInside(page, screen.path);
    if (screen.empty !== undefined) await page.getByText(screen.empty).first().waitFor();
    expect([...(await faultsHere(page)), ...troubles.splice(0)]).toEqual([]);
  });

  test("loading, then failing: says what happened and offers to try again", async () => {
    const screen = screenAt(index, known);
    const asks = screen.asksNothing !== true;
    await faulty.goWaiting(screen.path, asks);
    const faults = await faultsHere(faulty.page);
    await faulty.fail();
    if (asks) await faulty.page.getByRole("button", { name: "Try again" }).first().waitFor();
    expect([...faults, ...(await faultsHere(faulty.page))]).toEqual([]);
  });
});
