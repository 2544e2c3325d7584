import { expect, test } from "vitest";
import type { ReceiptBlock } from "./receipt-blocks.ts";
import { receiptBlocks } from "./receipt-content.ts";
import type { ReceiptOptions, ReceiptSale, ReceiptTemplate } from "./receipt-content.ts";
import { receiptFormats } from "./receipt-formats.ts";
import { languageOfLocale, RECEIPT_LANGUAGES, receiptLocale } from "./receipt-language.ts";
import type { ReceiptLanguage } from "./receipt-language.ts";
import { RECEIPT_TEXTS } from "./receipt-texts/by-language.ts";

const PLAIN: ReceiptTemplate = {
  logo: null,
  showSku: false,
  showSeller: true,
  showCustomer: true,
  showTaxes: true,
  showBarcode: true,
};

const SALE: ReceiptSale = {
  kind: "sale",
  status: "completed",
  receiptNumber: "A-000042",
  occurredAt: "2026-03-02T15:20:00Z",
  shop: {
    name: "Oak & Ivy",
    legalName: "Oak Ltd",
    address: "1 High Street\nLeeds",
    taxNumber: "GB123",
    registerEntry: "",
    receiptHeader: "",
    receiptFooter: "",
  },
  till: "Till 1",
  soldBy: { name: "Hazel" },
  customer: { name: "Ada" },
  origin: null,
  exchange: null,
  signature: null,
  lines: [
    {
      lineNo: 1,
      name: "Mug",
      sku: "MUG",
      unit: "each",
      basisMilli: 1000,
      quantityMilli: 2000,
      unitPriceMinor: 600,
      grossMinor: 1200,
      discountMinor: 200,
      taxRateIds: ["standard"],
    },
    {
      lineNo: 2,
      name: "شاي",
      sku: "TEA",
      unit: "kg",
      basisMilli: 1000,
      quantityMilli: 250,
      unitPriceMinor: 800,
      grossMinor: 200,
      discountMinor: 0,
      taxRateIds: ["zero"],
    },
  ],
  taxes: [
    { taxRateId: "standard", name: "VAT", ppm: 200_000, baseMinor: 833, taxMinor: 167 },
    { taxRateId: "zero", name: "VAT", ppm: 0, baseMinor: 200, taxMinor: 0 },
  ],
  payments: [
    { id: "1", name: "Cash", amountMinor: 1200, tenderedMinor: 2000, correction: null },
    { id: "2", name: "Cash", amountMinor: 0, tenderedMinor: 0, correction: null },
  ],
  totalMinor: 1200,
  roundingMinor: 0,
  changeMinor: 800,
};

function options(change: Partial<ReceiptOptions> = {}): ReceiptOptions {
  const language = change.language ?? "en";
  const locale = receiptLocale(language, "en-GB");
  const formats = receiptFormats({ locale, currency: "GBP", timeZone: "Europe/London" });
  return { template: PLAIN, language, formats, copy: false, gift: false, sample: false, ...change };
}

/** Readable lines: names without their marks, and plain spaces. */
function linesOf(blocks: readonly ReceiptBlock[]): string[] {
  return blocks.map((block) => {
    switch (block.kind) {
      case "text":
        return block.text.replaceAll(/[\u2068\u2069]/gu, "").replaceAll(/[\u00a0\u202f]/gu, " ");
      case "row":
        return `${block.start} | ${block.end}`
          .replaceAll(/[\u2068\u2069]/gu, "")
          .replaceAll(/[\u00a0\u202f]/gu, " ");
      case "barcode":
        return `[${block.text}]`;
      case "picture":
        return "[logo]";
      case "rule":
        return "---";
      case "space":
        return "";
    }
  });
}

const written = (sale: Partial<ReceiptSale>, change: Partial<ReceiptOptions> = {}) =>
  linesOf(receiptBlocks({ ...SALE, ...sale }, options(change)));

test("[S7] a receipt names the shop, the sale, its lines, total, payments and the tax of each rate", () => {
  expect(written({})).toEqual([
    "Oak & Ivy",
    "Oak Ltd",
    "1 High Street",
    "Leeds",
    "Tax number GB123",
    "2 March 2026 at 15:20",
    "Receipt A-000042",
    "Till: Till 1",
    "Served by Hazel",
    "Customer: Ada",
    "---",
    "Mug",
    "2 × £6.00 | £12.00 A",
    "Discount | −£2.00",
    "شاي",
    "0.25 kg × £8.00 / 1 kg | £2.00 B",
    "---",
    "Total | £12.00",
    "Cash | £20.00",
    "Change | £8.00",
    "",
    "A VAT 20.0% on £8.33 | £1.67",
    "B VAT 0.0% on £2.00 | £0.00",
    "",
    "[A-000042]",
    "Thank you!",
  ]);
});

test("[S7] a German receipt has German words, dates and amounts", () => {
  const text = written({ roundingMinor: 2, totalMinor: 1202 }, { language: "de", copy: true });
  expect(text).toEqual(
    expect.arrayContaining(["Kopie", "Beleg A-000042", "Zwischensumme | 12,00 £"]),
  );
  expect(text.join("\n")).toContain("2. März 2026");
  expect(text).toContain("Rückgeld | 8,00 £");
});

