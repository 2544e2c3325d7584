import { expect, test } from "vitest";
import { Currency, currencyCodes } from "./currencies.ts";
import { currencyExponent } from "./currency-exponents.ts";

test("a currency has the decimals of ISO 4217", () => {
  expect(["JPY", "EUR", "KWD", "CLF", "IQD", "HUF"].map(currencyExponent)).toEqual([
    0, 2, 3, 4, 3, 2,
  ]);
});

test("a code that is not money has no exponent", () => {
  expect(["XXX", "XAU", "XDR", "DEM", "eur", "", "constructor"].map(currencyExponent)).toEqual(
    Array(7).fill(null),
  );
});

test("every currency that the runtime knows and the list lacks is a metal, retired or not money", () => {
  const missing = Intl.supportedValuesOf("currency").filter(
    (code) => currencyExponent(code) === null,
  );
  const explained = ["ANG", "CUC", "HRK", "SLL", "XDR", "XSU", "XXX", "ZWL"];
  expect(missing.filter((code) => !explained.includes(code))).toEqual([]);
});

test("the list of codes is sorted and has none twice", () => {
  expect(new Set(currencyCodes).size).toBe(currencyCodes.length);
  expect(currencyCodes).toEqual(currencyCodes.toSorted());
});

test("the contract accepts a known code and explains an error in another", () => {
  expect(Currency.parse("EUR")).toBe("EUR");
  const messages = ["eur", "ABC"].map((code) => Currency.safeParse(code).error?.issues[0]?.message);
  expect(messages).toEqual(["currency_not_a_code", "currency_unknown"]);
});
