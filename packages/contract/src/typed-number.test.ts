import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decimalText } from "./decimal.ts";
import { formatMinor } from "./money.ts";
import { fieldNumber, numberSigns, readNumber } from "./typed-number.ts";

const LOCALES = ["de", "en-GB", "fr", "de-CH", "ar-EG", "ja", "en-IN", "es", "fa", "sv", "pt-PT"];
const read = (locale: string, typed: string, places: number) =>
  readNumber(typed, numberSigns(locale), places);

describe("[fault A4] a point or comma of another country is never read as a thousands separator", () => {
  test.each([
    ["de", "0.575", 3, 575],
    ["en-GB", "0,575", 3, 575],
    ["de", "00.575", 3, 575],
    ["de", "012.345", 3, 12_345],
    ["de", ".575", 3, 575],
    ["de", "12.34", 2, 1234],
    ["de", "1234.567", 3, 1_234_567],
    ["en-GB", "12,5", 3, 12_500],
    ["ja", "0,5", 3, 500],
    ["es-CL", "0.500", 3, 500],
    ["de-CH", "0,575", 3, 575],
    ["fr", "0.575", 3, 575],
    ["fr", "1.234", 3, 1234],
    ["ar-EG", "0.575", 3, 575],
  ])("%s %s with %i decimals is %i", (locale, typed, places, expected) => {
    expect(read(locale, typed, places)).toBe(expected);
  });
  test.each([
    ["de", "1.234", 3, 1_234_000],
    ["de", "1.234", 2, 123_400],
    ["de", "1.234.567,5", 2, 123_456_750],
    ["en-GB", "1,234", 3, 1_234_000],
    ["es-CL", "1.234", 0, 1234],
    ["en-IN", "12,34,567.8", 2, 123_456_780],
    ["en-IN", "1,234,567", 0, 1_234_567],
    ["de", "1 234,5", 2, 123_450],
    ["fr", "1\u202f234.50", 2, 123_450],
    ["en-GB", "1’234.50", 2, 123_450],
    ["de", "- 1.234", 0, -1234],
    ["ar-EG", "١٬٢٣٤٫٥", 3, 1_234_500],
    ["ar-EG", "٠٫٥٧٥", 3, 575],
    ["de", "٠٫٥٧٥", 3, 575],
    ["ja", "１，２３４．５", 1, 12_345],
  ])("%s %s with %i decimals is correctly grouped: %i", (locale, typed, places, expected) => {
    expect(read(locale, typed, places)).toBe(expected);
  });
  test.each([
    ["de", "0.575", 2],
    ["de", "0.5755", 3],
    ["ja", "0.575", 0],
    ["ja", "1.234", 0],
    ["en-GB", "0,575", 2],
    ["en-GB", "1.2.3", 3],
    ["en-GB", "0,123,456", 3],
    ["en-GB", "1,234,56", 3],
    ["en-GB", "1.234,5", 3],
    ["de", "1,234.5", 3],
    ["de", "1.234.56", 3],
    ["fr", "1 2", 0],
    ["fr", "12 34", 0],
    ["de-CH", "1'23", 0],
    ["en-GB", "1,234 567", 0],
    ["en-GB", "1g234", 0],
    ["en-GB", "1e3", 0],
    ["en-GB", "½", 3],
    ["en-GB", "", 3],
    ["en-GB", ".", 3],
    ["en-GB", "-", 3],
  ])("%s %s with %i decimals is refused", (locale, typed, places) => {
    expect(read(locale, typed, places)).toBeNull();
  });
});

test("[fault A4] a number in the format of any locale is read back unchanged", () => {
  const amount = fc.oneof(fc.integer({ min: -2_000_000, max: 2_000_000 }), fc.maxSafeInteger());
  fc.assert(
    fc.property(
      fc.constantFrom(...LOCALES),
      fc.constantFrom(0, 2, 3),
      amount,
      (locale, places, value) => {
        const signs = numberSigns(locale);
        const plain = decimalText(value, places);
        const digits = { minimumFractionDigits: places, maximumFractionDigits: places };
        // safe because decimalText writes digits, one point and a hyphen
        const shown = new Intl.NumberFormat(locale, digits).format(plain as `${number}`);
        return (
          readNumber(fieldNumber(plain, signs), signs, places) === value &&
          readNumber(shown, signs, places) === value
        );
      },
    ),
  );
});

test("[fault A4] a decimal number is read the same with a point or a comma, unless it is correctly grouped", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...LOCALES),
      fc.integer({ min: 0, max: 999_999 }),
      (locale, milli) => {
        const plain = decimalText(milli, 3);
        fc.pre(/^0\.|0$/.test(plain));
        // A number below 1, or one with fewer than three decimals, can be read in one way only.
        const typed = plain.startsWith("0.") ? plain : plain.replace(/0+$/, "");
        return [typed, typed.replace(".", ",")].every((text) => read(locale, text, 3) === milli);
      },
    ),
  );
});

test.each(["de-AT", "en-CH", "en-SE", "en-DE", "de-DE", "en-GB", "hi-IN", "fr-CH"])(
  "[fault A4] an amount of money as formatted in %s is read back unchanged",
  (locale) => {
    const signs = numberSigns(locale, "EUR");
    for (const amount of [123_050, 123_000, 12_345_678, 99]) {
      const shown = formatMinor(amount, "EUR", locale).replace(/[^\d.,'’\s]/gu, "");
      expect(readNumber(shown, signs, 2), shown).toBe(amount);
    }
    expect(readNumber(fieldNumber("1230.50", signs), signs, 2)).toBe(123_050);
  },
);

test("[fault A4] in an Austrian shop 1.230 is one thousand two hundred and thirty", () => {
  expect(readNumber("1.230", numberSigns("de-AT", "EUR"), 2)).toBe(123_000);
});
