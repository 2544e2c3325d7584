import type { CountryProfile } from "./profile.ts";

export const fr: CountryProfile = {
  country: "FR",
  name: "France",
  currency: "EUR",
  asOf: "2026-01-01",
  sources: [
    "Code général des impôts art. 278 to 281, 286 I 3° bis",
    "Code de commerce art. L123-22",
    "Loi AGEC art. 49",
  ],
  taxName: "TVA",
  rates: [
    { name: "Standard", ppm: 200_000 },
    { name: "Intermediate", ppm: 100_000 },
    { name: "Reduced", ppm: 55_000 },
    { name: "Special", ppm: 21_000 },
  ],
  rateNote: "Corsica and the overseas departments have other rates.",
  pricesIncludeTax: true,
  cash: { rounding: "off", stepMinor: 1 },
  receipts:
    "Since August 2023 a receipt is printed only if the customer asks for it; an invoice is required for services above €25.",
  simplifiedInvoiceMinor: 15_000,
  retentionYears: 10,
  fiscalLaw:
    "France requires till software whose records cannot be changed, proved by a certificate or an attestation of its publisher; Daybook has neither.",
};
