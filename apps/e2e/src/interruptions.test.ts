import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newKey } from "@daybook/client";
import { launchBrowser, openWindow } from "./browser.ts";
import {
  addProduct,
  goTo,
  live,
  onScreen,
  receive,
  rowOf,
  openNewShop,
  signIn,
  signOut,
  withoutReload,
} from "./journeys.ts";
import { startShop } from "./shop-server.ts";
import type { RunningShop } from "./shop-server.ts";
import { openTill } from "./till.ts";
import type { Till } from "./till.ts";

let browser: Browser;
let shop: RunningShop;
let till: Till;
let signedIn: Awaited<ReturnType<BrowserContext["storageState"]>>;

beforeAll(async () => {
  [browser, shop] = await Promise.all([launchBrowser(), startShop()]);
  const { context, page } = await openWindow(browser, { screen: "desk" });
  await openNewShop(page, shop);
  till = await openTill(page, shop.url);
  await goTo(page, "Products");
  await addProduct(page, { name: "Teapot, stoneware", sku: "TEA-1", price: "24.50" });
  await receive(page, { quantity: "5", cost: "60" });
  signedIn = await context.storageState();
  await context.close();
});
afterAll(async () => {
  await browser.close();
  await shop.stop();
});

test("[C2] [X11] a SKU that is taken is refused at its field, with the cursor in it, and the rest stays typed", async () => {
  const { context, page, troubles } = await openWindow(browser, { screen: "phone", signedIn });
  await page.goto(`${shop.url}/products?sheet=new`);
  const sheet = page.getByRole("dialog", { name: "New product" });
  await sheet.getByLabel("Name").fill("Another teapot");
  await sheet.getByLabel("Price", { exact: true }).fill("19");
  await sheet.getByLabel("SKU").fill("TEA-1");
  await sheet.getByRole("button", { name: "Save product" }).click();
  await sheet.getByText("“TEA-1” is already used by").waitFor();
  const sku = sheet.getByLabel("SKU");
  expect(await sku.evaluate((node) => node === document.activeElement)).toBe(true);
  expect(await sku.getAttribute("aria-invalid")).toBe("true");
  expect(await sheet.getByLabel("Price", { exact: true }).inputValue()).toBe("19");
  await sku.fill("TEA-2");
  await sheet.getByRole("button", { name: "Save product" }).click();
  await onScreen(page, "Another teapot");
  expect(troubles).toEqual([]);
  await context.close();
});

test("[I13] two people change the same product: each field is kept or chosen, none is written over", async () => {
  const one = await openWindow(browser, { screen: "desk", signedIn });
  await one.page.goto(`${shop.url}/products`);
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

  // What was not touched here follows; what both changed waits for a choice, and is refused without one.
  await sheet.getByText("changed Name to Teapot, blue.").waitFor();
  expect(await sheet.getByLabel("Name", { exact: true }).inputValue()).toBe("Teapot, blue");
  await sheet.getByText("changed Price to £28.00.").waitFor();
  expect(await sheet.getByLabel("Price", { exact: true }).inputValue()).toBe("30");
  await sheet.getByRole("button", { name: "Save product" }).click();
  await sheet.getByText("Check the changes, then save.").waitFor();
  expect((await till.client.products.get.query({ id })).priceMinor).toBe(2800);
  await sheet.getByRole("button", { name: "Keep mine for Price" }).click();
  await sheet.getByRole("button", { name: "Save product" }).click();
  await sheet.waitFor({ state: "detached" });
  await onScreen(one.page, "Teapot, blue");
  expect(await till.client.products.get.query({ id })).toMatchObject({
    name: "Teapot, blue",
    priceMinor: 3000,
  });
  expect(one.troubles).toEqual([]);
  await one.context.close();
});

test("a product that somebody else adds waits until it is asked for, and no row jumps", async () => {
  const { context, page, troubles } = await openWindow(browser, { screen: "desk", signedIn });
  await page.goto(`${shop.url}/products`);
  await live(page);
  const names = () => page.getByRole("rowheader").allInnerTexts();
  await rowOf(page, "Teapot, blue").waitFor();
  const before = await names();
  await till.client.products.create.mutate({ key: newKey(), name: "Aardvark", priceMinor: 100 });
  const chip = page.getByRole("button", { name: "1 change, refresh the list" });
  await chip.waitFor();
  expect(await names()).toEqual(before);
  await chip.click();
  await rowOf(page, "Aardvark").waitFor();
  expect(await names()).toEqual(["Aardvark", ...before]);
  await page.getByLabel("Search name").fill("aard");
  await rowOf(page, "Teapot, blue").waitFor({ state: "detached" });
  expect(await names()).toEqual(["Aardvark"]);
  expect(troubles).toEqual([]);
  await context.close();
});

test("[X2] eight tabs of one browser are all live", async () => {
  const { context, page, troubles } = await openWindow(browser, { screen: "desk", signedIn });
  const others = await Promise.all(Array.from({ length: 7 }, () => context.newPage()));
  const tabs = [page, ...others];
  await Promise.all(tabs.map((tab) => tab.goto(`${shop.url}/products`)));
  await Promise.all(tabs.map((tab) => live(tab)));
  const { items } = await till.client.products.list.query({ search: "TEA-1" });
  const [product] = items;
  if (product === undefined) throw new Error("The teapot is gone");
  const { id, version } = product;
  await till.client.products.update.mutate({ key: newKey(), id, version, priceMinor: 2600 });
  await Promise.all(
    tabs.map((tab) => rowOf(tab, "Teapot, blue").getByText("£26.00", { exact: true }).waitFor()),
  );
  expect(troubles).toEqual([]);
  await context.close();
});

test("[X2] while the server is away a line says so, and what was missed comes by itself when it is back", async () => {
  const { context, page } = await openWindow(browser, { screen: "desk", signedIn });
  await page.goto(`${shop.url}/products`);
  const row = rowOf(page, "Teapot, blue");
  await row.getByText("5", { exact: true }).waitFor();
  await live(page);
  const stays = await withoutReload(page);
  // One change seen, so that the screen knows from where to go on.
  await till.sell("TEA-1", 1);
  await row.getByText("4", { exact: true }).waitFor();

  await shop.halt();
  await page.getByText("Daybook cannot be reached").waitFor();
  expect(await row.getByText("4", { exact: true }).isVisible()).toBe(true);
  await shop.resume();
  await till.sell("TEA-1", 3);
  await row.getByText("1", { exact: true }).waitFor();
  await live(page);
  await page.getByText("Daybook cannot be reached").waitFor({ state: "detached" });
  await stays();
  await context.close();
});

test("[US7] someone who is signed out by another window is shown the door, and comes back to where they were", async () => {
  const one = await openWindow(browser, { screen: "desk", signedIn });
  const other = await one.context.newPage();
  await one.page.goto(`${shop.url}/products?sort=sku`);
  await live(one.page);
  await other.goto(shop.url);
  await onScreen(other, "Dashboard");
  await signOut(other);
  await onScreen(one.page, "Sign in");
  await signIn(one.page);
  await onScreen(one.page, "Products");
  expect(new URL(one.page.url()).search).toBe("?sort=sku");
  expect(one.troubles).toEqual([]);
  await one.context.close();
});