test("[S21] goods with a time to return of their own say so at their line", () => {
  const [mug, tea] = SALE.lines.map((line) => ({ ...line, returnUntil: "2026-04-01" }));
  const never = { ...tea, returnUntil: "2026-03-01" };
  // safe because the sale has two lines
  const lines = [mug, never] as ReceiptSale["lines"];
  const text = written({ lines, businessDate: "2026-03-02" });
  expect(text).toEqual(expect.arrayContaining(["No returns", "Return until 1 Apr 2026"]));
  expect(text.filter((one) => one.startsWith("Return until"))).toHaveLength(1);
  const open = { ...tea, returnUntil: null };
  // safe because the sale has two lines
  const mixed = written({ lines: [mug, open] as ReceiptSale["lines"] });
  expect(mixed.indexOf("Return until 1 Apr 2026")).toBeLessThan(mixed.indexOf("شاي"));
});

test("[S7] a gift receipt has no price, no customer, the barcode and the last day of return", () => {
  const lines = SALE.lines.map((line) => ({ ...line, returnUntil: "2026-04-01" }));
  const text = written({ lines }, { gift: true });
  expect(text).toEqual([
    "Oak & Ivy",
    "Oak Ltd",
    "1 High Street",
    "Leeds",
    "Tax number GB123",
    "Gift receipt",
    "2 March 2026 at 15:20",
    "Receipt A-000042",
    "Till: Till 1",
    "Served by Hazel",
    "---",
    "Mug",
    "2",
    "شاي",
    "0.25 kg",
    "---",
    "",
    "Return until 1 Apr 2026",
    "[A-000042]",
    "Thank you!",
  ]);
  expect(text.join("")).not.toContain("£");
});

test("[S7] a receipt shows only the parts that the shop chose", () => {
  const template = { ...PLAIN, showSku: true, showSeller: false, showCustomer: false };
  const text = written({}, { template: { ...template, showTaxes: false, showBarcode: false } });
  expect(text).toContain("Item MUG");
  expect(text).toContain("A-000042");
  expect(text.join("\n")).not.toMatch(/Served|Customer|VAT|\[|12\.00 A/u);
});

test.each([
  [{ kind: "return", origin: { receiptNumber: "A-1" } }, ["Return", "Items from receipt A-1"]],
  [{ kind: "void", origin: { receiptNumber: "A-1" } }, ["Void", "Void of receipt A-1"]],
  [{ exchange: { receiptNumber: "A-2" } }, ["In exchange for the goods of A-2"]],
  [{ status: "voided" }, ["Voided"]],
  [{ receiptNumber: null }, ["Provisional receipt", RECEIPT_TEXTS.en.numberFollows]],
] as const)("a document of another kind says what it is: %o", (change, said) => {
  expect(written(change)).toEqual(expect.arrayContaining([...said]));
});

test("a name cannot turn the text around it, and control characters of direction are left out", () => {
  const blocks = receiptBlocks(
    { ...SALE, soldBy: { name: "\u202Eevil\u2067" }, shop: { ...SALE.shop, address: "a\u202Eb" } },
    options(),
  );
  expect(blocks).toContainEqual(expect.objectContaining({ text: "Served by \u2068evil\u2069" }));
  expect(blocks).toContainEqual(expect.objectContaining({ text: "ab" }));
});

test("[S7] every language has every text, and none is empty", () => {
  const words = (language: ReceiptLanguage) =>
    written({ receiptNumber: "1", kind: "return", origin: { receiptNumber: "2" } }, { language });
  for (const language of RECEIPT_LANGUAGES) {
    expect(words(language), language).toHaveLength(words("en").length);
    for (const text of Object.values(RECEIPT_TEXTS[language])) expect(text, language).not.toBe("");
  }
});

test("a receipt in another language keeps the formats of the shop's country", () => {
  expect(receiptLocale("de", "de-AT")).toBe("de-AT");
  expect(receiptLocale("fr", "de-CH")).toBe("fr-CH");
  expect(languageOfLocale("ar-KW")).toBe("en");
  expect(languageOfLocale("pt-BR")).toBe("pt");
});

test("[F9] an invoice names its number and the buyer; a return of its sale is a credit note", () => {
  const invoice = {
    number: "INV-1",
    buyerName: "Byron Ltd",
    buyerAddress: "2 Mill Lane\nLeeds",
    buyerTaxNumber: "GB 42",
    issuedAt: "2026-03-02T15:30:00Z",
  };
  const buyer = [
    "Invoice to",
    "Byron Ltd",
    "2 Mill Lane",
    "Leeds",
    "Tax number of the buyer GB 42",
  ];
  const shown = written({ invoice }, { invoice: true });
  expect(shown.slice(shown.indexOf("Invoice INV-1"))).toEqual(
    expect.arrayContaining(["Invoice INV-1", ...buyer]),
  );
  expect(written({ invoice })).not.toContain("Invoice INV-1");
  const origin = { receiptNumber: "A-1" };
  expect(written({ invoice, kind: "return", origin })).toEqual(
    expect.arrayContaining(["Credit note", "Corrects invoice INV-1", ...buyer]),
  );
});
