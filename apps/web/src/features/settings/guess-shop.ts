import type { CashRounding } from "@daybook/contract/cash-rounding";
import { countryProfile } from "@daybook/contract/country-profiles";
import type { CountryRate } from "@daybook/contract/country-profiles";
import { USUAL_RETENTION_YEARS } from "@daybook/contract/retention";
import { countryOfTimeZone, currencyOfCountry } from "@daybook/contract/countries";

/** Browser settings that indicate the country. */
export interface BrowserPlace {
  /** BCP 47, such as "de-AT". */
  readonly locale: string;
  /** IANA, such as "Europe/Vienna". */
  readonly timeZone: string;
}

/** The setup fields that depend on the country; the owner checks them. */
export interface Proposals {
  /** ISO 3166-1; empty if unknown. */
  readonly country: string;
  /** ISO 4217; null if the country is unknown: a currency is never guessed, because it cannot be changed later. */
  readonly currency: string | null;
  readonly pricesIncludeTax: boolean;
  readonly taxName: string;
  /** Parts per million: 200000 is 20 %. */
  readonly taxPpm: number;
  readonly otherRates: readonly CountryRate[];
  readonly cashRounding: CashRounding;
  readonly cashStepMinor: number;
  readonly retentionYears: number;
}

interface ShopGuess extends Proposals {
  readonly locale: string;
  readonly timeZone: string;
}

/**
 * Derives currency and tax from the country of the time zone. The country of the language is used only for a time zone
 * without a country, because many browsers use American English elsewhere.
 */
export function guessShop({ locale, timeZone }: BrowserPlace): ShopGuess {
  const country =
    countryOfTimeZone(timeZone) ?? (isOfNoCountry(timeZone) ? regionOf(locale) : null);
  return { locale, timeZone, ...proposalsFor(country ?? "") };
}

/** The proposals of a country; of one without a profile only its currency and its tax. */
export function proposalsFor(country: string): Proposals {
  const profile = countryProfile(country);
  if (profile === null) {
    const [taxName, percent, inclusive = true] = TAXES[country] ?? UNKNOWN;
    return {
      country,
      currency: country === "" ? null : currencyOfCountry(country),
      taxName,
      taxPpm: Math.round(percent * 10_000),
      pricesIncludeTax: inclusive,
      otherRates: [],
      cashRounding: "off",
      cashStepMinor: 1,
      retentionYears: USUAL_RETENTION_YEARS,
    };
  }
  const { currency, taxName, pricesIncludeTax, cash, retentionYears } = profile;
  const [standard, ...otherRates] = profile.rates;
  return {
    country,
    currency,
    taxName,
    taxPpm: standard.ppm,
    pricesIncludeTax,
    otherRates,
    cashRounding: cash.rounding,
    cashStepMinor: cash.stepMinor,
    retentionYears,
  };
}

/** Every time zone of this browser, and in any case the guessed one. */
export function timeZones(guess: string): readonly string[] {
  const known = Intl.supportedValuesOf("timeZone");
  return known.includes(guess) ? known : [guess, ...known];
}

const isOfNoCountry = (timeZone: string) => /^(?:UTC|GMT|Etc\/.+)$/.test(timeZone);

function regionOf(locale: string): string | null {
  try {
    return new Intl.Locale(locale).region ?? null;
  } catch {
    return null;
  }
}

/** The name of the tax, its standard rate in percent, and whether prices include it. */
type Tax = readonly [name: string, percent: number, inclusive?: boolean];

const UNKNOWN: Tax = ["Tax", 0];

// Standard rates at the start of 2026 of countries without a profile; the setup page asks the owner to check them. If a
// rate depends on the town or the goods (India), there is no default.
const TAXES: Readonly<Record<string, Tax>> = {
  BE: ["VAT", 21],
  BG: ["VAT", 20],
  BR: ["Tax", 0],
  CY: ["VAT", 19],
  CZ: ["VAT", 21],
  DK: ["VAT", 25],
  EE: ["VAT", 24],
  FI: ["VAT", 25.5],
  GR: ["VAT", 24],
  HR: ["VAT", 25],
  HU: ["VAT", 27],
  IN: ["GST", 0],
  JP: ["Consumption tax", 10],
  KR: ["VAT", 10],
  LT: ["VAT", 21],
  LU: ["VAT", 17],
  LV: ["VAT", 21],
  MT: ["VAT", 18],
  MX: ["IVA", 16],
  NO: ["VAT", 25],
  NZ: ["GST", 15],
  PL: ["VAT", 23],
  PT: ["VAT", 23],
  RO: ["VAT", 21],
  SE: ["VAT", 25],
  SG: ["GST", 9],
  SI: ["VAT", 22],
  SK: ["VAT", 23],
  TR: ["VAT", 20],
  ZA: ["VAT", 15],
};
