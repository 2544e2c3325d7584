import { Readable } from "node:stream";
import readExcelFile from "read-excel-file/node";
import { expect, test } from "vitest";
import type { CsvCell } from "@daybook/contract/csv";
import { SHEET_TAIL, sheetHead, sheetRow, workbookOf } from "./xlsx.ts";

const TEXTS = [
  "=1+1",
  "'quoted",
  "  spaces  ",
  "00012",
  "1e5",
  'a & b < c > d "e"',
  "line\nbreak",
  "🧀 Crème",
  "2026-03-02",
];

async function workbook(headers: readonly string[], rows: readonly (readonly CsvCell[])[]) {
  async function* sheet() {
    yield sheetHead(headers);
    for (const [index, row] of rows.entries()) yield sheetRow(row, index + 2);
    yield SHEET_TAIL;
  }
  const pieces: Uint8Array[] = [];
  for await (const piece of workbookOf(sheet())) pieces.push(piece);
  const [sheetOne] = await readExcelFile(Readable.from([Buffer.concat(pieces)]), { trim: false });
  return sheetOne?.data;
}

test("[I10] another program reads the rows of a workbook: text as text, numbers as numbers", async () => {
  const rows = TEXTS.map((text, index) => [text, index, { decimal: `${index}.50` }] as const);
  const data = await workbook(["text", "count", "money"], rows);
  expect(data).toEqual([
    ["text", "count", "money"],
    ...TEXTS.map((text, index) => [text, index, index + 0.5]),
  ]);
});

test("[I10] a workbook without rows has its headers", async () => {
  const data = await workbook(["sku", "name"], []);
  expect(data).toEqual([["sku", "name"]]);
});

test("[I10] control characters and broken text do not make an unreadable file", async () => {
  const data = await workbook(["text"], [["a\u0000b\u001bc"], ["half \ud83e"]]);
  expect(data).toEqual([["text"], ["a b c"], ["half \ufffd"]]);
});

test("[I10] a number that is not finite is a defect, not a cell", async () => {
  await expect(workbook(["n"], [[Number.NaN]])).rejects.toThrow(RangeError);
});

test("[I10] a reader that stops early ends the query", async () => {
  let ended = false;
  async function* endless() {
    try {
      for (let number = 1; ; number++) yield sheetRow(["text".repeat(1000)], number);
    } finally {
      ended = true;
    }
  }
  let bytes = 0;
  for await (const piece of workbookOf(endless())) {
    bytes += piece.length;
    if (bytes > 20_000) break;
  }
  await expect.poll(() => ended).toBe(true);
});
