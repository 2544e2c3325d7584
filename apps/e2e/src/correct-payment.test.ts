import { expect } from "@playwright/test";
import { ownShop, test } from "./fixtures.ts";
import { openSell } from "./journeys.ts";
import { stockShop } from "./page-calls.ts";

const here = ownShop({ screen: "desk" }, ({ owner }) =>
  stockShop(owner.page, [{ name: "Mug", sku: "MUG", priceMinor: 1223 }], 40_000),
);

test("[S13] a payment by the wrong method is corrected in two presses and a reason, and both are shown", async () => {
  const { page } = here().owner;
  await openSell(page, here().shop.url);
  const box = page.getByRole("combobox", { name: "Scan or search" });
  await box.fill("mug");
  await box.press("Enter");
  await page.getByRole("button", { name: "Exact cash" }).click();
  await page.getByRole("link", { name: "Open sale" }).click();

  await page.getByRole("link", { name: "Correct payment …" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Reason for the correction").fill("The customer paid by card");
  await sheet.getByRole("button", { name: "Correct this payment" }).click();
  await expect(page.getByText("Corrected: Card")).toBeVisible();
  await expect(page.getByText("Paid: Cash")).toBeVisible();
  await expect(
    page.getByText(/£12\.23 from Cash to Card, by .* Reason: The customer paid by card/),
  ).toBeVisible();

  await page.goto(`${page.url()}/receipt`);
  await expect(page.getByRole("article")).toContainText("Card (corrected)£12.23");
  await page.goBack();
  await page.getByRole("link", { name: "Return …" }).click();
  await sheet.getByRole("button", { name: "Refund £12.23" }).click();
  await expect(page.getByText("Refunded: Card")).toBeVisible();
});
