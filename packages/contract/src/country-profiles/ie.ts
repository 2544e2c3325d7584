import type { CountryProfile } from "./profile.ts";

export const ie: CountryProfile = {
  country: "IE",
  name: "Ireland",
  currency: "EUR",
  asOf: "2026-01-01",
  sources: [
    "Value-Added Tax Consolidation Act 2010",
    "Revenue: VAT rates",
    "Central Bank of Ireland: rounding",
  ],
  taxName: "VAT",
  rates: [
    { name: "Standard", ppm: 230_000 },
    { name: "Reduced", ppm: 135_000 },
    { name: "Second reduced", ppm: 90_000 },
    { name: "Livestock", ppm: 48_000 },
    { name: "Zero rate", ppm: 0 },
  ],
  rateNote: null,
  pricesIncludeTax: true,
  cash: { rounding: "nearest", stepMinor: 5 },
  receipts:
    "A receipt shows your name, address and VAT number, the date and the tax; rounding cash to 5 cents is voluntary.",
  simplifiedInvoiceMinor: 10_000,
  retentionYears: 6,
  fiscalLaw: "Ireland requires no certified device for tills.",
};
