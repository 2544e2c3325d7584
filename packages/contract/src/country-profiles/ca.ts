import type { CountryProfile } from "./profile.ts";

export const ca: CountryProfile = {
  country: "CA",
  name: "Canada",
  currency: "CAD",
  asOf: "2026-01-01",
  sources: [
    "Excise Tax Act, Part IX",
    "Input Tax Credit Information (GST/HST) Regulations",
    "Canada Revenue Agency: record keeping",
  ],
  taxName: "GST",
  rates: [
    { name: "Standard", ppm: 50_000 },
    { name: "HST 13 %", ppm: 130_000 },
    { name: "HST 14 %", ppm: 140_000 },
    { name: "HST 15 %", ppm: 150_000 },
    { name: "Zero rate", ppm: 0 },
  ],
  rateNote:
    "The rate depends on the province: HST replaces GST in Ontario (13 %), Nova Scotia (14 %), New Brunswick, Newfoundland and Labrador, and Prince Edward Island (15 %); British Columbia, Manitoba, Quebec and Saskatchewan add a tax of their own.",
  pricesIncludeTax: false,
  cash: { rounding: "nearest", stepMinor: 5 },
  receipts:
    "A receipt shows your name, the date and the total; above $100 also your GST number and the tax. Cash is rounded to 5 cents.",
  simplifiedInvoiceMinor: 10_000,
  retentionYears: 6,
  fiscalLaw:
    "Canada requires no certified device for tills in shops; Quebec requires one in restaurants and bars, and Daybook does not contain it.",
};
