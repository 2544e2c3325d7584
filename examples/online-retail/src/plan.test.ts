import { describe, expect, test } from "vitest";
import { sharedData } from "@daybook/contract/testing/shared-data";
import { planReplay } from "./plan.ts";
import { parseRows, readRows } from "./read-rows.ts";
import { SMALL_FILE } from "./testing/small-file.ts";

const plan = planReplay(await parseRows(SMALL_FILE));
const of = (invoiceNo: string) =>
  plan.documents.filter((document) => document.invoiceNo === invoiceNo);
const [header = "", ...rows] = SMALL_FILE.split("\n");
const planOf = async (...lines: string[]) =>
  planReplay(await parseRows([header, ...lines].join("\n")));

describe("a plan", () => {
  test("makes an invoice one sale, at the retailer's local time of its first row", () => {
    expect(of("536365")).toEqual([
      {
        type: "sale",
        key: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab]/),
        invoiceNo: "536365",
        occurredAt: "2010-12-01T08:26:00.000Z",
        text: "Invoice 536365, United Kingdom",
        customerNo: "17850",
        lines: [
          { sku: "85123A", pieces: 6, priceMinor: 255 },
          { sku: "85123A", pieces: 2, priceMinor: 255 },
          { sku: "POST", pieces: 1, priceMinor: 1800 },
        ],
        totalMinor: 3840,
      },
    ]);
    expect(plan.decisions.get("secondTime").rows).toBe(2);
    expect(plan.decisions.get("doubledLine").rows).toBe(2);
    expect(plan.decisions.get("foldedCode").rows).toBe(1);
  });

  test("splits a price finer than a penny into two lines with the same pieces and amount", () => {
    expect(of("536366")).toMatchObject([
      {
        customerNo: null,
        lines: [
          { sku: "22423", pieces: 1, priceMinor: 1275 },
          { sku: "21212", pieces: 5, priceMinor: 13 },
          { sku: "21212", pieces: 5, priceMinor: 12 },
        ],
        totalMinor: 1400,
      },
    ]);
    expect(plan.decisions.get("finePrice").rows).toBe(1);
  });

  test("matches a cancellation with the customer's sales, the latest line first", () => {
    const [sale] = of("536365");
    expect(of("C536391")).toMatchObject([
      {
        type: "return",
        saleKey: sale?.key,
        lines: [
          { lineNo: 1, pieces: 3, disposition: "restock" },
          { lineNo: 2, pieces: 2, disposition: "restock" },
        ],
        totalMinor: 1275,
      },
    ]);
  });

  test("returns without a receipt what no sale has left", () => {
    expect(of("C536400")).toMatchObject([
      { type: "return", lines: [{ lineNo: 1, pieces: 3 }], totalMinor: 765 },
      {
        type: "returnWithoutReceipt",
        customerNo: "17850",
        lines: [{ sku: "85123A", pieces: 2, priceMinor: 255 }],
        totalMinor: 510,
      },
    ]);
    expect(of("C536379")).toMatchObject([
      { type: "returnWithoutReceipt", lines: [{ sku: "D", disposition: "keep" }] },
    ]);
    expect(plan.decisions.get("matched")).toEqual({ rows: 1, pieces: -5, amountMinor: 1275 });
    expect(plan.decisions.get("partlyMatched")).toEqual({ rows: 1, pieces: -5, amountMinor: 1275 });
    expect(plan.decisions.get("covered")).toEqual({ rows: 1, pieces: -3, amountMinor: 765 });
    expect(plan.decisions.get("unmatched")).toEqual({ rows: 1, pieces: -1, amountMinor: 2750 });
  });

  test("never matches another customer, another price or sales without a customer", async () => {
    const sale = "1,A,,5,2010-12-01 08:00:00,2.00";
    const cancelled = "C2,A,,-1,2010-12-01 09:00:00";
    for (const [sold, back] of [
      [`${sale},7,UK`, `${cancelled},2.00,8,UK`],
      [`${sale},7,UK`, `${cancelled},2.01,7,UK`],
      [`${sale},,UK`, `${cancelled},2.00,,UK`],
    ] as const) {
      const { documents } = await planOf(sold, back);
      expect(documents.map(({ type }) => type)).toEqual(["sale", "returnWithoutReceipt"]);
    }
    const { documents } = await planOf(`${sale},7,UK`, `${cancelled},2.00,7,UK`);
    expect(documents.map(({ type }) => type)).toEqual(["sale", "return"]);
  });

  test("adjusts stock if the price is zero, after the sales of the same time", () => {
    expect(of("536414")).toMatchObject([{ type: "adjustment", pieces: 56, reason: "correction" }]);
    expect(of("536420")).toMatchObject([{ type: "adjustment", pieces: -6, reason: "damage" }]);
    expect(of("536430")).toMatchObject([{ type: "sale" }, { type: "adjustment", pieces: -2 }]);
  });

  test("counts every row that it leaves out", () => {
    expect(plan.leftOut.map(({ invoiceNo }) => invoiceNo)).toEqual(["540699", "A563185"]);
    expect(plan.decisions.get("serviceAdjustment")).toMatchObject({ rows: 1, pieces: 1000 });
    expect(plan.decisions.get("badDebt").rows).toBe(1);
    const lines = plan.documents.map((of) => (of.type === "adjustment" ? 1 : of.lines.length));
    const booked = lines.reduce((sum, count) => sum + count, 0);
    expect(booked - plan.addedLines + plan.leftOut.length).toBe(rows.length);
  });

  test("opens with exactly the stock that keeps every product at zero or more", () => {
    const opening = new Map(plan.products.map((product) => [product.sku, product.openingPieces]));
    expect([...opening].filter(([, pieces]) => pieces > 0)).toEqual([
      ["85123A", 8],
      ["22423", 1],
      ["21212", 10],
    ]);
    expect(plan.openedAt).toBe("2010-11-30T18:00:00.000Z");
    expect(plan.products.find(({ sku }) => sku === "85123A")).toMatchObject({
      name: "WHITE HANGING HEART",
      priceMinor: 255,
      openingCostMinor: 1020,
    });
  });

  test("splits an invoice of more than 500 lines into several sales", async () => {
    const lines = Array.from(
      { length: 675 },
      (_, index) => `9,${10_000 + index},,1,2010-12-01 08:00:00,1.00,7,UK`,
    );
    const { documents, decisions } = await planOf(
      ...lines,
      "C10,10600,,-1,2010-12-01 09:00:00,1.00,7,UK",
    );
    expect(documents.map((of) => (of.type === "adjustment" ? 0 : of.lines.length))).toEqual([
      500, 175, 1,
    ]);
    expect(documents[2]).toMatchObject({
      saleKey: documents[1]?.key,
      lines: [{ lineNo: 101, sku: "10600" }],
    });
    expect(decisions.get("longInvoice").rows).toBe(175);
  });

  test("is the same plan whenever it is made", async () => {
    const again = planReplay(await parseRows(SMALL_FILE));
    expect(again.documents).toEqual(plan.documents);
    expect(new Set(plan.documents.map(({ key }) => key)).size).toBe(plan.documents.length);
  });
});

describe("the retailer's file", () => {
  test("reads the same in latin-1 with American dates as in UTF-8", async (ctx) => {
    const utf8 = sharedData("online_retail/online_retail_2010-12_to_2011-02.csv.gz");
    const latin1 = sharedData("online_retail/online_retail_2010-12_latin1_us_dates.csv.gz");
    if (utf8 === null || latin1 === null) return ctx.skip("the retailer's data is not here");
    const december = (await readRows(utf8)).filter((row) => row.localTime < "2011");
    expect(await readRows(latin1)).toEqual(december);
    expect(december.filter((row) => row.description.includes("£")).length).toBeGreaterThan(0);
  });

  test("is refused with the line number if it is invalid", async () => {
    await expect(parseRows(`${header}\n1,A,,two,2010-12-01 08:00:00,1,,UK`)).rejects.toThrow(
      'Line 2: Quantity "two" is not a number',
    );
    await expect(parseRows(`${header}\n1,A,,2,yesterday,1,,UK`)).rejects.toThrow(
      'Line 2: "yesterday" is not a time',
    );
    await expect(parseRows("InvoiceNo,Code\n1,A")).rejects.toThrow("no column StockCode");
  });
});
