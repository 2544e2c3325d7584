import { expect, test } from "vitest";
import { COUNTRY_PROFILES, countryProfile } from "./country-profiles.ts";
import { currencyOfCountry } from "./countries.ts";
import { currencyExponent } from "./currency-exponents.ts";
import { mostCashStep } from "./cash-rounding.ts";
import { USUAL_RETENTION_YEARS } from "./retention.ts";
import { SetUpShop } from "./settings.ts";

test("[F11] there is a profile of each of the first twelve countries", () => {
  expect(COUNTRY_PROFILES.map(({ country }) => country).toSorted()).toEqual([
    "AT",
    "AU",
    "CA",
    "CH",
    "DE",
    "ES",
    "FR",
    "GB",
    "IE",
    "IT",
    "NL",
    "US",
  ]);
  expect(countryProfile("XX")).toBeNull();
});

test.each(COUNTRY_PROFILES)("[F11] the profile of $name is complete and usable", (profile) => {
  const { country, currency, cash, rates, taxName, pricesIncludeTax, retentionYears } = profile;
  expect(currency).toBe(currencyOfCountry(country));
  expect(profile.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(profile.sources.length).toBeGreaterThan(0);
  for (const sentence of [profile.fiscalLaw, profile.receipts, profile.rateNote ?? "None."])
    expect(sentence).toMatch(/^[A-Z].*\.$/);
  // One sentence that says whether Daybook has what the law asks for.
  expect(profile.fiscalLaw).not.toMatch(/[.!?] /);
  expect(profile.fiscalLaw).toMatch(/requires no certified|Daybook|check yours/);
  expect(cash.stepMinor).toBeLessThanOrEqual(mostCashStep(currencyExponent(currency) ?? 0));
  expect(new Set(rates.map(({ name }) => name)).size).toBe(rates.length);
  expect(retentionYears).toBeLessThanOrEqual(USUAL_RETENTION_YEARS);
  const [standard, ...others] = rates;
  const shop = {
    name: "Corner shop",
    country,
    currency,
    timeZone: "UTC",
    pricesIncludeTax,
    taxName,
    taxPpm: standard.ppm,
    otherRates: others,
    cashRounding: cash.rounding,
    cashStepMinor: cash.stepMinor,
    retentionYears,
  };
  expect(SetUpShop.shape.shop.safeParse(shop).error).toBeUndefined();
});

test("[F11] the sentence on German law names the device that Daybook does not contain", () => {
  expect(countryProfile("DE")?.fiscalLaw).toBe(
    "Germany requires a certified security device (TSE) for electronic tills; Daybook does not contain one.",
  );
});
