import { expect, test } from "vitest";
import { SetUpShop } from "@daybook/contract/settings";
import { guessShop, timeZones } from "./guess-shop.ts";

test("a browser in London means pounds with VAT inside the price", () => {
  expect(guessShop({ locale: "en-GB", timeZone: "Europe/London" })).toEqual({
    locale: "en-GB",
    timeZone: "Europe/London",
    currency: "GBP",
    pricesIncludeTax: true,
    taxName: "VAT",
    taxPpm: 200_000,
  });
});

test("the shop stands where its clock is, whatever language its owner reads", () => {
  expect(guessShop({ locale: "en-US", timeZone: "Europe/Vienna" }).currency).toBe("EUR");
});

test("in the United States the tax comes on top and its rate is the owner's to say", () => {
  expect(guessShop({ locale: "en-US", timeZone: "America/Chicago" })).toMatchObject({
    currency: "USD",
    pricesIncludeTax: false,
    taxPpm: 0,
  });
});

test("an unknown clock falls back on the language's country", () => {
  expect(guessShop({ locale: "sv-SE", timeZone: "UTC" }).currency).toBe("SEK");
});

test("[fault G13] Kuwait pays with dinars, and no country means no currency", () => {
  expect(guessShop({ locale: "en-US", timeZone: "Asia/Kuwait" }).currency).toBe("KWD");
  expect(guessShop({ locale: "en", timeZone: "UTC" }).currency).toBeNull();
  // A time zone without a country: the language does not tell where the shop is.
  expect(guessShop({ locale: "en-US", timeZone: "Mars/Olympus" }).currency).toBeNull();
});

test.each(["Europe/Helsinki", "Asia/Tokyo", "America/Toronto", "Asia/Kuwait"])(
  "what is guessed in %s is what the contract takes",
  (timeZone) => {
    const guess = guessShop({ locale: "en", timeZone });
    const shop = { name: "Shop", ...guess };
    expect(SetUpShop.shape.shop.safeParse(shop).success).toBe(true);
  },
);

test("the guessed zone can always be chosen", () => {
  expect(timeZones("Mars/Olympus")).toContain("Mars/Olympus");
  expect(timeZones("Europe/Paris").filter((zone) => zone === "Europe/Paris")).toHaveLength(1);
});
