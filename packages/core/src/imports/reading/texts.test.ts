import { expect, test } from "vitest";
import { barcodeTexts, isRounded, paddedBarcode } from "./barcode-text.ts";
import { htmlText } from "./html-text.ts";
import { detectDecimalMark, readFileNumber } from "./number-text.ts";

test.each([
  ["12.50", "point", 1250],
  ["1,234.50", "point", 123_450],
  ["$ 12.50", "point", 1250],
  ["12.50 EUR", "point", 1250],
  ["12,50", "comma", 1250],
  ["1.234,50", "comma", 123_450],
  ["€1.234", "comma", 123_400],
  ["1.234", "point", null],
  ["-3", "point", -300],
  ["12.505", "point", null],
  ["free", "point", null],
  ["", "point", null],
] as const)("%j with a decimal %s is %j hundredths", (text, mark, value) => {
  expect(readFileNumber(text, mark, 2)).toBe(value);
});

test.each([
  [["1,50", "2", "abc, d"], "comma"],
  [["1.50", "1,000.25", "3"], "point"],
  [["1", "2"], "point"],
] as const)("the decimal mark of %j is a %s", (cells, mark) => {
  expect(detectDecimalMark(cells)).toBe(mark);
});

test.each([
  ["12345678905", "012345678905"],
  ["12345678901", null],
  ["012345678905", null],
  ["1234565", "01234565"],
  ["ABC", null],
])(
  "[I9] the lost zeros of %s are proposed only if the check digit is correct: %s",
  (code, padded) => {
    expect(paddedBarcode(code)).toBe(padded);
  },
);

test("[I9] a rounded barcode is recognized", () => {
  expect(["5.90E+12", "5,90e12", "5901234123457", "1E5X"].map(isRounded)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test.each([
  ["5901234123457, 96385074", ["5901234123457", "96385074"]],
  ["5,90E+12", ["5,90E+12"]],
  ["96385074,5,90E+12;A-1", ["96385074", "5,90E+12", "A-1"]],
  ["96385074,5E12", ["96385074", "5E12"]],
  ["", []],
])("[I9] %j contains the barcodes %j", (cell, codes) => {
  expect(barcodeTexts(cell)).toEqual(codes);
});

test.each([
  ["<p>One<br>two &amp; &#8364;3</p>\n<ul><li>a</li><li>b</li></ul>", "One\ntwo & €3\na\nb"],
  ["5 < 6 and 7 > 2", "5 < 6 and 7 > 2"],
  ["<script>alert(1)</script><b>Tea</b>", "Tea"],
  ["<style>p{}</style>&nbsp;x&#xd800;", "x"],
  ["plain\ntext", "plain\ntext"],
])("[I9] %j becomes the text %j", (html, text) => {
  expect(htmlText(html)).toBe(text);
});
