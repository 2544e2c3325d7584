import { readFile } from "node:fs/promises";
import type { Browser, BrowserContext, Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { faultsOf } from "./accessibility.ts";
import { launchBrowser, openWindow, SCREENS } from "./browser.ts";
import type { Window } from "./browser.ts";
import { enterSampleShop, setUpShop } from "./journeys.ts";
import { tradeLongNames } from "./long-names.ts";
import { ask, textAt } from "./page-calls.ts";
import { untilQuiet } from "./quiet.ts";
import { screensOf } from "./screens.ts";
import type { Known, ScreenAddress } from "./screens.ts";
import { startShop } from "./shop-server.ts";
import type { RunningShop } from "./shop-server.ts";
import { smallTargets } from "./touch-targets.ts";

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
  const asPattern = (path: string) => path.replace(NOBODY, "$id");
  expect(
    screensOf(NOTHING)
      .map(({ path }) => asPattern(path))
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
  test("[fault G18] full: no violation, nothing sideways, every row named by a link, everything large enough for a finger", async () => {
    const { page, troubles } = full;
    const screen = screenAt(index, known);
    await open(page, `${shop.url}${screen.path}`);
    const faults = await faultsOf(page);
    faults.push(...(await rowsWithoutLink(page)), ...(await smallTargets(page)));
    expect([...faults, ...troubles.splice(0)]).toEqual([]);
  });

  test("empty: says what will be here", async () => {
    const { page, troubles } = fresh;
    const screen = screenAt(index, NOTHING);
    await open(page, `${empty.url}${screen.path}`);
    if (screen.empty !== undefined) await page.getByText(screen.empty).first().waitFor();
    expect([...(await faultsOf(page)), ...troubles.splice(0)]).toEqual([]);
  });

  test("loading, then failing: says what happened and offers to try again", async () => {
    const screen = screenAt(index, known);
    const faults = await whileTheServer(full.context, "waits", async (page) => {
      await open(page, `${shop.url}${screen.path}`, false);
      return faultsOf(page);
    });
    const failing = await whileTheServer(full.context, "fails", async (page) => {
      await open(page, `${shop.url}${screen.path}`);
      if (screen.asksNothing !== true)
        await page.getByRole("button", { name: "Try again" }).first().waitFor();
      return faultsOf(page);
    });
    expect([...faults, ...failing]).toEqual([]);
  });
});

const withSheets = cases.flatMap(({ index, name }) => {
  const count = screenAt(index, NOTHING).sheets?.length ?? 0;
  return Array.from({ length: count }, (_, sheet) => ({ index, name, sheet }));
});

test.each(withSheets)("[X10] [X12] [X3] $name with sheet $sheet", async ({ index, sheet }) => {
  const { page, troubles } = full;
  const screen = screenAt(index, known);
  await open(page, `${shop.url}${screen.path}?${screen.sheets?.[sheet]}`);
  await page.getByRole("dialog").first().waitFor();
  const faults = [...(await faultsOf(page)), ...(await smallTargets(page))];
  expect([...faults, ...troubles.splice(0)]).toEqual([]);
});

/** Opens an address and waits until the screen stands still. */
async function open(page: Page, url: string, answered = true): Promise<void> {
  await page.setViewportSize(SCREENS.desk);
  await page.emulateMedia({ colorScheme: "light" });
  const quiet = untilQuiet(page);
  await page.goto(url);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  if (answered) await quiet();
  // Grey lines appear only when waiting takes longer than a blink.
  else
    await page
      .getByText("Loading …")
      .first()
      .waitFor({ state: "attached", timeout: 1000 })
      .catch(() => undefined);
}

/** Questions the frame itself asks; without their answers there is no screen to fail. */
const OF_THE_FRAME = /^(auth\.me|settings\.get|setup\.status|alerts\.counts)$/;

/** A window of its own in which the server answers the frame but no screen. */
async function whileTheServer<Result>(
  context: BrowserContext,
  does: "waits" | "fails",
  look: (page: Page) => Promise<Result>,
): Promise<Result> {
  const page = await context.newPage();
  const waiting: Route[] = [];
  try {
    await page.route("**/trpc/**", async (route) => {
      const path = new URL(route.request().url()).pathname.replace("/trpc/", "");
      if (path.split(",").every((name) => OF_THE_FRAME.test(name))) return route.continue();
      if (does === "fails") return route.fulfill({ status: 500, body: "{}" });
      waiting.push(route);
    });
    return await look(page);
  } finally {
    await Promise.all(waiting.map((route) => route.abort().catch(() => undefined)));
    await page.close();
  }
}

/** Tables whose rows are no things with a page of their own. */
const WITHOUT_PAGES =
  /What each role may do|Signed-in devices|API keys|Keys|Price history|Who changed what/;

/** Rows whose name cannot be opened in a tab of its own. */
async function rowsWithoutLink(page: Page): Promise<string[]> {
  const tables = await page.locator("main :is(table, [role=grid])[aria-label]").evaluateAll((all) =>
    all.map((table) => {
      const rows = [...table.querySelectorAll("tbody tr, [role=row][aria-rowindex]")];
      const bad = rows.find((row) => {
        const heads = row.querySelector("[role=columnheader]") !== null;
        const named = row.querySelector(
          ":is(th[scope=row], [role=rowheader]) :is(a[href], button[aria-expanded])",
        );
        return !heads && named === null;
      });
      return { label: table.getAttribute("aria-label") ?? "", row: bad?.textContent ?? null };
    }),
  );
  return tables
    .filter(({ label, row }) => row !== null && !WITHOUT_PAGES.test(label))
    .map(({ label, row }) => `“${label}” has a row without a link: ${row}`);
}
