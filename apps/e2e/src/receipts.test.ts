import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { newKey } from "@daybook/client";
import { violationsOf } from "./accessibility.ts";
import { readCode128 } from "./code-128.ts";
import { ownShop, test } from "./fixtures.ts";
import { openSell } from "./journeys.ts";
import { ask, at, send, stockShop, textAt } from "./page-calls.ts";

const PRICE_MINOR = 450;
/** Receipts of so many lines. */
const LINES = [1, 20, 200];

const receipts: string[] = [];
const here = ownShop({ screen: "desk" }, async ({ owner: { page } }) => {
  await stockShop(page, [{ name: "Green mug", sku: "MUG", priceMinor: PRICE_MINOR }], 1_000_000);
  for (const count of LINES) receipts.push(await sell(page, count));
});

/** Sells so many lines for cash; returns the id of the sale. */
async function sell(page: Page, count: number): Promise<string> {
  const productId = textAt(await ask(page, "products.list"), "items", 0, "id");
  const locationId = textAt(await ask(page, "locations.list"), "items", 0, "id");
  const amountMinor = PRICE_MINOR * count;
  const sale = await send(page, "sales.ringUp", {
    key: newKey(),
    locationId,
    lines: Array.from({ length: count }, () => ({ productId, quantityMilli: 1000 })),
    tenders: [{ tender: "cash", amountMinor }],
    expectedTotalMinor: amountMinor,
  });
  return textAt(sale, "id");
}

const open = async (page: Page, id: string | undefined) => {
  await page.goto(`${here().shop.url}/sales/${id}/receipt`);
  await expect(page.locator("main article")).toBeVisible();
};

