import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { ownShop, test } from "./fixtures.ts";
import { addProduct, figure, goTo, onScreen, receive, rowOf } from "./journeys.ts";
import { keepToday } from "./page-calls.ts";
import { openTill } from "./till.ts";
import type { Till } from "./till.ts";

let till: Till;

const here = ownShop({ screen: "desk" }, async ({ shop, owner: { page } }) => {
  await keepToday(page);
  await goTo(page, "Products");
  await addProduct(page, { name: "Teapot, stoneware", sku: "TEA-1", price: "24.50" });
  await receive(page, { quantity: "50", cost: "600" });
  till = await openTill(page, shop.url);
});

/** Sells this many teapots and opens the newest receipt. */
async function openSale(page: Page, pieces: number): Promise<string> {
  await till.sell("TEA-1", pieces);
  await page.goto(`${here().shop.url}/sales`);
  const newest = page
    .getByRole("table", { name: "Sales, returns and voids" })
    .getByRole("rowheader");
  const link = newest.first().getByRole("link");
  const receiptNumber = await link.innerText();
  await link.click();
  await onScreen(page, `Sale ${receiptNumber}`);
  return receiptNumber;
}

const field = (page: Page, label: string) => page.getByRole("dialog").getByLabel(label);

test.describe("a return", () => {
  test("[S2] more than was sold is refused at its line, and refunds with a wrong sum at the amount", async () => {
    const { page } = here().owner;
    const receiptNumber = await openSale(page, 3);
    await page.getByRole("link", { name: "Return …" }).click();
    const sheet = page.getByRole("dialog");
    await field(page, "How many").fill("4");
    await expect(sheet.getByText("Only 3 of this line can still be returned.")).toBeVisible();
    await field(page, "How many").fill("1");
    const book = sheet.getByRole("button", { name: "Refund £24.50" });
    await expect(book).toBeVisible();
    await field(page, "Amount").fill("20");
    await expect(sheet.getByText("£4.50 still to refund.")).toBeVisible();
    await book.click();
    await expect(sheet.getByText("The refund must be exactly £24.50.")).toBeVisible();
    await sheet.getByRole("button", { name: "Add another method" }).click();
    await expect(field(page, "Amount").nth(1)).toHaveValue("4.50");
    await book.click();
    await expect(page.getByRole("heading", { level: 1, name: /^Return / })).toBeVisible();

    // The return and its sale link to each other, and a returned sale can no longer be voided.
    await page.getByRole("link", { name: receiptNumber, exact: true }).click();
    await onScreen(page, `Sale ${receiptNumber}`);
    await expect(page.getByText("1 returned")).toBeVisible();
    await expect(
      page.getByText("Part of this sale was returned, so it cannot be voided."),
    ).toBeVisible();
    await expect(page.getByRole("link", { name: "Void …" })).toHaveCount(0);
    expect(here().owner.pageErrors).toEqual([]);
  });

  test("a return without a receipt needs a reason and is refunded at the till's current price", async () => {
    const { page } = here().owner;
    await page.goto(`${here().shop.url}/sales?sheet=return`);
    const sheet = page.getByRole("dialog");
    await sheet.getByRole("combobox", { name: "Scan or search items to return" }).fill("tea");
    await sheet.getByRole("option", { name: /Teapot/ }).click();
    const book = sheet.getByRole("button", { name: "Refund £24.50" });
    await book.click();
    await expect(sheet.getByText("This field is required")).toBeVisible();
    await sheet.getByRole("radio", { name: "Another reason" }).check({ force: true });
    await field(page, "Which reason").fill("A gift that was there already");
    await book.click();
    await expect(page.getByRole("heading", { level: 1, name: /^Return / })).toBeVisible();
    await expect(page.getByText("A gift that was there already")).toBeVisible();
    expect(here().owner.pageErrors).toEqual([]);
  });
});

