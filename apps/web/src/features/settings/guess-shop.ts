import { countryOfTimeZone, currencyOfCountry } from "@daybook/contract/countries";

/** What a browser tells about where it stands. */
export interface BrowserPlace {
  /** BCP 47, such as "de-AT". */
  readonly locale: string;
  /** IANA, such as "Europe/Vienna". */
  readonly timeZone: string;
}

/** The fields of the first set-up that the place decides; the owner checks them. */
export interface ShopGuess {
  readonly locale: string;
  readonly timeZone: string;
  /** ISO 4217; null where the place is unknown: a currency is never guessed, it cannot be changed later. */
  readonly currency: string | null;
  readonly pricesIncludeTax: boolean;
  readonly taxName: string;
  /** Parts per million: 200000 is 20 %. */
  readonly taxPpm: number;
}

/**
 * Guesses currency and tax from the country that the time zone lies in, since a shop stands where its clock is. The
 * language's country counts only beside a clock of no country: many a browser speaks American English elsewhere.
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

/** Every time zone this browser knows, and the guessed one in any case. */
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

/** Name of the tax, standard rate in per cent, and false where shelf prices are without it. */
type Tax = readonly [name: string, percent: number, inclusive?: boolean];

const UNKNOWN: Tax = ["Tax", 0];

// Standard rates at the start of 2026; the set-up asks the owner to check them. Where a rate depends on the town or the
// goods (United States, Canada's provinces, India), no guess is better than a wrong one.
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