test("[S7] the owner designs the receipt in true size; earlier receipts stay as they were; a gift receipt has no prices", async () => {
  const { page } = here().owner;
  await page.goto(`${here().shop.url}/settings/receipts`);
  const preview = page.getByRole("region", { name: "Preview" });
  const slip = preview.locator("article");
  await page.getByLabel("Text above the items").fill("Open from 9 to 5");
  await expect(slip).toContainText("Open from 9 to 5");
  await page.getByLabel("Language").selectOption("Deutsch");
  await expect(slip).toContainText("Gesamt");
  await preview.getByRole("button", { name: "Last sale" }).click();
  await expect(slip).toContainText("Green mug");
  for (const [name, mm] of [
    ["58 mm roll", 58],
    ["80 mm roll", 80],
    ["A4 sheet", 210],
  ] as const) {
    await preview.getByRole("button", { name }).click();
    const paper = slip.locator("xpath=..");
    expect((await paper.evaluate((one) => one.getBoundingClientRect().width)) / 96).toBeCloseTo(
      mm / 25.4,
      1,
    );
  }
  expect(await violationsOf(page)).toEqual([]);

  const header = page.getByLabel("Text above the items");
  await header.fill(`Open\u202E9 to 5`);
  await page.getByRole("button", { name: "Save receipts" }).click();
  await expect(
    page.getByText("Remove the invisible characters that change the direction of the text."),
  ).toBeVisible();
  await header.fill("Open from 9 to 5");
  await page.getByRole("button", { name: "Save receipts" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();

  await open(page, receipts[0]);
  const printed = page.locator("main article");
  await expect(printed).toContainText("Total");
  await expect(printed).not.toContainText("Open from 9 to 5");
  await open(page, await sell(page, 1));
  await expect(printed).toContainText("Open from 9 to 5");
  await expect(printed).toContainText("Kopie");
  await expect(printed).toContainText("Gesamt");
  await page.getByLabel("Language").selectOption("English");
  await expect(printed).toContainText("Total");
  await page.getByLabel("Gift receipt, without prices").check();
  await expect(printed).toContainText("Gift receipt");
  await expect(printed).not.toContainText("£");
});

test("[F8] the till offers receipts by the shop's policy, and the next sale needs none of them", async () => {
  const { page } = here().owner;
  const offered = (name: string) => page.getByRole("button", { name, exact: true });
  for (const receiptPolicy of ["ask", "never"]) {
    const version = at(await ask(page, "settings.get"), "version");
    await send(page, "settings.update", { key: newKey(), version, receiptPolicy });
    await openSell(page, here().shop.url);
    for (const times of [1, 2]) {
      await page.getByRole("combobox", { name: "Scan or search" }).fill("mug");
      await page.getByRole("option", { name: /Green mug/ }).click();
      await page.getByRole("button", { name: "Exact cash" }).click();
      await expect(offered("Print receipt"), `sale ${times}`).toBeVisible();
    }
    await expect(offered("Gift receipt")).toHaveCount(receiptPolicy === "ask" ? 1 : 0);
  }
});

test("[S7] a copy is counted at its sale", async () => {
  const { page } = here().owner;
  await open(page, receipts[0]);
  await page.evaluate(() => {
    window.print = () => undefined;
  });
  for (const times of ["once", "2 times"]) {
    await page.getByRole("button", { name: "Print receipt" }).click();
    await page.getByRole("link", { name: "Back to the sale" }).click();
    await expect(page.getByText(`Printed ${times}`)).toBeVisible();
    await page.goBack();
  }
});

test("[S7] receipts of 1, 20 and 200 lines have the exact size of their paper, and a barcode that can be read", async () => {
  const { page } = here().owner;
  for (const [paper, width] of [
    ["58 mm roll", 164.4],
    ["80 mm roll", 226.8],
    ["A4 sheet", 595.3],
  ] as const) {
    for (const [index, count] of LINES.entries()) {
      await open(page, receipts[index]);
      await page.getByLabel("Receipt paper").selectOption(paper);
      await expect(page.locator("main article svg")).toBeVisible();
      const sizes = sizesOf(await page.pdf({ preferCSSPageSize: true }));
      const about = `${count} lines on ${paper}`;
      for (const size of sizes) expect(Math.abs(size.width - width), about).toBeLessThan(0.7);
      if (paper === "A4 sheet") {
        for (const { height } of sizes) expect(Math.abs(height - 841.9), about).toBeLessThan(0.7);
        if (count !== 20) expect(sizes.length > 1, about).toBe(count > 1);
      } else expect(sizes, about).toHaveLength(1);
      const number = await page.locator("main article svg + span").innerText();
      expect(readCode128(await barsOf(page)), about).toBe(number);
    }
  }
});

test("[F9] a receipt becomes an invoice with the buyer, and its return a credit note", async () => {
  const { page } = here().owner;
  const id = await sell(page, 1);
  await page.goto(`${here().shop.url}/sales/${id}`);
  await page.getByRole("link", { name: "Invoice …" }).click();
  const sheet = page.getByRole("dialog", { name: "Invoice" });
  await sheet.getByLabel("Name of the buyer").fill("Byron Ltd");
  await sheet.getByRole("button", { name: "Issue the invoice" }).click();
  await expect(sheet.getByText("This field is required.")).toBeVisible();
  await sheet.getByLabel("Address of the buyer").fill("2 Mill Lane");
  expect(await violationsOf(page)).toEqual([]);
  await sheet.getByRole("button", { name: "Issue the invoice" }).click();
  const printed = page.locator("main article");
  await page.getByLabel("Language").selectOption("English");
  await expect(printed).toContainText("Invoice INV-1");
  await expect(printed).toContainText("2 Mill Lane");
  await expect(printed).not.toContainText("Copy");
  await page.evaluate(() => {
    window.print = () => undefined;
  });
  await page.getByRole("button", { name: "Print invoice" }).click();
  await expect(printed).toContainText("Copy");

  const back = await send(page, "sales.return", {
    key: newKey(),
    id,
    lines: [{ lineNo: 1, quantityMilli: 1000, disposition: "restock" }],
    refunds: [{ tender: "cash", amountMinor: PRICE_MINOR }],
    expectedTotalMinor: PRICE_MINOR,
  });
  await open(page, textAt(back, "id"));
  await page.getByLabel("Language").selectOption("English");
  await expect(printed).toContainText("Credit note");
  await expect(printed).toContainText("Corrects invoice INV-1");
});

/** The sizes of the pages of a PDF, in points. */
function sizesOf(pdf: Buffer): { width: number; height: number }[] {
  const boxes = pdf.toString("latin1").matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/gu);
  return [...boxes].map(([, width, height]) => ({ width: Number(width), height: Number(height) }));
}

/** One row of the barcode as a printer of 203 dots per inch draws it: true for dark. */
function barsOf(page: Page): Promise<boolean[]> {
  return page.locator("main article svg").evaluate(async (svg) => {
    const dots = Math.round((svg.getBoundingClientRect().width / 96) * 203);
    const copy = svg.cloneNode(true) as SVGElement;
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.setAttribute("width", String(dots));
    copy.setAttribute("height", "40");
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(copy.outerHTML)}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = dots;
    canvas.height = 40;
    const pen = canvas.getContext("2d");
    if (pen === null) throw new Error("There is no canvas");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, dots, 40);
    pen.drawImage(image, 0, 0);
    const { data } = pen.getImageData(0, 20, dots, 1);
    return Array.from({ length: dots }, (_none, x) => (data[x * 4] ?? 255) < 128);
  });
}
