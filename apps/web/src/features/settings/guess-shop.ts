import { countryOfTimeZone, currencyOfCountry } from "@daybook/contract/countries";

/** Browser settings that indicate the country. */
export interface BrowserPlace {
  /** BCP 47, such as "de-AT". */
  readonly locale: string;
  /** IANA, such as "Europe/Vienna". */
  readonly timeZone: string;
}

/** The setup fields that depend on the country; the owner checks them. */
export interface ShopGuess {
  readonly locale: string;
  readonly timeZone: string;
  /** ISO 4217; null if the country is unknown: a currency is never guessed, because it cannot be changed later. */
  readonly currency: string | null;
  readonly pricesIncludeTax: boolean;
  readonly taxName: string;
  /** Parts per million: 200000 is 20 %. */
  readonly taxPpm: number;
}

/**
 * Derives currency and tax from the country of the time zone. The country of the language is used only for a time zone
 * without a country, because many browsers use American English elsewhere.
 */
export function guessShop({ locale, timeZone }: BrowserPlace): ShopGuess {
  const country =
    countryOfTimeZone(timeZone) ?? (isOfNoCountry(timeZone) ? regionOf(locale) : null);
  const [taxName, percent, inclusive = true] = TAXES[country ?? ""] ?? UNKNOWN;
  return {
    locale,
    timeZone,
    currency: country === null ? null : currencyOfCountry(country),
    taxName,
    taxPpm: Math.round(percent * 10_000),
    pricesIncludeTax: inclusive,
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

// Standard rates at the start of 2026; the setup page asks the owner to check them. If a rate depends on the town or
// the goods (United States, Canada's provinces, India), there is no default.
const TAXES: Readonly<Record<string, Tax>> = {
  AT: ["VAT", 20],
  AU: ["GST", 10],
  BE: ["VAT", 21],
  BG: ["VAT", 20],
  BR: ["Tax", 0],
  CA: ["GST", 5, false],
  CH: ["VAT", 8.1],
  CY: ["VAT", 19],
  CZ: ["VAT", 21],
  DE: ["VAT", 19],
  DK: ["VAT", 25],
  EE: ["VAT", 24],
  ES: ["VAT", 21],
  FI: ["VAT", 25.5],
  FR: ["VAT", 20],
  GB: ["VAT", 20],
  GR: ["VAT", 24],
  HR: ["VAT", 25],
  HU: ["VAT", 27],
  IE: ["VAT", 23],
  IN: ["GST", 0],
  IT: ["VAT", 22],
  JP: ["Consumption tax", 10],
  KR: ["VAT", 10],
  LT: ["VAT", 21],
  LU: ["VAT", 17],
  LV: ["VAT", 21],
  MT: ["VAT", 18],
  MX: ["IVA", 16],
  NL: ["VAT", 21],
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
  US: ["Sales tax", 0, false],
  ZA: ["VAT", 15],
};
