/** The country profiles that Daybook has, each in a file of its own. */
import { at } from "./country-profiles/at.ts";
import { au } from "./country-profiles/au.ts";
import { ca } from "./country-profiles/ca.ts";
import { ch } from "./country-profiles/ch.ts";
import { de } from "./country-profiles/de.ts";
import { es } from "./country-profiles/es.ts";
import { fr } from "./country-profiles/fr.ts";
import { gb } from "./country-profiles/gb.ts";
import { ie } from "./country-profiles/ie.ts";
import { it } from "./country-profiles/it.ts";
import { nl } from "./country-profiles/nl.ts";
import { us } from "./country-profiles/us.ts";
import type { CountryProfile } from "./country-profiles/profile.ts";

export type { CountryProfile, CountryRate } from "./country-profiles/profile.ts";

/** In the order of their names. */
export const COUNTRY_PROFILES: readonly CountryProfile[] = [
  us,
  gb,
  ie,
  de,
  fr,
  es,
  it,
  nl,
  at,
  ch,
  ca,
  au,
].toSorted((one, other) => one.name.localeCompare(other.name, "en"));

/** The profile of a country (ISO 3166-1 alpha-2); null if there is none. */
export function countryProfile(country: string): CountryProfile | null {
  return COUNTRY_PROFILES.find((profile) => profile.country === country) ?? null;
}
