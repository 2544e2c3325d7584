import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser, openWindow } from "./browser.ts";
import type { Window } from "./browser.ts";
import { furnishHostileShop, HOSTILE_NAMES, IN_EVERY_NAME, skuOf } from "./hostile-shop.ts";
import { onScreen, openNewShop } from "./journeys.ts";
import { untilQuiet } from "./quiet.ts";
import { screensOf } from "./screens.ts";
import type { Known } from "./screens.ts";
import { startShop } from "./shop-server.ts";
import type { RunningShop } from "./shop-server.ts";
import { goInside, loadOnce } from "./walk.ts";

let browser: Browser;
let shop: RunningShop;
let desk: Window;
let signedIn: Awaited<ReturnType<BrowserContext["storageState"]>>;
let known: Known;

beforeAll(async () => {
  [browser, shop] = await Promise.all([launchBrowser(), startShop()]);
  desk = await openWindow(browser, { screen: "desk" });
  await openNewShop(desk.page, shop);
  known = await furnishHostileShop(desk.page);
  signedIn = await desk.context.storageState();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await shop.stop();
});

test("[threat A14] sixty hostile product names are browsed and none of them runs", async () => {
  const { page } = desk;
  await page.goto(`${shop.url}/products`);
  await page.getByText("60 products", { exact: true }).waitFor();
  await expectHarmless(desk);
  for (const [index, name] of HOSTILE_NAMES.entries()) {
    // Only the rows on screen are drawn, so each is looked for first; rows that still move are not pressed.
    await page.getByLabel("Search name").fill(skuOf(index));
    await page.getByText("1 product", { exact: true }).waitFor();
    await page.getByRole("link", { name, exact: true }).click();
    await page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
    await page
      .getByRole("region", { name: "Details" })
      .getByText(name, { exact: true })
      .first()
      .waitFor();
    await expectHarmless(desk);
    await page.getByRole("link", { name: "All products" }).click();
  }
});

test(
  "[threat A14] every screen and every sheet on it shows hostile names as text",
  { timeout: 120_000 },
  async () => {
    const shown: string[] = [];
    for (const { path, sheets = [] } of screensOf(known))
      for (const search of ["", ...sheets.map((sheet) => `?${sheet}`)])
        if (await showsNames(desk, `${path}${search}`)) shown.push(path);
    // Where no name is shown there is nothing to prove: most screens have at least one.
    expect(new Set(shown).size).toBeGreaterThan(25);
  },
);

test("[threat A14] so does every list on a phone", { timeout: 120_000 }, async () => {
  const phone = await openWindow(browser, { screen: "phone", signedIn });
  await loadOnce(phone.page, shop.url);
  for (const { path, title } of screensOf(known)) {
    if (title === undefined) continue;
    await goInside(phone.page, path);
    await expectHarmless(phone, path);
  }
  await phone.context.close();
});

test("[threat A14] hostile names are found in the palette and at the till, and sold", async () => {
  const { page } = desk;
  await page.goto(`${shop.url}/sell`);
  await onScreen(page, "Sell");
  await page.keyboard.press("Control+K");
  await page.getByPlaceholder("A product, code, page or action").fill(IN_EVERY_NAME);
  await page.getByRole("dialog").getByText(IN_EVERY_NAME).first().waitFor();
  await expectHarmless(desk);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  const box = page.getByPlaceholder("Scan, or type a name or code");
  expect(await box.evaluate((node) => node === document.activeElement)).toBe(true);
  const found = page.getByRole("listbox", { name: "Products found" });
  for (const name of HOSTILE_NAMES.slice(0, 10)) {
    await box.fill(name);
    await found.getByText(name, { exact: true }).click();
  }
  await expectHarmless(desk);
  await page.getByRole("button", { name: "Exact cash" }).click();
  await page.getByText("Paid £10.00").waitFor();
  await expectHarmless(desk);
});

test("[threat A14] [S7] a receipt with sixty hostile lines is printed as it reads", async () => {
  const { page } = desk;
  await page.goto(`${shop.url}/sales/${known.saleId}/receipt`);
  for (const name of HOSTILE_NAMES)
    await page.getByText(name, { exact: true }).first().waitFor({ state: "attached" });
  await page.emulateMedia({ media: "print" });
  expect((await page.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(1000);
  await expectHarmless(desk);
  await page.emulateMedia({ media: "screen" });
});

/** Opens an address cold and waits until nothing follows; true where a hostile name can be read there. */
async function showsNames(window: Window, address: string): Promise<boolean> {
  const { page } = window;
  const quiet = untilQuiet(page);
  await page.goto(`${shop.url}${address}`);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await quiet();
  await expectHarmless(window, address);
  return (await page.locator("main").getByText(IN_EVERY_NAME).count()) > 0;
}

/** Nothing fired, no rule of the page was broken, and no element has an attribute that could. */
async function expectHarmless({ page, troubles }: Window, where = page.url()): Promise<void> {
  const found = await page.evaluate(() => ({
    fired: Reflect.get(window, "fired") ?? null,
    handlers: [...document.querySelectorAll("*")].flatMap((element) =>
      element.getAttributeNames().filter((name) => name.startsWith("on")),
    ),
    links: [...document.querySelectorAll("[href], [src]")]
      .map((element) => element.getAttribute("href") ?? element.getAttribute("src") ?? "")
      .filter((address) => address.startsWith("javascript:")),
  }));
  const nothing = { fired: null, handlers: [], links: [], troubles: [], problems: [] };
  expect({ ...found, troubles, problems: shop.problems() }, where).toEqual(nothing);
}
