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

test.each(["Europe/Helsinki", "Asia/Tokyo", "America/Toronto", "Mars/Olympus", "UTC"])(
  "what is guessed in %s is what the contract takes",
  (timeZone) => {
    const guess = guessShop({ locale: "en", timeZone });
    const zone = timeZone === "Mars/Olympus" ? "UTC" : timeZone;
    const shop = { name: "Shop", ...guess, timeZone: zone };
    expect(SetUpShop.shape.shop.safeParse(shop).success).toBe(true);
  },
);

test("the guessed zone can always be chosen", () => {
  expect(timeZones("Mars/Olympus")).toContain("Mars/Olympus");
  expect(timeZones("Europe/Paris").filter((zone) => zone === "Europe/Paris")).toHaveLength(1);
});
