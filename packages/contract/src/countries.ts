import countryToCurrency from "country-to-currency";
import { currencyExponent } from "./currency-exponents.ts";

/** Countries (ISO 3166-1 alpha-2) and their currencies; only currencies with coins or notes. */
const CURRENCIES: ReadonlyMap<string, string> = new Map(
  Object.entries<string>(countryToCurrency).filter(([, code]) => currencyExponent(code) !== null),
);

/** The currency (ISO 4217) of a country (ISO 3166-1 alpha-2); null if unknown. */
export function currencyOfCountry(country: string): string | null {
  return CURRENCIES.get(country) ?? null;
}

/**
 * The country (ISO 3166-1) of a time zone (IANA), from the data of the JavaScript engine; null for a zone without a
 * country, such as UTC, and if the engine has no such data.
 */
export function countryOfTimeZone(timeZone: string): string | null {
  const zones = countriesOfZones();
  return zones.get(timeZone) ?? zones.get(nameInUse(timeZone)) ?? null;
}

/** The most widely spoken language of a country, with the country: `de-AT`, `ar-KW`. BCP 47. */
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

/** A method in newer engines, a property in older ones; TypeScript's library declares neither. */
interface ZonesOfLocale {
  getTimeZones?(): readonly string[] | undefined;
  readonly timeZones?: readonly string[] | undefined;
}

function zonesOf(country: string): readonly string[] {
  const locale: Intl.Locale & ZonesOfLocale = new Intl.Locale(`und-${country}`);
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

/** The engine's canonical name of a zone with several names: `Asia/Calcutta` for `Asia/Kolkata`. */
function nameInUse(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;
  } catch {
    return timeZone;
  }
}
