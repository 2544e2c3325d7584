import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { FilesInMemory, TEST_LIMITS } from "../../testing/import-files.ts";
import { xlsxFile, zipFile } from "../../testing/zip-file.ts";

const TEXT = "name,price\nCafé “Über” €,1.50\n";

function headOf(content: string | Buffer, piece = 7) {
  const files = new FilesInMemory(TEST_LIMITS, piece);
  return files.reader.head(files.add(content), null);
}

const windows1252 = Buffer.from(
  TEXT.replace("“", "\u0093").replace("”", "\u0094").replace("€", "\u0080"),
  "latin1",
);
const utf16le = Buffer.from(TEXT, "utf16le");

test.each([
  ["UTF-8", Buffer.from(TEXT), "utf-8"],
  ["UTF-8 with a byte order mark", Buffer.from(`\uFEFF${TEXT}`), "utf-8"],
  ["UTF-16 with a byte order mark", Buffer.from(`\uFEFF${TEXT}`, "utf16le"), "utf-16le"],
  ["UTF-16 without one", utf16le, "utf-16le"],
  [
    "UTF-16 in the other order",
    Buffer.from(Buffer.from(`\uFEFF${TEXT}`, "utf16le")).swap16(),
    "utf-16be",
  ],
  ["Windows-1252", windows1252, "windows-1252"],
  ["gzip", gzipSync(TEXT), "utf-8"],
])("[I9] %s is read as the same text", async (_name, bytes, encoding) => {
  const head = await headOf(bytes);
  expect(head).toMatchObject({
    format: "csv",
    encoding,
    headings: ["name", "price"],
    samples: [["Café “Über” €", "1.50"]],
  });
});

test("[I9] a workbook is read: shared and inline texts, numbers of 15 digits, dates, gaps", async () => {
  const rows =
    `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>price</t></is></c><c r="D1" t="s"><v>1</v></c></row>` +
    `<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2"><v>0.30000000000000004</v></c><c r="D2"><v>5901234123457</v></c></row>` +
    `<row r="3"><c r="A3" t="str"><v>x</v></c><c r="B3" s="1"><v>45000</v></c><c r="C3" s="1"><v>45000.5</v></c></row>` +
    `<row r="4"><c r="A4"><v></v></c></row>`;
  const head = await headOf(xlsxFile(rows, ["name", "code", "Tea &amp; cake"]), 50);
  expect(head).toMatchObject({ format: "xlsx", sheets: ["Items"] });
  expect([head.headings, ...head.samples]).toEqual([
    ["name", "price", "", "code"],
    ["Tea & cake", "0.3", "", "5901234123457"],
    ["x", "2023-03-15", "2023-03-15 12:00:00"],
  ]);
});

describe("[threat A13] a hostile file is refused", () => {
  const spaces = Buffer.alloc(210 * 1024 * 1024, " ");
  spaces.write("<worksheet>");
  const sheet = (content: string | Buffer, declaredBytes?: number) =>
    zipFile([
      {
        name: "xl/workbook.xml",
        content: `<workbook xmlns:r="r"><sheets><sheet name="I" r:id="a"/></sheets></workbook>`,
      },
      {
        name: "xl/_rels/workbook.xml.rels",
        content: `<Relationships><Relationship Id="a" Target="s.xml"/></Relationships>`,
      },
      { name: "xl/s.xml", content, ...(declaredBytes === undefined ? {} : { declaredBytes }) },
    ]);
  const entity = `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet><row><c t="str"><v>&x;</v></c></row><row/></worksheet>`;

  test.each([
    ["an empty file", () => "", "empty"],
    ["headings alone", () => "name,price\n", "empty"],
    [
      "a picture",
      () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0, 0, 0, 0]),
      "not_a_table",
    ],
    ["an old workbook", () => Buffer.from("d0cf11e0a1b11ae1", "hex"), "not_a_table"],
    ["a zip that is no workbook", () => zipFile([{ name: "a.txt", content: "a" }]), "not_a_table"],
    ["half a workbook", () => xlsxFile("<row/>").subarray(0, 300), "damaged"],
    [
      "a locked workbook",
      () => zipFile([{ name: "a", content: "a", encrypted: true }]),
      "encrypted",
    ],
    ["damaged gzip", () => Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), "damaged"],
    ["a gzip bomb", () => gzipSync(spaces), "unpacks_too_large"],
    ["a zip bomb", () => sheet(spaces), "unpacks_too_large"],
    ["a zip bomb that hides its size", () => sheet(spaces, 100), "unpacks_too_large"],
    ["an external entity", () => sheet(entity), "damaged"],
  ])("%s", async (_name, content, why) => {
    await expect(headOf(content(), 64 * 1024)).rejects.toMatchObject({
      reason: { code: "import_file_refused", details: { why } },
    });
  });

  test("more rows than allowed, and a file that is gone", async () => {
    const files = new FilesInMemory({ ...TEST_LIMITS, rows: 10 });
    const file = files.add(`name\n${"a\n".repeat(11)}`);
    await expect(files.reader.head(file, null)).rejects.toMatchObject({
      reason: { details: { why: "too_many_rows", row: 12 } },
    });
    await expect(files.reader.head("0".repeat(64), null)).rejects.toMatchObject({
      reason: { details: { why: "missing" } },
    });
  });
});
