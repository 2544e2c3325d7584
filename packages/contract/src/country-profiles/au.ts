import type { CountryProfile } from "./profile.ts";

export const au: CountryProfile = {
  country: "AU",
  name: "Australia",
  currency: "AUD",
  asOf: "2026-01-01",
  sources: [
    "A New Tax System (Goods and Services Tax) Act 1999",
    "Australian Consumer Law s. 100",
    "ATO: record-keeping rules",
  ],
  taxName: "GST",
  rates: [
    { name: "Standard", ppm: 100_000 },
    { name: "GST-free", ppm: 0 },
  ],
  rateNote: null,
  pricesIncludeTax: true,
  cash: { rounding: "nearest", stepMinor: 5 },
  receipts:
    "A receipt must be given for goods of $75 and more, and for less if the customer asks; it shows your name, ABN, the date, the items and the price.",
  simplifiedInvoiceMinor: 100_000,
  retentionYears: 5,
  fiscalLaw: "Australia requires no certified device for tills in shops.",
};
