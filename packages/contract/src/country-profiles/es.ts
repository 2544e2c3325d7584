import type { CountryProfile } from "./profile.ts";

export const es: CountryProfile = {
  country: "ES",
  name: "Spain",
  currency: "EUR",
  asOf: "2026-01-01",
  sources: [
    "Ley 37/1992 del IVA",
    "Real Decreto 1619/2012 art. 4",
    "Código de Comercio art. 30",
    "Real Decreto 1007/2023",
  ],
  taxName: "IVA",
  rates: [
    { name: "Standard", ppm: 210_000 },
    { name: "Reduced", ppm: 100_000 },
    { name: "Super-reduced", ppm: 40_000 },
    { name: "Zero rate", ppm: 0 },
  ],
  rateNote: "The Canary Islands, Ceuta and Melilla have other taxes.",
  pricesIncludeTax: true,
  cash: { rounding: "off", stepMinor: 1 },
  receipts:
    "Every sale has a numbered simplified invoice (factura simplificada) with your name, NIF, the date, the items and the rate; in retail it is allowed for larger totals than elsewhere.",
  simplifiedInvoiceMinor: 40_000,
  retentionYears: 6,
  fiscalLaw:
    "Spain requires invoicing software that follows Real Decreto 1007/2023 (Veri*Factu) from 2027; Daybook does not.",
};
