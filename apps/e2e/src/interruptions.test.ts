import { expect } from "@playwright/test";
import { newKey } from "@daybook/client";
import { ownShop, test } from "./fixtures.ts";
import type { SignedIn } from "./fixtures.ts";
import {
  addProduct,
  goTo,
  live,
  onScreen,
  receive,
  rowOf,
  signIn,
  signOut,
  withoutReload,
} from "./journeys.ts";
import { openTill } from "./till.ts";
import type { Till } from "./till.ts";

// Each test continues from the state of the previous ones.
test.describe.configure({ mode: "serial" });

let till: Till;
let signedIn: SignedIn;

const here = ownShop({ screen: "desk" }, async ({ shop, owner }) => {
  const { context, page } = owner;
  till = await openTill(page, shop.url);
  await goTo(page, "Products");
  await addProduct(page, { name: "Teapot, stoneware", sku: "TEA-1", price: "24.50" });
  await receive(page, { quantity: "5", cost: "60" });
  signedIn = await context.storageState();
  await context.close();
});

test("[C2] [X11] a SKU that is taken is refused at its field, which gets the focus, and the other fields keep their input", async () => {
  const { context, page, pageErrors } = await here().open({ screen: "phone", signedIn });
  await page.goto(`${here().shop.url}/products?sheet=new`);
  const sheet = page.getByRole("dialog", { name: "New product" });
  await sheet.getByLabel("Name").fill("Another teapot");
  await sheet.getByLabel("Price", { exact: true }).fill("19");
  await sheet.getByLabel("SKU").fill("TEA-1");
  await sheet.getByRole("button", { name: "Save product" }).click();
  await expect(sheet.getByText("“TEA-1” is already used by")).toBeVisible();
  const sku = sheet.getByLabel("SKU");
  await expect(sku).toBeFocused();
  await expect(sku).toHaveAttribute("aria-invalid", "true");
  await expect(sheet.getByLabel("Price", { exact: true })).toHaveValue("19");
  await sku.fill("TEA-2");
  await sheet.getByRole("button", { name: "Save product" }).click();
  await onScreen(page, "Another teapot");
  expect(pageErrors).toEqual([]);
  await context.close();
});

test("[I13] if two users change the same product, each changed field is kept or chosen, and none is overwritten", async () => {
  const one = await here().open({ screen: "desk", signedIn });
  await one.page.goto(`${here().shop.url}/products`);
  await one.page.getByRole("link", { name: "Teapot, stoneware", exact: true }).click();
  await one.page.getByRole("link", { name: "Edit", exact: true }).click();
  const sheet = one.page.getByRole("dialog", { name: "Edit product" });
  await sheet.getByLabel("Price", { exact: true }).fill("30");
  const { items } = await till.client.products.list.query({ search: "TEA-1" });
  const [product] = items;
  if (product === undefined) throw new Error("The teapot is gone");
  const { id, version } = product;
  const theirs = { name: "Teapot, blue", priceMinor: 2800 };
  await till.client.products.update.mutate({ key: newKey(), id, version, ...theirs });

  // Unedited fields are updated; conflicts must be resolved before saving.
  await expect(sheet.getByText("changed Name to Teapot, blue.")).toBeVisible();
  await expect(sheet.getByLabel("Name", { exact: true })).toHaveValue("Teapot, blue");
  await expect(sheet.getByText("changed Price to £28.00.")).toBeVisible();
  await expect(sheet.getByLabel("Price", { exact: true })).toHaveValue("30");
  await sheet.getByRole("button", { name: "Save product" }).click();
  await expect(sheet.getByText("Check the changes, then save.")).toBeVisible();
  expect((await till.client.products.get.query({ id })).priceMinor).toBe(2800);
  await sheet.getByRole("button", { name: "Keep mine for Price" }).click();
  await sheet.getByRole("button", { name: "Save product" }).click();
  await expect(sheet).toHaveCount(0);
  await onScreen(one.page, "Teapot, blue");
  expect(await till.client.products.get.query({ id })).toMatchObject({
    name: "Teapot, blue",
    priceMinor: 3000,
  });
  expect(one.pageErrors).toEqual([]);
  await one.context.close();
});

