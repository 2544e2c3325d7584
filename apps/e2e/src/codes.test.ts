import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { newKey } from "@daybook/client";
import { SCREENS_AND_TABLET } from "./browser.ts";
import { ownShop, test } from "./fixtures.ts";
import { onScreen, openEmptyTill } from "./journeys.ts";
import { onlyInAll, OTHER_WINDOW } from "./matrix.ts";
import { send } from "./page-calls.ts";

const GOODS = [
  { name: "Plain tag", sku: "TAG", priceMinor: 20, barcodes: ["555019"] },
  { name: "Silver ring", sku: "555019", priceMinor: 9900 },
  { name: "Low fat milk", sku: "MILK", priceMinor: 120 },
  { name: "Cheap ring", sku: "O-100", priceMinor: 20 },
  { name: "Dear ring", sku: "Ø-100", priceMinor: 990 },
];

/** More lines than fit on any screen. */
const MANY = Array.from({ length: 14 }, (_, index) => ({
  name: `Postcard ${index + 1}`,
  sku: `CARD-${index + 1}`,
  priceMinor: 100 + index,
}));

const here = ownShop({ screen: "desk" }, async ({ owner }) => {
  await send(owner.page, "products.createMany", { key: newKey(), products: [...GOODS, ...MANY] });
});

const inCart = (page: Page) =>
  page.getByRole("region", { name: "Cart" }).getByRole("listitem").allInnerTexts();

async function enter(page: Page, text: string): Promise<void> {
  const box = page.getByRole("combobox", { name: "Scan or search" });
  await box.fill(text);
  await box.press("Enter");
}

test("[fault A2] if a code belongs to two products, the till asks which one is meant and adds it", async () => {
  const { page } = here().owner;
  await page.goto(`${here().shop.url}/sell`);
  await onScreen(page, "Sell");
  await enter(page, "555019");
  const question = page.getByRole("dialog", { name: "Which product is it?" });
  await expect(question).toBeVisible();
  expect(await inCart(page)).toEqual([]);
  await question.getByRole("button", { name: "Silver ring" }).click();
  const cart = page.getByRole("region", { name: "Cart" });
  await expect(cart.getByText("Silver ring").first()).toBeVisible();
  await enter(page, "555019");
  await question.getByRole("button", { name: "None of them" }).last().click();
  await expect(question).toBeHidden();
  expect(await inCart(page)).toHaveLength(1);
});

test("[fault A3] Enter adds low fat milk for its words, and the product of an exact code for a code", async () => {
  const { page } = here().owner;
  await page.goto(`${here().shop.url}/sell`);
  await onScreen(page, "Sell");
  const cart = page.getByRole("region", { name: "Cart" });
  await enter(page, "low fat milk");
  await expect(cart.getByText("Low fat milk").first()).toBeVisible();
  await enter(page, "o-100");
  await expect(cart.getByText("Cheap ring").first()).toBeVisible();
  await enter(page, "milk butter");
  await expect(page.getByRole("alert").filter({ hasText: "milk butter" })).toBeVisible();
  await expect(cart.getByText("Dear ring")).toHaveCount(0);
});

/** Whether the current line is completely visible and not covered. */
const lineInHandIsSeen = (page: Page) =>
  page.evaluate(() => {
    const line = document.querySelector('li[data-current="true"]');
    if (line === null) return false;
    const { left, right, top, bottom } = line.getBoundingClientRect();
    const isFree = (y: number) => line.contains(document.elementFromPoint((left + right) / 2, y));
    return isFree(top + 2) && isFree((top + bottom) / 2) && isFree(bottom - 2);
  });

for (const size of ["desk", "tablet", "phone"] as const)
  test(`[fault G2] on a ${size} the line just scanned is visible, also after the quantity of an earlier line changes and after a reload`, async () => {
    onlyInAll(size !== "phone", OTHER_WINDOW);
    const { page } = here().owner;
    await page.setViewportSize(SCREENS_AND_TABLET[size]);
    await openEmptyTill(page, here().shop.url);
    for (const { name, sku } of [...MANY, MANY[0], MANY[13]].filter((one) => one !== undefined)) {
      await enter(page, sku);
      await expect(
        page.locator('li[data-current="true"]').getByText(name, { exact: true }),
      ).toBeVisible();
      await expect
        .poll(() => lineInHandIsSeen(page), { message: name, intervals: [50] })
        .toBe(true);
    }
    // Messages and tools of a line appear after the line, at different times.
    await page.reload();
    await expect(page.locator('li[data-current="true"]').getByText("None left in")).toBeVisible();
    await expect(page.getByRole("button", { name: "Discount", exact: true })).toBeVisible();
    await expect.poll(() => lineInHandIsSeen(page)).toBe(true);
    await page.getByRole("button", { name: "Discount", exact: true }).click();
    await expect(page.getByLabel("Discount on")).toBeVisible();
    await expect.poll(() => lineInHandIsSeen(page)).toBe(true);
    await page.setViewportSize(SCREENS_AND_TABLET.desk);
  });
