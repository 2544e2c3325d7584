import fc from "fast-check";
import { expect, test } from "vitest";
import { CSV_BOM, csvLines, guardFormula, toCsv, unguardFormula } from "./csv.ts";

const columns = [
  { header: "Name", value: (row: { name: string; stock: number }) => row.name },
  { header: "On hand", value: (row: { name: string; stock: number }) => row.stock },
];

function written(text: string): string {
  return toCsv([{ header: "h", value: (cell: string) => cell }], [text]).slice(
    '"h"\r\n'.length,
    -2,
  );
}

test("text is quoted, numbers are not, and every line ends with CRLF", () => {
  const csv = toCsv(columns, [
    { name: 'Mug, 12"', stock: -3 },
    { name: "", stock: 0.5 },
  ]);
  expect(csv).toBe('"Name","On hand"\r\n"Mug, 12""",-3\r\n"",0.5\r\n');
  expect(CSV_BOM).toBe("\uFEFF");
});

test("a header is quoted like any other text", () => {
  expect(toCsv([{ header: '=1+"1"', value: () => 1 }], [])).toBe('"\'=1+""1"""\r\n');
});

test("a text that a spreadsheet would run gets one apostrophe, also after leading spaces", () => {
  const dangerous = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "  =1",
    "\u00a0=1",
    "\n=1",
    "\r=1",
    "\r1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
  ];
  for (const text of dangerous)
    expect(written(text).startsWith("\"'"), JSON.stringify(text)).toBe(true);
  for (const text of ["Mug", "1-2", "a=b", "'quoted", "", "3 @ 1.00"]) {
    expect(written(text).slice(1, -1)).toBe(text);
  }
});

test("a negative number stays a number", () => {
  expect(toCsv([{ header: "n", value: (n: number) => n }], [-1])).toBe('"n"\r\n-1\r\n');
});

test("[fault G17] a decimal keeps its last digits and is still a number", () => {
  const written = (decimal: string) =>
    toCsv([{ header: "n", value: (text: string) => ({ decimal: text }) }], [decimal]);
  for (const text of ["4.50", "-4.50", "0.00", "12", "0.125"])
    expect(written(text)).toBe(`"n"\r\n${text}\r\n`);
  for (const text of ["", "1,5", "=1", ".5", "1e3", "--1", "1.", "+1", "1 "])
    expect(() => written(text), text).toThrow(RangeError);
});

test("a line break inside a text becomes one space", () => {
  expect(written("a\r\nb\nc\rd")).toBe('"a b c d"');
});

test("a number that is not finite is refused rather than written", () => {
  for (const bad of [Number.NaN, Infinity]) {
    expect(() => toCsv([{ header: "n", value: () => bad }], [1])).toThrow(RangeError);
  }
});

test("lines are written one by one while the rows are read", () => {
  const taken: number[] = [];
  function* rows(): Generator<{ name: string; stock: number }> {
    for (let stock = 1; stock <= 1000; stock += 1) {
      taken.push(stock);
      yield { name: "Mug", stock };
    }
  }
  const lines = csvLines(columns, rows());
  expect([lines.next().value, lines.next().value]).toEqual(['"Name","On hand"\r\n', '"Mug",1\r\n']);
  expect(taken).toEqual([1]);
});

test("reading our own file back removes exactly the added apostrophe", () => {
  const texts = fc.oneof(
    fc.string(),
    fc.string({ unit: fc.constantFrom("'", "=", "+", " ", "\t", "a", "＝", "@") }),
  );
  const property = fc.property(texts, (text) => {
    expect(unguardFormula(guardFormula(text))).toBe(text);
  });
  fc.assert(property, { numRuns: 1000 });
  expect(guardFormula("'=1")).toBe("''=1");
  expect(unguardFormula("it's")).toBe("it's");
});
