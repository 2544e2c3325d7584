import { expect, test } from "vitest";
import { countryOfTimeZone, currencyOfCountry, localeOfCountry } from "./countries.ts";
import { currencyExponent } from "./currency-exponents.ts";

test.each([
  ["Asia/Kuwait", "KW", "KWD", "ar-KW"],
  ["Europe/Vienna", "AT", "EUR", "de-AT"],
  ["Asia/Kolkata", "IN", "INR", "hi-IN"],
  ["America/Phoenix", "US", "USD", "en-US"],
  ["Africa/Tunis", "TN", "TND", "ar-TN"],
])("[fault G13] %s is in %s, which uses %s", (zone, country, currency, locale) => {
  expect(countryOfTimeZone(zone)).toBe(country);
  expect(currencyOfCountry(country)).toBe(currency);
  expect(localeOfCountry(country)).toBe(locale);
});

test("[fault G13] every time zone of a country has a currency that a till can use", () => {
  const zones = Intl.supportedValuesOf("timeZone");
  const unknown = zones.filter((zone) => {
    const country = countryOfTimeZone(zone);
    const currency = country === null ? null : currencyOfCountry(country);
    return currency === null || currencyExponent(currency) === null;
  });
  // Zones of no country.
  expect(unknown.filter((zone) => !/^(?:Etc\/|UTC$|GMT$)/.test(zone))).toEqual([]);
  expect(zones.length).toBeGreaterThan(400);
});

test("a time zone without a country, and an invalid one, have no currency", () => {
  expect(countryOfTimeZone("UTC")).toBeNull();
  expect(countryOfTimeZone("Mars/Olympus")).toBeNull();
  expect(currencyOfCountry("AQQ")).toBeNull();
});