test("a product added by another user is shown on request, and no row moves", async () => {
  const { context, page, pageErrors } = await here().open({ screen: "desk", signedIn });
  await page.goto(`${here().shop.url}/products`);
  await live(page);
  const names = () => page.getByRole("rowheader").allInnerTexts();
  await expect(rowOf(page, "Teapot, blue")).toBeVisible();
  const before = await names();
  await till.client.products.create.mutate({ key: newKey(), name: "Aardvark", priceMinor: 100 });
  const chip = page.getByRole("button", { name: "1 change, refresh the list" });
  await expect(chip).toBeVisible();
  expect(await names()).toEqual(before);
  await chip.click();
  await expect(rowOf(page, "Aardvark")).toBeVisible();
  expect(await names()).toEqual(["Aardvark", ...before]);
  await page.getByLabel("Search name").fill("aard");
  await expect(rowOf(page, "Teapot, blue")).toHaveCount(0);
  expect(await names()).toEqual(["Aardvark"]);
  expect(pageErrors).toEqual([]);
  await context.close();
});

test("[X2] eight tabs of one browser all show live changes", async () => {
  const { context, page, pageErrors } = await here().open({ screen: "desk", signedIn });
  const others = await Promise.all(Array.from({ length: 7 }, () => context.newPage()));
  const tabs = [page, ...others];
  await Promise.all(tabs.map((tab) => tab.goto(`${here().shop.url}/products`)));
  await Promise.all(tabs.map((tab) => live(tab)));
  const { items } = await till.client.products.list.query({ search: "TEA-1" });
  const [product] = items;
  if (product === undefined) throw new Error("The teapot is gone");
  const { id, version } = product;
  await till.client.products.update.mutate({ key: newKey(), id, version, priceMinor: 2600 });
  await Promise.all(
    tabs.map((tab) => rowOf(tab, "Teapot, blue").getByText("£26.00", { exact: true }).waitFor()),
  );
  expect(pageErrors).toEqual([]);
  await context.close();
});

test("[X2] while the server is down a line says so, and missed changes are shown when it is back", async () => {
  const { context, page } = await here().open({ screen: "desk", signedIn });
  await page.goto(`${here().shop.url}/products`);
  const row = rowOf(page, "Teapot, blue");
  await expect(row.getByText("5", { exact: true })).toBeVisible();
  await live(page);
  const stays = await withoutReload(page);
  // One change has been received, so the screen knows where to resume.
  await till.sell("TEA-1", 1);
  await expect(row.getByText("4", { exact: true })).toBeVisible();

  await here().shop.halt();
  await expect(page.getByText("Daybook cannot be reached")).toBeVisible();
  expect(await row.getByText("4", { exact: true }).isVisible()).toBe(true);
  await here().shop.resume();
  await till.sell("TEA-1", 3);
  await expect(row.getByText("1", { exact: true })).toBeVisible();
  await live(page);
  await expect(page.getByText("Daybook cannot be reached")).toHaveCount(0);
  await stays();
  await context.close();
});

test("[US7] a user signed out in another window sees the sign-in page, and returns to the same page after sign-in", async () => {
  const one = await here().open({ screen: "desk", signedIn });
  const other = await one.context.newPage();
  await one.page.goto(`${here().shop.url}/products?sort=sku`);
  await live(one.page);
  await other.goto(here().shop.url);
  await onScreen(other, "Dashboard");
  await signOut(other);
  await onScreen(one.page, "Sign in");
  await signIn(one.page);
  await onScreen(one.page, "Products");
  expect(new URL(one.page.url()).search).toBe("?sort=sku");
  expect(one.pageErrors).toEqual([]);
  await one.context.close();
});
