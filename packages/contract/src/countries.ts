import countryToCurrency from "country-to-currency";
import { currencyExponent } from "./currencies.ts";

/** Countries (ISO 3166-1, two capitals) and the currency each pays with; only currencies a till can count. */
const CURRENCIES: ReadonlyMap<string, string> = new Map(
  Object.entries<string>(countryToCurrency).filter(([, code]) => currencyExponent(code) !== null),
);

/** The currency (ISO 4217) of a country (ISO 3166-1, two capitals); null for one that is not known. */
export function currencyOfCountry(country: string): string | null {
  return CURRENCIES.get(country) ?? null;
}

/**
 * The country (ISO 3166-1) that a time zone (IANA) lies in, by the data of the JavaScript engine; null for a zone of no
 * country, such as UTC, and where the engine does not know which zones a country has.
 */
export function countryOfTimeZone(timeZone: string): string | null {
  const zones = countriesOfZones();
  return zones.get(timeZone) ?? zones.get(nameInUse(timeZone)) ?? null;
}

/** The language most spoken in a country, with the country: `de-AT`, `ar-KW`. BCP 47. */
export function localeOfCountry(country: string): string {
  const { language } = new Intl.Locale(`und-${country}`).maximize();
  return `${language}-${country}`;
}

let known: ReadonlyMap<string, string> | null = null;

function countriesOfZones(): ReadonlyMap<string, string> {
  known ??= new Map(
    [...CURRENCIES.keys()].flatMap((country) =>
      zonesOf(country).map((zone) => [zone, country] as const),
    ),
  );
  return known;
}

/** A method in newer engines, a property in older ones, in neither form known to TypeScript's library. */
interface ZonesOfLocale {
  getTimeZones?(): readonly string[] | undefined;
  readonly timeZones?: readonly string[] | undefined;
}

function zonesOf(country: string): readonly string[] {
  const locale: Intl.Locale & ZonesOfLocale = new Intl.Locale(`und-${country}`);
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

/** The engine's own name of a zone that has several: `Asia/Calcutta` for `Asia/Kolkata`. */
function nameInUse(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;
  } catch {
    return timeZone;
  }
}
