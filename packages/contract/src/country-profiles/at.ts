import type { CountryProfile } from "./profile.ts";

export const at: CountryProfile = {
  country: "AT",
  name: "Austria",
  currency: "EUR",
  asOf: "2026-01-01",
  sources: [
    "Umsatzsteuergesetz 1994 §§ 10, 11",
    "Bundesabgabenordnung §§ 131b, 132, 132a",
    "Registrierkassensicherheitsverordnung",
  ],
  taxName: "USt.",
  rates: [
    { name: "Standard", ppm: 200_000 },
    { name: "Reduced", ppm: 100_000 },
    { name: "Second reduced", ppm: 130_000 },
    { name: "Zero rate", ppm: 0 },
  ],
  rateNote: null,
  pricesIncludeTax: true,
  cash: { rounding: "off", stepMinor: 1 },
  receipts:
    "A receipt must be given for every sale and the customer must take it; above €15,000 a year it carries a signature.",
  simplifiedInvoiceMinor: 40_000,
  retentionYears: 7,
  fiscalLaw:
    "Austria requires tills with a signature unit (RKSV) above €15,000 of sales a year, of which €7,500 in cash; Daybook does not contain one.",
};
