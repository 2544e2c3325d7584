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
  readonly currency: string;
  readonly pricesIncludeTax: boolean;
  readonly taxName: string;
  /** Parts per million: 200000 is 20 %. */
  readonly taxPpm: number;
}

/** Guesses currency and tax: by the time zone first, since a shop stands where its clock is, then by the language. */
export function guessShop({ locale, timeZone }: BrowserPlace): ShopGuess {
  const region = REGION_OF_ZONE.get(timeZone) ?? regionOf(locale);
  const [currency, taxName, percent, inclusive = true] = PLACES[region ?? ""] ?? UNKNOWN;
  return {
    locale,
    timeZone,
    currency,
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

function regionOf(locale: string): string | undefined {
  try {
    return new Intl.Locale(locale).maximize().region;
  } catch {
    return undefined;
  }
}

/** Currency, name of the tax, standard rate in per cent, and false where shelf prices are without it. */
type Place = readonly [currency: string, taxName: string, percent: number, inclusive?: boolean];

const UNKNOWN: Place = ["USD", "Tax", 0];

// Standard rates at the start of 2026; the set-up asks the owner to check them. Where a rate depends on the town or the
// goods (United States, Canada's provinces, India), no guess is better than a wrong one.
const PLACES: Readonly<Record<string, Place>> = {
  AT: ["EUR", "VAT", 20],
  AU: ["AUD", "GST", 10],
  BE: ["EUR", "VAT", 21],
  BG: ["EUR", "VAT", 20],
  BR: ["BRL", "Tax", 0],
  CA: ["CAD", "GST", 5, false],
  CH: ["CHF", "VAT", 8.1],
  CY: ["EUR", "VAT", 19],
  CZ: ["CZK", "VAT", 21],
  DE: ["EUR", "VAT", 19],
  DK: ["DKK", "VAT", 25],
  EE: ["EUR", "VAT", 24],
  ES: ["EUR", "VAT", 21],
  FI: ["EUR", "VAT", 25.5],
  FR: ["EUR", "VAT", 20],
  GB: ["GBP", "VAT", 20],
  GR: ["EUR", "VAT", 24],
  HR: ["EUR", "VAT", 25],
  HU: ["HUF", "VAT", 27],
  IE: ["EUR", "VAT", 23],
  IN: ["INR", "GST", 0],
  IT: ["EUR", "VAT", 22],
  JP: ["JPY", "Consumption tax", 10],
  KR: ["KRW", "VAT", 10],
  LT: ["EUR", "VAT", 21],
  LU: ["EUR", "VAT", 17],
  LV: ["EUR", "VAT", 21],
  MT: ["EUR", "VAT", 18],
  MX: ["MXN", "IVA", 16],
  NL: ["EUR", "VAT", 21],
  NO: ["NOK", "VAT", 25],
  NZ: ["NZD", "GST", 15],
  PL: ["PLN", "VAT", 23],
  PT: ["EUR", "VAT", 23],
  RO: ["RON", "VAT", 21],
  SE: ["SEK", "VAT", 25],
  SG: ["SGD", "GST", 9],
  SI: ["EUR", "VAT", 22],
  SK: ["EUR", "VAT", 23],
  TR: ["TRY", "VAT", 20],
  US: ["USD", "Sales tax", 0, false],
  ZA: ["ZAR", "VAT", 15],
};

const ZONES: Readonly<Record<string, string>> = {
  AT: "Europe/Vienna",
  AU: "Australia/Sydney Australia/Melbourne Australia/Brisbane Australia/Perth Australia/Adelaide",
  BE: "Europe/Brussels",
  BG: "Europe/Sofia",
  BR: "America/Sao_Paulo",
  CA: "America/Toronto America/Vancouver America/Edmonton America/Winnipeg America/Halifax",
  CH: "Europe/Zurich",
  CY: "Asia/Nicosia",
  CZ: "Europe/Prague",
  DE: "Europe/Berlin",
  DK: "Europe/Copenhagen",
  EE: "Europe/Tallinn",
  ES: "Europe/Madrid Atlantic/Canary",
  FI: "Europe/Helsinki",
  FR: "Europe/Paris",
  GB: "Europe/London",
  GR: "Europe/Athens",
  HR: "Europe/Zagreb",
  HU: "Europe/Budapest",
  IE: "Europe/Dublin",
  IN: "Asia/Kolkata Asia/Calcutta",
  IT: "Europe/Rome",
  JP: "Asia/Tokyo",
  KR: "Asia/Seoul",
  LT: "Europe/Vilnius",
  LU: "Europe/Luxembourg",
  LV: "Europe/Riga",
  MT: "Europe/Malta",
  MX: "America/Mexico_City",
  NL: "Europe/Amsterdam",
  NO: "Europe/Oslo",
  NZ: "Pacific/Auckland",
  PL: "Europe/Warsaw",
  PT: "Europe/Lisbon",
  RO: "Europe/Bucharest",
  SE: "Europe/Stockholm",
  SG: "Asia/Singapore",
  SI: "Europe/Ljubljana",
  SK: "Europe/Bratislava",
  TR: "Europe/Istanbul",
  US: "America/New_York America/Chicago America/Denver America/Los_Angeles America/Phoenix",
  ZA: "Africa/Johannesburg",
};

const REGION_OF_ZONE: ReadonlyMap<string, string> = new Map(
  Object.entries(ZONES).flatMap(([region, zones]) =>
    zones.split(" ").map((zone) => [zone, region] as const),
  ),
);
