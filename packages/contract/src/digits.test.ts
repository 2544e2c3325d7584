import { expect, test } from "vitest";
import { digitsOf, latinDigits } from "./digits.ts";

test("digits of every script are converted, and nothing else changes", () => {
  expect(digitsOf("١٢٣ ۴۵۶ १२३ ４５６ 𝟗𝟘 a1")).toBe("123 456 123 456 90 a1");
  expect(digitsOf("½ 5² Ⅻ")).toBe("½ 5² Ⅻ");
});

test("a locale keeps everything but its digits", () => {
  expect(new Intl.NumberFormat(latinDigits("ar-KW")).format(1234.5)).toBe("1,234.5");
  expect(latinDigits("en-GB")).toBe("en-GB-u-nu-latn");
});
