import { expect } from "@playwright/test";
import type { Window } from "./browser.ts";
import { ownShop, test } from "./fixtures.ts";
import { populateHostileShop, HOSTILE_NAMES, IN_EVERY_NAME, skuOf } from "./hostile-shop.ts";
import { onScreen } from "./journeys.ts";
import { onceInShort, onlyInAll, OTHER_WINDOW } from "./matrix.ts";
import { untilQuiet } from "./quiet.ts";
import { screensOf } from "./screens.ts";
import type { Known } from "./screens.ts";
import { goInside, goInsideWithSearch, loadOnce } from "./walk.ts";

let known: Known;

const here = ownShop({ screen: "desk" }, async ({ owner }) => {
  known = await populateHostileShop(owner.page);
});

test("[threat A14] sixty hostile product names are shown and none of them runs", async () => {
  const { page } = here().owner;
  await page.goto(`${here().shop.url}/products`);
  await expect(page.getByText("60 products", { exact: true })).toBeVisible();
  await expectHarmless(here().owner);
  // Every fifth takes turns between a plain one and one after what closes an attribute.
  const some = HOSTILE_NAMES.filter((_, index) => index % 5 === 0);
  for (const name of onceInShort(HOSTILE_NAMES, some, "all sixty hostile names one by one")) {
    const index = HOSTILE_NAMES.indexOf(name);
    // Only the rows on screen are drawn, so each is looked for first; rows that still move are not pressed.
    await page.getByLabel("Search name").fill(skuOf(index));
    await expect(page.getByText("1 product", { exact: true })).toBeVisible();
    await page.getByRole("link", { name, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name, exact: true })).toBeVisible();
    await expect(
      page.getByRole("region", { name: "Details" }).getByText(name, { exact: true }).first(),
    ).toBeVisible();
    await expectHarmless(here().owner);
    await page.getByRole("link", { name: "All products" }).click();
  }
});

test("[threat A14] every screen and every sheet on it shows hostile names as text", async () => {
  const { owner } = here();
  const cold = onceInShort(true, false, "hostile names at addresses that are loaded cold");
  if (!cold) await loadOnce(owner.page, here().shop.url);
  const shown: string[] = [];
  for (const { path, sheets = [] } of screensOf(known))
    for (const search of ["", ...sheets.map((sheet) => `?${sheet}`)])
      if (await showsNames(owner, `${path}${search}`, cold)) shown.push(path);
  // A screen without a hostile name proves nothing: most screens have at least one.
  expect(new Set(shown).size).toBeGreaterThan(25);
});

test("[threat A14] every list on a phone shows hostile names as text", async () => {
  onlyInAll(true, OTHER_WINDOW);
  const phone = await here().open({
    screen: "phone",
    signedIn: await here().owner.context.storageState(),
  });
  await loadOnce(phone.page, here().shop.url);
  for (const { path, title } of screensOf(known)) {
    if (title === undefined) continue;
    await goInside(phone.page, path);
    await expectHarmless(phone, path);
  }
  await phone.context.close();
});

test("[threat A14] products with hostile names are found in the palette and at the till, and sold", async () => {
  const { page } = here().owner;
  await page.goto(`${here().shop.url}/sell`);
  await onScreen(page, "Sell");
  await page.keyboard.press("Control+K");
  await page.getByPlaceholder("A product, code, page or action").fill(IN_EVERY_NAME);
  await expect(page.getByRole("dialog").getByText(IN_EVERY_NAME).first()).toBeVisible();
  await expectHarmless(here().owner);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  const box = page.getByPlaceholder("Scan, or type a name or code");
  await expect(box).toBeFocused();
  const found = page.getByRole("listbox", { name: "Products found" });
  for (const name of HOSTILE_NAMES.slice(0, 10)) {
    await box.fill(name);
    await found.getByText(name, { exact: true }).click();
  }
  await expectHarmless(here().owner);
  await page.getByRole("button", { name: "Exact cash" }).click();
  await expect(page.getByText("Paid £10.00")).toBeVisible();
  await expectHarmless(here().owner);
});

test("[threat A14] [S7] a receipt with sixty hostile lines is printed as text", async () => {
  const { page } = here().owner;
  await page.goto(`${here().shop.url}/sales/${known.saleId}/receipt`);
  for (const name of HOSTILE_NAMES)
    await expect(page.getByText(name, { exact: true }).first()).toBeAttached();
  await page.emulateMedia({ media: "print" });
  expect((await page.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(1000);
  await expectHarmless(here().owner);
  await page.emulateMedia({ media: "screen" });
});

/** Opens an address, by loading or navigation, and waits until no requests follow; true if it shows a hostile name. */
async function showsNames(window: Window, address: string, cold: boolean): Promise<boolean> {
  const { page } = window;
  if (cold) {
    const quiet = untilQuiet(page);
    await page.goto(`${here().shop.url}${address}`);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
    await quiet();
  } else await goInsideWithSearch(page, address);
  await expectHarmless(window, address);
  return (await page.locator("main").getByText(IN_EVERY_NAME).count()) > 0;
}

/** No script ran, no policy of the page was violated, and no element has an event handler attribute. */
async function expectHarmless({ page, pageErrors }: Window, where = page.url()): Promise<void> {
  const found = await page.evaluate(() => ({
    fired: Reflect.get(window, "fired") ?? null,
    handlers: [...document.querySelectorAll("*")].flatMap((element) =>
      element.getAttributeNames().filter((name) => name.startsWith("on")),
    ),
    links: [...document.querySelectorAll("[href], [src]")]
      .map((element) => element.getAttribute("href") ?? element.getAttribute("src") ?? "")
      .filter((address) => address.startsWith("javascript:")),
  }));
  const nothing = { fired: null, handlers: [], links: [], pageErrors: [], problems: [] };
  expect({ ...found, pageErrors, problems: here().shop.problems() }, where).toEqual(nothing);
}
