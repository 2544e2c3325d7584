import type { CountryProfile } from "./profile.ts";

export const de: CountryProfile = {
  country: "DE",
  name: "Germany",
  currency: "EUR",
  asOf: "2026-01-01",
  sources: [
    "Umsatzsteuergesetz § 12",
    "Umsatzsteuer-Durchführungsverordnung § 33",
    "Abgabenordnung §§ 146a, 147",
    "KassenSichV § 6",
  ],
  taxName: "MwSt.",
  rates: [
    { name: "Standard", ppm: 190_000 },
    { name: "Reduced", ppm: 70_000 },
    { name: "Zero rate", ppm: 0 },
  ],
  rateNote: null,
  pricesIncludeTax: true,
  cash: { rounding: "off", stepMinor: 1 },
  receipts:
    "A receipt must be offered for every sale, on paper or electronically, with your full name and address, the date, the items and the tax of each rate.",
  simplifiedInvoiceMinor: 25_000,
  retentionYears: 10,
  fiscalLaw:
    "Germany requires a certified security device (TSE) for electronic tills; Daybook does not contain one.",
};