test("[S2] [F3] a sale of today is voided from its page, which shows the reason and the void", async () => {
  const { page } = here().owner;
  const receiptNumber = await openSale(page, 2);
  await page.getByRole("link", { name: "Void …" }).click();
  await field(page, "Reason for the void").fill("Rung up twice");
  await page.getByRole("button", { name: "Void this sale" }).click();
  await expect(page.getByText("This sale is voided")).toBeVisible();
  await expect(page.getByText("Reason: Rung up twice")).toBeVisible();
  const number = `S-${Number(receiptNumber.slice(2)) + 1}`;
  await page.getByRole("link", { name: number, exact: true }).click();
  await onScreen(page, `Void ${number}`);
  await expect(page.getByText("Refunded: Cash")).toBeVisible();
  await page.getByRole("link", { name: receiptNumber, exact: true }).click();
  await onScreen(page, `Sale ${receiptNumber}`);
  expect(here().owner.pageErrors).toEqual([]);
});

test("[RP12] [fault H5] every figure of the dashboard links to rows with the same total", async () => {
  const { page } = here().owner;
  await till.sell("TEA-1", 1);
  for (const [label, behind] of [
    ["Sales", "Sales"],
    ["Profit", "Profit"],
    ["Margin", "Margin"],
    ["Receipts", "Receipts"],
    ["Stock value", "Value at cost"],
    ["Receipts so far", "Receipts"],
  ] as const) {
    await page.goto(`${here().shop.url}/dashboard`);
    const link = figure(page, label).getByRole("link");
    const shownFigure = await link.innerText();
    expect(shownFigure).toMatch(/[1-9]/);
    await link.click();
    await expect(figure(page, behind).getByText(shownFigure, { exact: true })).toBeVisible();
  }
  expect(here().owner.pageErrors).toEqual([]);
});

test("[CU1] [CU2] a customer is added, found with every letter typed, and edited by two users at once", async () => {
  const { page, context } = here().owner;
  await page.goto(`${here().shop.url}/customers`);
  await expect(page.getByText("No customers yet")).toBeVisible();
  await page.getByRole("link", { name: "Add customer" }).first().click();
  await field(page, "Name").fill("Åsa Öberg");
  await field(page, "Phone").fill("+44 117 496-0000");
  await page.getByRole("button", { name: "Save customer" }).click();
  await onScreen(page, "Åsa Öberg");
  await expect(page.getByText("No purchases yet.")).toBeVisible();

  await page.goto(`${here().shop.url}/customers`);
  await expect(rowOf(page, "Åsa Öberg")).toBeVisible();
  const search = page.getByLabel("Search name, phone or e-mail");
  await search.fill("nobody");
  await expect(page.getByText("No customers match “nobody”.")).toBeVisible();
  // Words in any order, and a number in national format.
  await search.fill("0117 asa");
  await expect(rowOf(page, "Åsa Öberg")).toBeVisible();
  await search.fill("117496");
  await rowOf(page, "Åsa Öberg").getByRole("link", { name: "Åsa Öberg" }).click();
  await onScreen(page, "Åsa Öberg");

  await page.getByRole("link", { name: "Edit" }).click();
  await field(page, "Note").fill("Likes tea");
  // Another device: drafts of this one are not there.
  const { cookies } = await context.storageState();
  const elsewhere = await here().open({
    screen: "desk",
    signedIn: { cookies, origins: [] },
  });
  const other = elsewhere.page;
  await other.goto(page.url());
  await field(other, "Phone").fill("555 0199");
  await other.getByRole("button", { name: "Save customer" }).click();
  await expect(other.getByRole("link", { name: "555 0199" })).toBeVisible();
  await elsewhere.context.close();
  await expect(page.getByRole("dialog").getByText(/Phone to 555 0199/)).toBeVisible();
  await page.getByRole("button", { name: "Save customer" }).click();
  await expect(page.getByText("Likes tea", { exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "555 0199" })).toBeVisible();
  expect(here().owner.pageErrors).toEqual([]);
});
