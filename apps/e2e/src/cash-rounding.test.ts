import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { SCREENS } from "./browser.ts";
import { ownShop, test } from "./fixtures.ts";
import { openSell } from "./journeys.ts";
import { stockShop } from "./page-calls.ts";
import { noteShifts, tooManyShifts } from "./shift.ts";

const here = ownShop({ screen: "desk" }, async ({ owner }) => {
  await noteShifts(owner.context);
  await stockShop(owner.page, [{ name: "Mug", sku: "MUG", priceMinor: 1223 }], 40_000);
});

const cart = (page: Page) => page.getByRole("region", { name: "Cart" });

async function addMug(page: Page): Promise<void> {
  const box = page.getByRole("combobox", { name: "Scan or search" });
  await box.fill("mug");
  await box.press("Enter");
}

test("[M3] the till shows both totals before the method is chosen, and cash pays what coins can", async () => {
  const { page } = here().owner;
  await page.goto(`${here().shop.url}/settings`);
  await page.getByLabel("Round cash").selectOption({ label: "To the nearest coin" });
  const coin = page.getByLabel("Smallest coin");
  await coin.fill("100.01");
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(page.getByText("The smallest coin can be at most £100.00.")).toBeVisible();
  await coin.fill("0.05");
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();

  await openSell(page, here().shop.url);
  await addMug(page);
  const totals = cart(page).locator("dl");
  await expect(totals).toContainText("Total£12.23");
  await expect(totals).toContainText("In cash£12.25");
  expect(await tooManyShifts(page)).toEqual([]);
  await page.getByRole("button", { name: "Exact cash" }).click();
  await expect(page.getByText("Paid £12.25")).toBeVisible();

  await page.getByRole("link", { name: "Open sale" }).click();
  await expect(page.getByText("Cash rounding")).toBeVisible();
  await page.goto(`${page.url()}/receipt`);
  await expect(page.getByRole("article")).toContainText("Rounding£0.02");
  await page.goBack();

  // Refunded in cash it is what was paid; by card it would be another amount.
  await page.getByRole("link", { name: "Return …" }).click();
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByRole("button", { name: "Refund £12.25" })).toBeVisible();
  await sheet.getByRole("button", { name: "Refund £12.25" }).click();
  await expect(page.getByText("Refunded: Cash")).toBeVisible();

  await page.setViewportSize(SCREENS.phone);
  await openSell(page, here().shop.url);
  await addMug(page);
  await expect(cart(page).getByText("In cash £12.25")).toBeVisible();
  await page.getByRole("button", { name: "Pay", exact: true }).click();
  await page.getByRole("button", { name: "Card", exact: true }).click();
  await expect(page.getByText("Paid £12.23")).toBeVisible();
});
