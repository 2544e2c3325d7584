import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { newKey } from "@daybook/client";
import { openWindow } from "./browser.ts";
import type { Window } from "./browser.ts";
import { test } from "./fixtures.ts";
import { setUpShop } from "./journeys.ts";
import { field, openSheet, press, save, walkTo } from "./office.ts";
import { ask, at, send } from "./page-calls.ts";
import { startShop } from "./shop-server.ts";
import type { RunningShop } from "./shop-server.ts";

// The first of these tests sets the shop up.
test.describe.configure({ mode: "serial" });

let shop: RunningShop;
let signedIn: Window;

test.beforeAll(async ({ browser }) => {
  shop = await startShop();
  signedIn = await openWindow(browser, { screen: "desk" });
});
test.afterAll(async () => {
  await signedIn.context.close();
  await shop.stop();
});

const kept = (page: Page) => page.getByText(/^You have unsaved changes from .+\./);

test("[fault G7] the steps of setup keep their input after a reload, except the password", async () => {
  const { page } = signedIn;
  await page.goto(`${shop.url}/setup#${shop.setupToken}`);
  await page.getByLabel("Shop name").fill("Corner Shop");
  await press(page, "Continue");
  await page.getByLabel("Your name").fill("Anna");
  await page.reload();
  await expect(kept(page)).toBeVisible();
  await expect(page.getByLabel("Shop name")).toHaveValue("Corner Shop");
  await press(page, "Continue");
  await expect(kept(page)).toBeVisible();
  await expect(page.getByLabel("Your name")).toHaveValue("Anna");
  await page.goto("about:blank");
  await setUpShop(page, shop.url, shop.setupToken);
  const left = await page.evaluate(() => Object.keys(localStorage).join());
  expect(left).not.toContain("daybook-draft");
});

test("[fault G7] a partly entered product is offered again after Esc, Back and a reload", async () => {
  const { page } = signedIn;
  await walkTo(page, "Products");
  const open = () => openSheet(page, "Add product", "New product");
  let sheet = await open();
  await expect(kept(page)).toHaveCount(0);
  await field(sheet, "Name").fill("Blue mug");
  const isThere = async () => {
    await expect(kept(page)).toBeVisible();
    await expect(field(sheet, "Name")).toHaveValue("Blue mug");
  };
  for (const leave of [() => page.keyboard.press("Escape"), () => page.goBack()]) {
    await leave();
    await expect(sheet).toHaveCount(0);
    sheet = await open();
    await isThere();
  }
  // The sheet has an address, so it is open again.
  await page.reload();
  await isThere();
  await field(sheet, "Price").fill("9.50");
  await save(sheet, "Save product");
  await walkTo(page, "Products");
  sheet = await open();
  await expect(kept(page)).toHaveCount(0);
  await expect(field(sheet, "Name")).toHaveValue("");
  // Cancel discards the input, and restored input can be discarded.
  await field(sheet, "Name").fill("Red mug");
  await press(sheet, "Cancel");
  await expect(sheet).toHaveCount(0);
  sheet = await open();
  await expect(kept(page)).toHaveCount(0);
  await field(sheet, "Name").fill("Red mug");
  await page.keyboard.press("Escape");
  sheet = await open();
  await press(sheet, "Discard");
  await expect(field(sheet, "Name")).toHaveValue("");
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
  await open();
  await expect(kept(page)).toHaveCount(0);
});

test("[fault G7] a partly entered change shows what others have saved since", async () => {
  const { page } = signedIn;
  const acme = await send(page, "suppliers.create", { key: newKey(), name: "Acme" });
  await page.goto(`${shop.url}/suppliers`);
  await page.getByRole("link", { name: "Acme", exact: true }).click();
  let sheet = await openSheet(page, "Edit", "Edit supplier");
  await field(sheet, "Phone").fill("0123");
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
  const [id, version] = [at(acme, "id"), at(acme, "version")];
  await send(page, "suppliers.update", { key: newKey(), id, version, email: "a@acme.test" });
  await page.reload();
  sheet = await openSheet(page, "Edit", "Edit supplier");
  await expect(kept(page)).toBeVisible();
  await expect(field(sheet, "Phone")).toHaveValue("0123");
  await expect(field(sheet, "E-mail")).toHaveValue("a@acme.test");
});

