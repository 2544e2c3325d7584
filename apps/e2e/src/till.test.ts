import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { newKey } from "@daybook/client";
import { ownShop, test } from "./fixtures.ts";
import { onScreen } from "./journeys.ts";
import { ask, at, send, stockShop, textAt } from "./page-calls.ts";
import { openTill as openOtherTill } from "./till.ts";

const GOODS = [
  { name: "Mug", sku: "MUG", priceMinor: 499, barcodes: ["5901234123457"] },
  { name: "Sencha", sku: "SEN", priceMinor: 899, barcodes: ["4006381333931"] },
  { name: "Apples", sku: "APP", priceMinor: 349, unit: "kg" },
];
const IN_SHOP = 40_000;

// The receipt at the end belongs to an earlier sale.
test.describe.configure({ mode: "serial" });

const here = ownShop({ screen: "desk", mayFail: true }, ({ owner }) =>
  stockShop(owner.page, GOODS, IN_SHOP),
);
test.beforeEach(async () => {
  await openTill(here().owner.page);
});

const box = (page: Page) => page.getByRole("combobox", { name: "Scan or search" });
const cart = (page: Page) => page.getByRole("region", { name: "Cart" });
const line = (page: Page, name: string) =>
  cart(page).getByRole("listitem").filter({ hasText: name });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

async function openTill(page: Page): Promise<void> {
  await page.goto(`${here().shop.url}/sell`);
  await onScreen(page, "Sell");
  await expect(page.getByRole("region", { name: "Best sellers" })).toBeVisible();
}

/** Finds a product by typing, like a user without a scanner. */
async function add(page: Page, words: string): Promise<void> {
  await box(page).fill(words);
  await box(page).press("Enter");
}

async function newestSale(page: Page): Promise<unknown> {
  return at(await ask(page, "sales.list", { limit: 1 }), "items", 0);
}

