import { expect } from "@playwright/test";
import { faultsOf } from "./accessibility.ts";
import { ownShop, test } from "./fixtures.ts";
import { onScreen } from "./journeys.ts";

const FILE = [
  "Handle,Title,Body (HTML),Vendor,Type,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price,Variant Barcode,Cost per item",
  'mug,Tea mug,"<p>Holds <b>tea</b></p>",Potter,Cups,Size,Small,MUG-S,4,9.50,5901234123457,3.00',
  "mug,,,,,,Large,MUG-L,2,11.50,,4.00",
  "bowl,Soup bowl,,Potter,Bowls,Title,Default Title,BOWL,-3,much,5.90E+12,",
].join("\n");

const here = ownShop({ screen: "desk" });

test("[I9] a file of another program is recognized, corrected in place, imported and undone", async () => {
  const { page } = here().owner;
  await page.goto(`${here().shop.url}/imports`);
  await onScreen(page, "Import");
  await expect(page.getByText("No imports yet")).toBeVisible();
  await page
    .getByLabel("Choose or drop a file")
    .setInputFiles({ name: "shopify.csv", mimeType: "text/csv", buffer: Buffer.from(FILE) });
  await expect(page.getByText("Recognized as an export of Shopify.")).toBeVisible();
  await expect(page.getByLabel("Variant Price")).toHaveValue("price");
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole("button", { name: "Show the preview" }).click();

  await onScreen(page, "shopify.csv");
  await expect(page.getByText("Tea mug - Small")).toBeVisible();
  await expect(page.getByText("Barcodes: A spreadsheet has rounded this barcode.")).toBeVisible();
  await expect(page.getByLabel("Skip the wrong row")).toBeVisible();
  await page.getByRole("button", { name: "Import 2 rows" }).click();
  await expect(page.getByText("One row is wrong.")).toBeVisible();
  await page
    .getByRole("row", { name: /Soup bowl/ })
    .getByRole("button", { name: "Correct" })
    .click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Price").fill("14.00");
  await sheet.getByLabel("Barcodes").fill("");
  expect(await faultsOf(page)).toEqual([]);
  await sheet.getByRole("button", { name: "Save row" }).click();
  await expect(sheet).toHaveCount(0);
  await expect(page.getByText("Stock: Stock below zero is imported")).toBeVisible();
  await page.getByRole("button", { name: "Import 3 rows" }).click();
  await expect(page.getByText("3 rows were imported.")).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);

  await page.goto(`${here().shop.url}/products`);
  await expect(page.getByRole("link", { name: "Tea mug - Large", exact: true })).toBeVisible();
  await page.goto(`${here().shop.url}/imports`);
  await page.getByRole("link", { name: "shopify.csv" }).click();
  await page.getByRole("button", { name: "Undo this import" }).click();
  const question = page.getByRole("dialog");
  await question.getByRole("button", { name: "Undo this import" }).click();
  await expect(page.getByText("The import is undone.")).toBeVisible();
  await page.goto(`${here().shop.url}/products`);
  await expect(page.getByText("No products yet")).toBeVisible();
});

const PAST = [
  "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
  "536365,85123A,White lantern,6,1/2/2026 8:26,2.55,17850,United Kingdom",
  "C536379,D,Discount,-1,2/2/2026 9:41,5.00,14527,United Kingdom",
].join("\n");

test("[I9] past sales are asked for the order of their dates, are in the report, and are undone", async () => {
  const { page } = here().owner;
  await page.goto(`${here().shop.url}/imports`);
  await page
    .getByLabel("Choose or drop a file")
    .setInputFiles({ name: "retail.csv", mimeType: "text/csv", buffer: Buffer.from(PAST) });
  await expect(page.getByText("Recognized as an export of Online Retail.")).toBeVisible();
  await page.getByLabel("InvoiceNo").selectOption({ label: "Not imported" });
  await page.getByRole("button", { name: "Show the preview" }).click();
  await expect(page.getByText("Choose the columns of the number, the date")).toBeVisible();
  await page.getByLabel("InvoiceNo").selectOption({ label: "Number of the sale" });
  await page.getByRole("button", { name: "Show the preview" }).click();
  await expect(page.getByText(/can be read in two ways/)).toBeVisible();
  await page.getByLabel("Dates are written like").selectOption("mdy");
  await expect(page.getByText("SKU: No product has this code").first()).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole("button", { name: "Import 2 rows" }).click();
  await page.getByRole("link", { name: "Show the past sales" }).click();
  await page.getByRole("link", { name: "536365", exact: true }).click();
  await onScreen(page, "536365");
  await expect(page.getByText("White lantern")).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await page.goto(`${here().shop.url}/reports/sales?from=2026-01-01&to=2026-02-28&by=product`);
  await expect(page.getByRole("link", { name: "Past sales of White lantern" })).toHaveText(
    "£15.30",
  );
  expect(await faultsOf(page)).toEqual([]);
  await page.getByLabel("Former system", { exact: true }).selectOption("without");
  await expect(page.getByText("No sales on these days.")).toBeVisible();
  await page.goto(`${here().shop.url}/imports`);
  await page.getByRole("link", { name: "retail.csv" }).click();
  await page.getByRole("button", { name: "Undo this import" }).click();
  const question = page.getByRole("dialog");
  await question.getByRole("button", { name: "Undo this import" }).click();
  await expect(page.getByText("The import is undone.")).toBeVisible();
  await page.goto(`${here().shop.url}/past-sales`);
  await expect(page.getByText("No past sales")).toBeVisible();
});
