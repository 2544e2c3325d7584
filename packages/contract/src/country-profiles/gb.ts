import type { CountryProfile } from "./profile.ts";

export const gb: CountryProfile = {
  country: "GB",
  name: "United Kingdom",
  currency: "GBP",
  asOf: "2026-01-01",
  sources: ["VAT Act 1994", "HMRC VAT Notice 700", "HMRC VAT Notice 700/21"],
  taxName: "VAT",
  rates: [
    { name: "Standard", ppm: 200_000 },
    { name: "Reduced", ppm: 50_000 },
    { name: "Zero rate", ppm: 0 },
  ],
  rateNote: null,
  pricesIncludeTax: true,
  cash: { rounding: "off", stepMinor: 1 },
  receipts:
    "A VAT invoice must be given to a VAT-registered customer who asks for one; it shows your name, address and VAT number, the date, and the rate of each item.",
  simplifiedInvoiceMinor: 25_000,
  retentionYears: 6,
  fiscalLaw:
    "The United Kingdom requires no certified device for tills; VAT records must be kept digitally (Making Tax Digital), and Daybook does not send VAT returns.",
};