test("[fault G7] a partly entered adjustment can be continued", async () => {
  const { page } = signedIn;
  const jug = await send(page, "products.create", { key: newKey(), name: "Jug", priceMinor: 900 });
  const id = at(jug, "id");
  await page.goto(`${shop.url}/adjust?how=found&product=${id}`);
  const quantity = page.locator('input[data-path="quantityMilli"]');
  await quantity.fill("7");
  await page.goto(`${shop.url}/adjust`);
  await expect(kept(page)).toBeVisible();
  expect(new URL(page.url()).searchParams.get("product")).toBe(id);
  await expect(quantity).toHaveValue("7");
  await page.locator('form button[type="submit"]').click();
  await expect(page.getByText("Jug: ").first()).toBeVisible();
  await page.goto(`${shop.url}/adjust`);
  await expect(page.getByRole("heading", { name: "Adjust" }).first()).toBeVisible();
  expect(new URL(page.url()).searchParams.get("product")).toBeNull();
});

test("[fault G14] a goods receipt recorded by mistake is undone from its message and from its document", async () => {
  const { page } = signedIn;
  const cup = await send(page, "products.create", { key: newKey(), name: "Cup", priceMinor: 900 });
  const onHand = () =>
    ask(page, "products.get", { id: at(cup, "id") }).then((one) => at(one, "onHandMilli"));
  const receive = async () => {
    await page.goto(`${shop.url}/receive?product=${at(cup, "id")}`);
    await page.getByLabel("Total cost").fill("2.50");
    await press(page, "Receive 1 item");
    await expect(page.getByText("Received 1 item for £2.50.")).toBeVisible();
    expect(await onHand()).toBe(1000);
  };
  await receive();
  await press(page, "Undo");
  await expect(page.getByText("Undone: Received 1 item for £2.50.")).toBeVisible();
  expect(await onHand()).toBe(0);
  await receive();
  await press(page, "View");
  await press(page, "Undo this document");
  await expect(page.getByText(/^Undone by .+ on .+/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo this document" })).toHaveCount(0);
  expect(await onHand()).toBe(0);
});

test("[fault G14] a cost far above the price is questioned once on the product's page", async () => {
  const { page } = signedIn;
  const pot = await send(page, "products.create", { key: newKey(), name: "Pot", priceMinor: 900 });
  await page.goto(`${shop.url}/products/${at(pot, "id")}`);
  const form = page.getByRole("form", { name: "Receive goods" });
  await form.getByLabel("Quantity").fill("1");
  await form.getByLabel("Total cost").fill("90");
  await press(page, "Receive");
  await expect(form.getByText(/^Pot: margin .+ at the current price\./)).toBeVisible();
  await press(page, "Receive");
  await expect(page.getByText("Received 1 of Pot for £90.00.")).toBeVisible();
});

test("[fault G18] messages of quick saves are shown one at a time, the latest at once", async () => {
  const { page } = signedIn;
  await walkTo(page, "Products");
  const sheet = await openSheet(page, "Add product", "New product");
  for (const name of ["One", "Two", "Three", "Four"]) {
    await field(sheet, "Name").fill(name);
    await field(sheet, "Price").fill("1");
    await press(sheet, "Save and add another");
    await expect(page.getByText(`${name} is saved.`)).toBeVisible();
  }
  await expect(page.getByText("Three is saved.")).toHaveCount(0);
  await expect(page.getByText(/ is saved\.$/)).toHaveCount(1);
});

test("[fault G13] new prices are shown next to the old ones, rounded as chosen, and undone from the message", async () => {
  const { page } = signedIn;
  const products = [
    { name: "Priced apple", sku: "PRICED-1", priceMinor: 999 },
    { name: "Priced pear", sku: "PRICED-2", priceMinor: 1249 },
  ];
  await send(page, "products.createMany", { key: newKey(), products });
  const prices = async () => {
    const items = at(await ask(page, "products.list", { search: "priced" }), "items");
    if (!Array.isArray(items)) throw new Error("There are no products");
    return items.map((item: unknown) => at(item, "priceMinor"));
  };
  await page.goto(`${shop.url}/products?q=priced`);
  for (const { name } of products)
    await page.getByRole("checkbox", { name: `Select ${name}`, exact: true }).check();
  const sheet = await openSheet(page, "Edit selected", "Edit 2 products");
  await field(sheet, "Change price by").fill("5");
  await sheet.getByLabel("Round the new prices").selectOption("To the nearest .99");
  const shown = sheet.getByRole("table", { name: "New prices" });
  await expect(shown.getByText("£10.99")).toBeVisible();
  expect(await shown.getByRole("row").allInnerTexts()).toEqual(
    expect.arrayContaining([expect.stringMatching(/Priced pear\s+£12\.49\s+£12\.99/)]),
  );
  await save(sheet, "Save changes");
  await expect.poll(prices).toEqual([1099, 1299]);
  await press(page, "Undo prices");
  await expect(page.getByText("2 prices are restored.")).toBeVisible();
  expect(await prices()).toEqual([999, 1249]);
});
