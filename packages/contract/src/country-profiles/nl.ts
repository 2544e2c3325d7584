import type { CountryProfile } from "./profile.ts";

export const nl: CountryProfile = {
  country: "NL",
  name: "Netherlands",
  currency: "EUR",
  asOf: "2026-01-01",
  sources: [
    "Wet op de omzetbelasting 1968",
    "Belastingdienst: administratie bewaren",
    "De Nederlandsche Bank: afronden",
  ],
  taxName: "btw",
  rates: [
    { name: "Standard", ppm: 210_000 },
    { name: "Reduced", ppm: 90_000 },
    { name: "Zero rate", ppm: 0 },
  ],
  rateNote: null,
  pricesIncludeTax: true,
  cash: { rounding: "nearest", stepMinor: 5 },
  receipts:
    "Consumers have no general right to a receipt; a simplified invoice shows your name and address, the date, the items and the tax. Rounding cash to 5 cents is voluntary.",
  simplifiedInvoiceMinor: 10_000,
  retentionYears: 7,
  fiscalLaw: "The Netherlands requires no certified device for tills.",
};
