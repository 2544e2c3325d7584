import type { CashRounding } from "@daybook/contract/cash-rounding";

const METHODS: Readonly<Record<CashRounding, string>> = {
  off: "Not rounded",
  nearest: "To the nearest",
  down: "In the customer's favor to",
  up: "In the shop's favor to",
};

/** Texts of the rules of a country. */
export const countryTexts = {
  country: "Country",
  countryHint:
    "Suggests taxes, rounding and how long records are kept. You can change all of them.",
  other: "Another country",
  otherRates: "Add the other tax rates of this country",
  otherRatesHint: (names: string) => `As tax classes: ${names}. You choose one for each product.`,
  title: "Rules of your country",
  unknown:
    "Daybook has no profile of this country. Ask your accountant what receipts must show, and whether tills need a certified device: Daybook contains none.",
  cash: "Cash",
  rounded: (method: CashRounding, step: string) =>
    method === "off" ? METHODS.off : `${METHODS[method]} ${step}`,
  receipts: "Receipts",
  invoice: "Invoices",
  invoiceAbove: (limit: string) => `Above ${limit}, an invoice must name the customer.`,
  retention: "Keep records",
  retentionField: "Keep records for (years)",
  retentionHint: "Archiving and erasing respect it. Ask your accountant.",
  years: (n: number) => (n === 1 ? "1 year" : `${n} years`),
  sources: (day: string, sources: readonly string[]) =>
    `As of ${day}; no legal advice: check it with your accountant. Sources: ${sources.join("; ")}.`,
};