test.describe("the till", () => {
  test("[S9] [X8] a whole sale by keyboard: words, a quantity, a discount, a note and its change", async () => {
    const { page, pageErrors } = here().owner;
    await add(page, "3*mug");
    await expect(line(page, "Mug").getByText("£14.97")).toBeVisible();
    await page.keyboard.press("F8");
    await page.getByLabel("Discount on Mug").fill("10");
    await page.keyboard.press("Enter");
    await expect(line(page, "Mug").getByText("£13.47")).toBeVisible();
    await add(page, "apples");
    await page.getByLabel("Quantity of Apples").fill("0.512");
    await page.keyboard.press("Enter");
    await expect(line(page, "Apples").getByText("£1.79")).toBeVisible();

    await box(page).press("Enter");
    await page.keyboard.type("20");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("region", { name: "Paid" }).getByText("£4.74")).toBeVisible();
    await expect(button(page, "Print receipt")).toBeVisible();
    expect(at(await newestSale(page), "totalMinor")).toBe(1526);
    await expect(box(page)).toBeFocused();
    expect(pageErrors).toEqual([]);
  });

  test("[fault E3] a discount above the limit requires a reason before payment, and the sale stores it", async () => {
    const { page, pageErrors } = here().owner;
    await add(page, "MUG");
    await expect(line(page, "Mug")).toBeVisible();
    await page.keyboard.press("F8");
    await page.getByLabel("Discount on Mug").fill("50");
    await page.keyboard.press("Enter");
    const reason = page.getByLabel("Reason for the discount");
    await expect(reason).toBeVisible();
    await button(page, "Exact cash").click();
    await expect(
      page.getByText("Give a reason in the cart first: the discount is more than 30.0%."),
    ).toBeVisible();
    await reason.fill("The handle is chipped");
    await reason.press("Enter");
    await button(page, "Exact cash").click();
    await expect(button(page, "Print receipt")).toBeVisible();
    expect(at(await newestSale(page), "totalMinor")).toBe(249);
    const sale = await ask(page, "sales.get", { id: at(await newestSale(page), "id") });
    expect(at(sale, "reason")).toBe("The handle is chipped");
    expect(pageErrors).toEqual([]);
  });

  test("exact cash takes two keys, and the next product starts the next sale", async () => {
    const { page } = here().owner;
    await add(page, "MUG");
    await expect(line(page, "Mug")).toBeVisible();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await expect(button(page, "Print receipt")).toBeVisible();
    await add(page, "SEN");
    await expect(line(page, "Sencha")).toBeVisible();
    await expect(page.getByRole("region", { name: "Paid" })).toHaveCount(0);
    await button(page, "Remove").click();
  });

  test("[X13] a shortage is shown while the line is added, and once paid a user resolves the sale", async () => {
    const { page } = here().owner;
    await add(page, "100*sencha");
    await expect(line(page, "Sencha").getByText("Only 40 left in Shop")).toBeVisible();
    await button(page, "Exact cash").click();
    const settle = page.getByText("£899.00 was paid, but the sale is not saved:");
    await expect(settle).toBeVisible();
    // Money was received: the cart is not open any more, also after a reload.
    await expect(cart(page).getByRole("listitem")).toHaveCount(0);
    await openTill(page);
    await expect(settle).toBeVisible();
    await button(page, "Resolve").click();
    await button(page, "Refunded: edit the cart").click();
    await button(page, "Take 40").click();
    await expect(line(page, "Sencha").getByText("£359.60")).toBeVisible();
    await page.getByLabel("Quantity of Sencha").fill("1");
    await button(page, "Exact cash").click();
    await expect(button(page, "Print receipt")).toBeVisible();
    const entry = at(await ask(page, "reports.audit", { limit: 20 }), "items");
    expect(JSON.stringify(entry)).toContain("sales.cancelUnbooked");
  });

  test("[fault G5] a sale paid while the server was down, with too little stock later, is completed with the stock available", async () => {
    const { page, context } = here().owner;
    const other = await openOtherTill(page, here().shop.url);
    const mug = at(await ask(page, "products.list", { search: "MUG" }), "items", 0);
    await add(page, "2*mug");
    await expect(line(page, "Mug")).toBeVisible();
    await context.setOffline(true);
    await button(page, "Exact cash").click();
    await expect(page.getByText("1 paid sale is waiting for the connection.")).toBeVisible();
    // Another till sells all but one of them in the meantime.
    await other.sell("MUG", Number(at(mug, "onHandMilli")) / 1000 - 1);
    await context.setOffline(false);
    await expect(page.getByText("£9.98 was paid, but the sale is not saved:")).toBeVisible();
    await expect(cart(page).getByRole("listitem")).toHaveCount(0);
    await button(page, "Resolve").click();
    await expect(
      page.getByText("The items in stock come to £4.99. Refund £4.99 to the customer."),
    ).toBeVisible();
    await button(page, "Sell what is in stock").click();
    await expect(page.getByText("Enter a reason first.")).toBeVisible();
    await page.getByLabel("Reason").fill("Only one was left");
    await button(page, "Sell what is in stock").click();
    await expect.poll(async () => at(await newestSale(page), "totalMinor")).toBe(499);
    const sale = await ask(page, "sales.get", { id: textAt(await newestSale(page), "id") });
    expect(at(sale, "note")).toBe("Paid £9.98, sold what was in stock: Only one was left");
    expect(await page.evaluate(() => Object.keys(localStorage))).not.toContainEqual(
      expect.stringContaining("refused"),
    );
    const locationId = textAt(await ask(page, "locations.list"), "items", 0, "id");
    const lines = [{ productId: at(mug, "id"), quantityMilli: IN_SHOP, costMinor: 10_000 }];
    await send(page, "movements.receive", { key: newKey(), locationId, lines });
  });

  test("a price changed by another user is confirmed before payment", async () => {
    const { page } = here().owner;
    await add(page, "MUG");
    const product = at(await ask(page, "products.list", { search: "MUG" }), "items", 0);
    const change = { key: newKey(), id: at(product, "id"), version: at(product, "version") };
    await send(page, "products.update", { ...change, priceMinor: 550 });
    await expect(
      line(page, "Mug").getByText("The price has changed from £4.99 to £5.50."),
    ).toBeVisible();
    await button(page, "Exact cash").click();
    await expect(page.getByText("Fix the highlighted lines first.")).toBeVisible();
    await button(page, "Use the new price").click();
    await button(page, "Exact cash").click();
    await expect(button(page, "Print receipt")).toBeVisible();
    expect(at(await newestSale(page), "totalMinor")).toBe(550);
  });

  test("[S2] a sale paid while the server is down is recorded once, also after a reload", async () => {
    const { page, context } = here().owner;
    await add(page, "SEN");
    await expect(line(page, "Sencha")).toBeVisible();
    await context.setOffline(true);
    await button(page, "Exact cash").click();
    await expect(page.getByText("1 paid sale is waiting for the connection.")).toBeVisible();
    await context.setOffline(false);
    await openTill(page);
    await expect.poll(async () => at(await newestSale(page), "totalMinor")).toBe(899);
    const kept = await page.evaluate(() => Object.keys(localStorage));
    expect(kept.filter((key) => key.includes("unsent"))).toEqual([]);
  });

  test("undoing a sale voids it and restores its cart, which survives a reload", async () => {
    const { page } = here().owner;
    await add(page, "2*sencha");
    await expect(line(page, "Sencha")).toBeVisible();
    await page.keyboard.press("F10");
    await button(page, "Undo").click();
    await expect(line(page, "Sencha").getByText("£17.98")).toBeVisible();
    expect(at(await newestSale(page), "kind")).toBe("void");
    await openTill(page);
    await expect(line(page, "Sencha").getByText("£17.98")).toBeVisible();
    await button(page, "Remove").click();
  });

  test("an unknown code is added to a product without leaving the cart", async () => {
    const { page } = here().owner;
    await add(page, "036000291452");
    await expect(page.getByText("Not in your products: 036000291452")).toBeVisible();
    await button(page, "Link to a product").click();
    const which = page.getByRole("combobox", { name: "Which product has this code?" });
    await which.fill("sencha");
    await expect(page.getByRole("option").filter({ hasText: "Sencha" })).toBeVisible();
    await which.press("Enter");
    await expect(line(page, "Sencha")).toBeVisible();
    await button(page, "Remove").click();
    await expect
      .poll(async () => {
        const found = await ask(page, "products.byBarcode", { code: "036000291452" });
        return at(found, "sku");
      })
      .toBe("SEN");
  });
});

test.describe("the receipt", () => {
  /** PDF points: 72 per inch. */
  const WIDTHS = { "58": 164, "80": 227, a4: 595 } as const;

  test("[S7] prints on one page as wide as the paper and as long as the receipt", async () => {
    const { page } = here().owner;
    await page.goto(`${here().shop.url}/sales/${textAt(await newestSale(page), "id")}/receipt`);
    await expect(page.getByRole("article").locator("svg")).toBeVisible();
    for (const [paper, width] of Object.entries(WIDTHS)) {
      await page.getByLabel("Receipt paper").selectOption(paper);
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
      const pages = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
      expect(pages).toHaveLength(1);
      const [, wide, high] = pages[0] ?? [];
      expect(Math.round(Number(wide))).toBe(width);
      if (paper !== "a4") expect(Number(high)).toBeLessThan(600);
    }
  });
});
