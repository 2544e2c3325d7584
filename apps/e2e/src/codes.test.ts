import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newKey } from "@daybook/client";
import { launchBrowser, openWindow, SCREENS_AND_TABLET } from "./browser.ts";
import type { Window } from "./browser.ts";
import { onScreen, openNewShop } from "./journeys.ts";
import { send } from "./page-calls.ts";
import { startShop } from "./shop-server.ts";
import type { RunningShop } from "./shop-server.ts";

const GOODS = [
  { name: "Plain tag", sku: "TAG", priceMinor: 20, barcodes: ["555019"] },
  { name: "Silver ring", sku: "555019", priceMinor: 9900 },
  { name: "Low fat milk", sku: "MILK", priceMinor: 120 },
  { name: "Cheap ring", sku: "O-100", priceMinor: 20 },
  { name: "Dear ring", sku: "Ø-100", priceMinor: 990 },
];

/** More lines than any screen shows at once. */
const MANY = Array.from({ length: 14 }, (_, index) => ({
  name: `Postcard ${index + 1}`,
  sku: `CARD-${index + 1}`,
  priceMinor: 100 + index,
}));

let browser: Browser;
let shop: RunningShop;
let owner: Window;

beforeAll(async () => {
  browser = await launchBrowser();
  shop = await startShop();
  owner = await openWindow(browser, { screen: "desk" });
  await openNewShop(owner.page, shop);
  await send(owner.page, "products.createMany", { key: newKey(), products: [...GOODS, ...MANY] });
});
afterAll(async () => {
  await browser.close();
  await shop.stop();
});

const inCart = (page: Page) =>
  page.getByRole("region", { name: "Cart" }).getByRole("listitem").allInnerTexts();

async function enter(page: Page, text: string): Promise<void> {
  const box = page.getByRole("combobox", { name: "Scan or search" });
  await box.fill(text);
  await box.press("Enter");
}

test("[fault A2] the till asks which product a code means where two have it, and adds that one", async () => {
  const { page } = owner;
  await page.goto(`${shop.url}/sell`);
  await onScreen(page, "Sell");
  await enter(page, "555019");
  const question = page.getByRole("dialog", { name: "Which product is it?" });
  await question.waitFor();
  expect(await inCart(page)).toEqual([]);
  await question.getByRole("button", { name: "Silver ring" }).click();
  const cart = page.getByRole("region", { name: "Cart" });
  await cart.getByText("Silver ring").first().waitFor();
  await enter(page, "555019");
  await question.getByRole("button", { name: "None of them" }).last().click();
  await question.waitFor({ state: "hidden" });
  expect(await inCart(page)).toHaveLength(1);
});

test("[fault A3] Enter adds low fat milk for its words, and the exact code for a code", async () => {
  const { page } = owner;
  await page.goto(`${shop.url}/sell`);
  await onScreen(page, "Sell");
  const cart = page.getByRole("region", { name: "Cart" });
  await enter(page, "low fat milk");
  await cart.getByText("Low fat milk").first().waitFor();
  await enter(page, "o-100");
  await cart.getByText("Cheap ring").first().waitFor();
  await enter(page, "milk butter");
  await page.getByRole("alert").filter({ hasText: "milk butter" }).waitFor();
  expect(await cart.getByText("Dear ring").count()).toBe(0);
});

/** Whether the line in hand is on the screen whole, with nothing over it. */
const lineInHandIsSeen = (page: Page) =>
  page.evaluate(() => {
    const line = document.querySelector('li[data-current="true"]');
    if (line === null) return false;
    const { left, right, top, bottom } = line.getBoundingClientRect();
    const isFree = (y: number) => line.contains(document.elementFromPoint((left + right) / 2, y));
    return isFree(top + 2) && isFree((top + bottom) / 2) && isFree(bottom - 2);
  });

test.each(["desk", "tablet", "phone"] as const)(
  "[fault G2] the line just scanned is in sight on a %s, when an earlier one counts on and after a reload too",
  async (size) => {
    const { page } = owner;
    await page.setViewportSize(SCREENS_AND_TABLET[size]);
    await page.goto(`${shop.url}/sell`);
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await onScreen(page, "Sell");
    for (const { name, sku } of [...MANY, MANY[0], MANY[13]].filter((one) => one !== undefined)) {
      await enter(page, sku);
      await page.locator('li[data-current="true"]').getByText(name, { exact: true }).waitFor();
      await expect.poll(() => lineInHandIsSeen(page), { message: name }).toBe(true);
    }
    // What is said of a line and its tools come after the line, each in its own time.
    await page.reload();
    await page.locator('li[data-current="true"]').getByText("None left in").waitFor();
    await page.getByRole("button", { name: "Discount", exact: true }).waitFor();
    await expect.poll(() => lineInHandIsSeen(page)).toBe(true);
    await page.getByRole("button", { name: "Discount", exact: true }).click();
    await page.getByLabel("Discount on").waitFor();
    await expect.poll(() => lineInHandIsSeen(page)).toBe(true);
    await page.setViewportSize(SCREENS_AND_TABLET.desk);
  },
);
