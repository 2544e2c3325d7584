/** A list as a workbook of one sheet (Office Open XML, ECMA-376), written while its pages are read. */
import type { CsvCell } from "@daybook/contract/csv";
import { zipOf } from "./zip.ts";

/** The start of the sheet, with the header row; it stays in view while the rows scroll. */
export function sheetHead(headers: readonly string[]): string {
  return (
    `${XML}<worksheet ${MAIN}><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<sheetData>${sheetRow(headers, 1)}`
  );
}

/**
 * Row `number` of the sheet; the header is row 1. Numbers are numbers with the decimals they are written with, so they do not depend on a country's signs.
 * Text stays text: no spreadsheet runs it as a formula. RangeError for a number that is not finite.
 */
export function sheetRow(cells: readonly CsvCell[], number: number): string {
  const written = cells.map((value, index) => sheetCell(value, `${columnName(index)}${number}`));
  return `<row r="${number}">${written.join("")}</row>`;
}

/** `A` to `Z`, then `AA`, as spreadsheets call their columns. */
function columnName(index: number): string {
  const last = String.fromCodePoint(65 + (index % 26));
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last;
}

export const SHEET_TAIL = "</sheetData></worksheet>";

/** The workbook of a sheet whose text arrives in pieces. */
export function workbookOf(sheet: AsyncIterable<string>): AsyncIterable<Uint8Array> {
  const parts = Object.entries(PARTS).map(([path, text]) => ({
    path,
    content: () => onePiece(text),
  }));
  return zipOf([...parts, { path: "xl/worksheets/sheet1.xml", content: () => sheet }]);
}

async function* onePiece(text: string): AsyncGenerator<string> {
  yield text;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const FORMATS = "http://schemas.openxmlformats.org";
const MAIN = `xmlns="${FORMATS}/spreadsheetml/2006/main"`;
const OFFICE = `${FORMATS}/officeDocument/2006/relationships`;
const PACKAGE = `${FORMATS}/package/2006`;
const SHEET_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** The number formats by their decimals: `0`, `0.0`, … `0.0000`. */
const MOST_DECIMALS = 4;
const OWN_FORMATS = 164;
const decimals = Array.from({ length: MOST_DECIMALS + 1 }, (_, count) => count);
const formatCode = (count: number) => (count === 0 ? "0" : `0.${"0".repeat(count)}`);

const PARTS = {
  "[Content_Types].xml":
    `${XML}<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPES}.sheet.main+xml"/>` +
    `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SHEET_TYPES}.worksheet+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPES}.styles+xml"/></Types>`,
  "_rels/.rels": relations([[`${OFFICE}/officeDocument`, "xl/workbook.xml"]]),
  "xl/workbook.xml":
    `${XML}<workbook ${MAIN} xmlns:r="${OFFICE}">` +
    '<sheets><sheet name="Daybook" sheetId="1" r:id="r1"/></sheets></workbook>',
  "xl/_rels/workbook.xml.rels": relations([
    [`${OFFICE}/worksheet`, "worksheets/sheet1.xml"],
    [`${OFFICE}/styles`, "styles.xml"],
  ]),
  "xl/styles.xml":
    `${XML}<styleSheet ${MAIN}><numFmts count="${decimals.length}">` +
    decimals
      .map(
        (count) => `<numFmt numFmtId="${OWN_FORMATS + count}" formatCode="${formatCode(count)}"/>`,
      )
      .join("") +
    "</numFmts><fonts><font/></fonts><fills><fill/></fills><borders><border/></borders>" +
    "<cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf/>" +
    decimals
      .map((count) => `<xf numFmtId="${OWN_FORMATS + count}" applyNumberFormat="1"/>`)
      .join("") +
    "</cellXfs></styleSheet>",
} as const;

function relations(list: readonly (readonly [type: string, target: string])[]): string {
  const items = list.map(
    ([type, target], index) =>
      `<Relationship Id="r${index + 1}" Type="${type}" Target="${target}"/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${items.join("")}</Relationships>`;
}

function sheetCell(value: CsvCell, at: string): string {
  if (typeof value === "string")
    return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new RangeError(`${value} cannot be written to a sheet`);
    return `<c r="${at}"><v>${value}</v></c>`;
  }
  const count = value.decimal.split(".")[1]?.length ?? 0;
  // The first style has no format.
  return `<c r="${at}" s="${Math.min(count, MOST_DECIMALS) + 1}"><v>${value.decimal}</v></c>`;
}

/** XML has no way to write most control characters; the sheet shows a space. */
// oxlint-disable-next-line no-control-regex -- exactly these are not allowed in XML
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(NOT_IN_XML, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
