import { expect } from "@playwright/test";
import { ownShop, test } from "./fixtures.ts";
import { onScreen } from "./journeys.ts";
import { stockShop } from "./page-calls.ts";

const here = ownShop({ screen: "desk" }, ({ owner }) =>
  stockShop(owner.page, [{ name: "Mug", sku: "MUG", priceMinor: 499 }], 40_000),
);

test("[S18] a payment method of the shop's own asks for its reference, gives change in cash and is on the receipt", async () => {
  const { page } = here().owner;
  await page.goto(`${here().shop.url}/settings/tenders`);
  await onScreen(page, "Payment methods");
  await page.getByRole("link", { name: "Add payment method" }).click();
  await page.getByLabel("Name").fill("Voucher");
  await page.getByRole("switch", { name: "Gives change" }).check();
  await page.getByRole("switch", { name: "Asks for a reference" }).check();
  await page.getByRole("button", { name: "Save payment method" }).click();
  await expect(page.getByRole("row", { name: /Voucher/ })).toContainText("asks for a reference");

  // A rule of the kind chosen before is not sent for one that has no such rule.
  await page.getByRole("link", { name: "Add payment method" }).click();
  await page.getByLabel("Name").fill("Bank");
  await page.getByRole("switch", { name: "Gives change" }).check();
  await page.getByLabel("Kind").selectOption({ label: "Bank transfer" });
  await page.getByRole("button", { name: "Save payment method" }).click();
  await expect(page.getByRole("row", { name: /Bank transfer/ })).toBeVisible();

  await page.getByRole("link", { name: "Sell", exact: true }).click();
  await onScreen(page, "Sell");
  await page.getByRole("button", { name: "Voucher", exact: true }).click();
  await expect(page.getByText("Add an item before you take payment.")).toBeVisible();
  await expect(page.getByLabel("Reference of Voucher")).toHaveCount(0);
  const box = page.getByRole("combobox", { name: "Scan or search" });
  await box.fill("mug");
  await box.press("Enter");
  await page.getByLabel("Amount received").fill("20");
  await page.getByRole("button", { name: "Voucher", exact: true }).click();
  const reference = page.getByLabel("Reference of Voucher");
  await expect(reference).toBeFocused();
  await reference.press("Enter");
  await expect(page.getByText("Enter the reference, such as")).toBeVisible();
  await reference.fill("4111 1111 1111 1111");
  await reference.press("Enter");
  await expect(page.getByText("This looks like a card number.")).toBeVisible();
  await expect(reference).toBeFocused();
  await reference.press("Escape");
  await expect(page.getByLabel("Amount received")).toBeFocused();
  await expect(page.getByText("This looks like a card number.")).toHaveCount(0);
  await page.getByRole("button", { name: "Voucher", exact: true }).click();
  await reference.fill("V-17");
  await reference.press("Enter");
  await expect(page.getByText("£15.01")).toBeVisible();

  await page.getByRole("link", { name: "Open sale" }).click();
  await expect(page.getByText("Paid: Voucher")).toBeVisible();
  await expect(page.getByText("V-17")).toBeVisible();
  await page.goto(`${page.url()}/receipt`);
  const slip = page.getByRole("article");
  await expect(slip).toContainText("Voucher");
  await expect(slip).toContainText("£15.01");

  // The refund goes back to the voucher, and asks for its reference too.
  await page.goBack();
  await page.getByRole("link", { name: "Return …" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("button", { name: "Refund £4.99" }).click();
  await expect(sheet.getByText("Enter the reference of Voucher.")).toBeVisible();
  await expect(sheet.getByLabel("Reference")).toBeFocused();
  await sheet.getByLabel("Reference").fill("V-18");
  await sheet.getByRole("button", { name: "Refund £4.99" }).click();
  await expect(page.getByText("Refunded: Voucher")).toBeVisible();
  await expect(page.getByText("V-18")).toBeVisible();
});
