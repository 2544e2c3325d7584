import type { CountryProfile } from "./profile.ts";

export const ch: CountryProfile = {
  country: "CH",
  name: "Switzerland",
  currency: "CHF",
  asOf: "2026-01-01",
  sources: [
    "Mehrwertsteuergesetz art. 25, 26",
    "Mehrwertsteuerverordnung art. 57",
    "Obligationenrecht art. 958f",
  ],
  taxName: "MWST",
  rates: [
    { name: "Standard", ppm: 81_000 },
    { name: "Reduced", ppm: 26_000 },
    { name: "Accommodation", ppm: 38_000 },
  ],
  rateNote: null,
  pricesIncludeTax: true,
  cash: { rounding: "nearest", stepMinor: 5 },
  receipts:
    "A receipt shows your name, place and VAT number, the date, the items and the tax; the smallest coin is 5 Rappen.",
  simplifiedInvoiceMinor: 40_000,
  retentionYears: 10,
  fiscalLaw: "Switzerland requires no certified device for tills.",
};
