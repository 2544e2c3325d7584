import { expect, test } from "vitest";
import { SetUpShop } from "@daybook/contract/settings";
import { guessShop, timeZones } from "./guess-shop.ts";

test("a browser in London suggests pounds with VAT included in prices", () => {
  expect(guessShop({ locale: "en-GB", timeZone: "Europe/London" })).toEqual({
    locale: "en-GB",
    timeZone: "Europe/London",
    country: "GB",
    currency: "GBP",
    pricesIncludeTax: true,
    taxName: "VAT",
    taxPpm: 200_000,
    otherRates: [
      { name: "Reduced", ppm: 50_000 },
      { name: "Zero rate", ppm: 0 },
    ],
    cashRounding: "off",
    cashStepMinor: 1,
    retentionYears: 6,
  });
});

test("the shop is located by its time zone, whatever language its owner reads", () => {
  expect(guessShop({ locale: "en-US", timeZone: "Europe/Vienna" }).currency).toBe("EUR");
});

test("in the United States tax is added to prices and the owner enters the rate", () => {
  expect(guessShop({ locale: "en-US", timeZone: "America/Chicago" })).toMatchObject({
    currency: "USD",
    pricesIncludeTax: false,
    taxPpm: 0,
  });
});

test("[F11] a country without the smallest coins proposes that cash is rounded", () => {
  expect(guessShop({ locale: "de-CH", timeZone: "Europe/Zurich" })).toMatchObject({
    cashRounding: "nearest",
    cashStepMinor: 5,
    retentionYears: 10,
  });
});

test("[F11] a country without a profile proposes its currency and tax, and keeps records for the longest time", () => {
  expect(guessShop({ locale: "sv-SE", timeZone: "Europe/Stockholm" })).toMatchObject({
    country: "SE",
    currency: "SEK",
    taxPpm: 250_000,
    otherRates: [],
    retentionYears: 10,
  });
});

test("an unknown time zone falls back to the country of the language", () => {
  expect(guessShop({ locale: "sv-SE", timeZone: "UTC" }).currency).toBe("SEK");
});

test("[fault G13] Kuwait uses dinars, and an unknown country has no currency", () => {
  expect(guessShop({ locale: "en-US", timeZone: "Asia/Kuwait" }).currency).toBe("KWD");
  expect(guessShop({ locale: "en", timeZone: "UTC" }).currency).toBeNull();
  // A time zone without a country: the language does not tell where the shop is.
  expect(guessShop({ locale: "en-US", timeZone: "Mars/Olympus" }).currency).toBeNull();
});

test.each(["Europe/Helsinki", "Asia/Tokyo", "America/Toronto", "Asia/Kuwait"])(
  "the contract accepts the suggestion for %s",
  (timeZone) => {
    const guess = guessShop({ locale: "en", timeZone });
    const shop = { name: "Shop", ...guess };
    expect(SetUpShop.shape.shop.safeParse(shop).success).toBe(true);
  },
);

test("the suggested time zone can always be chosen", () => {
  expect(timeZones("Mars/Olympus")).toContain("Mars/Olympus");
  expect(timeZones("Europe/Paris").filter((zone) => zone === "Europe/Paris")).toHaveLength(1);
});
