import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toCsv } from "@daybook/contract/csv";
import { unguardFormula } from "@daybook/contract/csv";
import { CsvReader, detectDelimiter } from "./csv-reader.ts";
import { TEST_LIMITS } from "../../testing/import-files.ts";

function rowsOf(pieces: readonly string[], delimiter = ",", limits = TEST_LIMITS): string[][] {
  const reader = new CsvReader(delimiter, limits, (text) => text);
  return [...pieces.flatMap((piece) => [...reader.push(piece)]), ...reader.finish()];
}

/** A text in pieces of these lengths, over and over. */
function cut(text: string, lengths: readonly number[]): string[] {
  const pieces: string[] = [];
  for (let at = 0, index = 0; at < text.length; index++) {
    const length = lengths[index % lengths.length] ?? 1;
    pieces.push(text.slice(at, at + length));
    at += length;
  }
  return pieces;
}

test("[I9] what Daybook writes is read again, in pieces of any size", () => {
  const cell = fc.string({ unit: fc.constantFrom(..."ab,;\"'=+- \t") });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }),
      fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 }),
      (rows, lengths) => {
        const columns = [0, 1].map((index) => ({
          header: `h${index}`,
          value: (row: [string, string]) => row[index] ?? "",
        }));
        const read = rowsOf(cut(toCsv(columns, rows), lengths)).slice(1);
        expect(read.map((cells) => cells.map(unguardFormula))).toEqual(rows);
      },
    ),
  );
});

test.each([
  [
    "a,b\r\n1,2\r\n",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "a,b\r1,2",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  ['"a ""b""","c\nd"\n\n\n', [['a "b"', "c\nd"]]],
  ['"a"b,c', [["ab", "c"]]],
  ["a,,\n", [["a", "", ""]]],
  ['""', []],
])("%j is read as its rows, cut anywhere", (text, rows) => {
  for (const length of [1, 2, 3, 100]) expect(rowsOf(cut(text, [length]))).toEqual(rows);
});

describe("[threat A13] limits", () => {
  const limits = { ...TEST_LIMITS, columns: 2, cell: 10 };
  test.each([
    ["a,b\n1,2,3", "too_many_columns", 2],
    [`${"a,".repeat(1000)}b\n1`, "too_many_columns", 1],
    [`a,${"x".repeat(11)}`, "cell_too_long", 1],
    [`a,"${"x\n".repeat(40)}`, "cell_too_long", 1],
    ['a,"b\n', "quote_not_closed", 1],
  ])("%j is refused", (text, why, row) => {
    expect(() => rowsOf(cut(text, [4]), ",", limits)).toThrow(
      expect.objectContaining({ reason: { code: "import_file_refused", details: { why, row } } }),
    );
  });
});

test.each([
  ["a,b,c\n1;2", ","],
  ["a;b\n1,5;2,5", ";"],
  ["a\tb", "\t"],
  ['"a;b;c",d', ","],
  ["name", ","],
])("the delimiter of %j is %j", (text, delimiter) => {
  expect(detectDelimiter(text)).toBe(delimiter);
});
