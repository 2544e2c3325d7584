import type { CountryProfile } from "./profile.ts";

export const us: CountryProfile = {
  country: "US",
  name: "United States",
  currency: "USD",
  asOf: "2026-01-01",
  sources: ["Tax authorities of the states", "IRS Publication 583", "FACTA, 15 U.S.C. § 1681c(g)"],
  taxName: "Sales tax",
  rates: [{ name: "Standard", ppm: 0 }],
  rateNote:
    "Rates are set by states, counties and towns, and many goods are exempt: enter the rate of your shop's address.",
  pricesIncludeTax: false,
  cash: { rounding: "off", stepMinor: 1 },
  receipts:
    "Federal law prescribes no receipt; states differ. A receipt must not show a whole card number.",
  simplifiedInvoiceMinor: null,
  retentionYears: 7,
  fiscalLaw:
    "No state of the United States requires a certified device for tills; some prescribe how cash is rounded without pennies, so check yours before you turn rounding on.",
};
