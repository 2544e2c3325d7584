import type { CountryProfile } from "./profile.ts";

export const it: CountryProfile = {
  country: "IT",
  name: "Italy",
  currency: "EUR",
  asOf: "2026-01-01",
  sources: [
    "DPR 633/1972",
    "DL 50/2017 art. 13-quater",
    "Codice civile art. 2220",
    "D.Lgs. 127/2015 art. 2",
  ],
  taxName: "IVA",
  rates: [
    { name: "Standard", ppm: 220_000 },
    { name: "Reduced", ppm: 100_000 },
    { name: "Second reduced", ppm: 50_000 },
    { name: "Super-reduced", ppm: 40_000 },
  ],
  rateNote: null,
  pricesIncludeTax: true,
  cash: { rounding: "nearest", stepMinor: 5 },
  receipts:
    "Every sale has a commercial document (documento commerciale) with your name, VAT number, the date, the items and the tax; rounding cash to 5 cents is voluntary.",
  simplifiedInvoiceMinor: 40_000,
  retentionYears: 10,
  fiscalLaw:
    "Italy requires a telematic recorder (registratore telematico) that sends the takings of each day and is linked with card payments; Daybook is none and contains none.",
};
