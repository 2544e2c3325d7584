import { identityKey, plainText } from "./fold.ts";

const GTIN_LENGTHS: ReadonlySet<number> = new Set([8, 12, 13, 14]);
const DIGITS = /^[0-9]+$/;

/**
 * Which kind of code a barcode was read as. "own" is as long as a GTIN but its check digit does not fit: shops print
 * such codes. "other" is any other code, of the shop's own or of another standard.
 */
export type Symbology = "ean13" | "upca" | "ean8" | "upce" | "gtin14" | "own" | "other";

/** A barcode as it is stored and compared. */
export interface NormalizedBarcode {
  readonly code: string;
  readonly symbology: Symbology;
}

/**
 * The GS1 check digit of a code without one: `(10 − Σ dᵢ·(3, 1, 3, … from the right) mod 10) mod 10`
 * (GS1 General Specifications 7.9). RangeError when the body is not digits.
 */
export function checkDigit(body: string): string {
  if (!DIGITS.test(body)) throw new RangeError(`"${body}" is not made of digits`);
  let sum = 0;
  for (let index = body.length - 1, weight = 3; index >= 0; index -= 1, weight = 4 - weight) {
    sum += (body.charCodeAt(index) - 48) * weight;
  }
  return String((10 - (sum % 10)) % 10);
}

/** Whether a code is a GTIN of 8, 12, 13 or 14 digits with its check digit right. Spaces and hyphens make it false. */
export function isValidGtin(code: string): boolean {
  return (
    DIGITS.test(code) &&
    GTIN_LENGTHS.has(code.length) &&
    checkDigit(code.slice(0, -1)) === code.slice(-1)
  );
}

/** Why a text is no GTIN, or `null` when it is one. Spaces and hyphens are removed first; UPC-E is not expanded. */
export function validateGtin(
  text: string,
): null | "wrong length" | "not digits" | "wrong check digit" {
  const code = withoutSeparators(text);
  if (!DIGITS.test(code)) return "not digits";
  if (!GTIN_LENGTHS.has(code.length)) return "wrong length";
  return isValidGtin(code) ? null : "wrong check digit";
}

/**
 * Expands a UPC-E code of 8 digits (number system, six digits, check digit) into the UPC-A of 12 digits that it
 * abbreviates (GS1 General Specifications 5.2.2.4). `null` when it is not 8 digits, its number system is not 0 or 1,
 * or the check digit of the expanded code is wrong.
 */
export function expandUpcE(code8: string): string | null {
  if (!/^[01][0-9]{7}$/.test(code8)) return null;
  const system = code8.slice(0, 1);
  const digits = code8.slice(1, 7);
  const body = system + expandSixDigits(digits);
  return checkDigit(body) === code8.slice(7) ? body + code8.slice(7) : null;
}

/** The kind of code a scanner may announce before it: "]E0" for EAN-13, "]C1" for GS1-128 (ISO/IEC 15424). */
const ANNOUNCED = /^\][A-Za-z][0-9A-Za-z](?=.)/;
/** Some scanners also send the start and stop sign of Code 39. */
const CODE_39 = /^\*(.+)\*$/;
/** A spreadsheet marks numbers that are meant as text by an apostrophe before them; its exports write ="123". */
const SPREADSHEET = /^['’](?=.)/;
const SPREADSHEET_FORMULA = /^=["“”](.+)["“”]$/;

/**
 * A code as a person means it, from what was typed, pasted or imported: as `plainText`, without a spreadsheet's marks.
 * Case is kept; `identityKey` compares.
 */
export function plainCode(text: string): string {
  return plainText(text).replace(SPREADSHEET, "").replace(SPREADSHEET_FORMULA, "$1").trim();
}

/**
 * The code as it stands on the goods, from what a scanner sent or a person typed: as `plainCode`, without the
 * announcement of its kind and without the asterisks of Code 39.
 */
export function readCode(text: string): string {
  const code = plainCode(plainCode(text).replace(ANNOUNCED, ""));
  return CODE_39.exec(code)?.[1]?.trim() ?? code.replace(/^\*(?=\d+$)/, "");
}

/**
 * Everything that a barcode may stand for, in the spellings under which barcodes are stored and found; nothing for a
 * text without a character that can be seen. A GTIN becomes 14 digits, padded with zeros, so that UPC-A, EAN-13 with a
 * leading 0 and GTIN-14 with two are one code; spaces and hyphens in it are dropped. Eight digits are an EAN-8 where its
 * check digit is right, and a UPC-E, which is expanded, where that one's is: often both, and the EAN-8 comes first.
 * Other codes have one reading and are compared by `identityKey`.
 */
export function barcodeReadings(text: string): readonly NormalizedBarcode[] {
  const typed = readCode(text);
  const code = withoutSeparators(typed);
  if (typed === "") return [];
  if (!DIGITS.test(code) || !GTIN_LENGTHS.has(code.length))
    return [{ code: identityKey(typed), symbology: "other" }];
  const readings: NormalizedBarcode[] = [];
  if (isValidGtin(code))
    readings.push({ code: asGtin14(code), symbology: symbologyOfLength(code.length) });
  const upcA = expandUpcE(code);
  if (upcA !== null) readings.push({ code: asGtin14(upcA), symbology: "upce" });
  return readings.length > 0 ? readings : [{ code, symbology: "own" }];
}

/** The spelling under which a barcode is stored: its first reading. Null for a text without a character to read. */
export function normalizeBarcode(text: string): NormalizedBarcode | null {
  return barcodeReadings(text)[0] ?? null;
}

/**
 * Codes that are stored under another reading of the same print: for a UPC-A the EAN-8 of its UPC-E, and the other way
 * round. `code` is a stored one.
 */
export function otherReadingsOf(code: string): string[] {
  const short = /^0{6}([0-9]{8})$/.exec(code)?.[1];
  const upcA = short === undefined ? null : expandUpcE(short);
  const others = upcA === null ? [] : [asGtin14(upcA)];
  for (const upcE of upcEsOf(code)) if (isValidGtin(upcE)) others.push(asGtin14(upcE));
  return others;
}

/** Every UPC-E of 8 digits that abbreviates a stored UPC-A. */
function upcEsOf(code: string): string[] {
  const [, system, maker, item, check] = /^00([01])([0-9]{5})([0-9]{5})([0-9])$/.exec(code) ?? [];
  if (system === undefined || maker === undefined || item === undefined) return [];
  const six = [
    maker.slice(0, 2) + item.slice(2) + maker.slice(2, 3),
    `${maker.slice(0, 3)}${item.slice(3)}3`,
    `${maker.slice(0, 4)}${item.slice(4)}4`,
    maker + item.slice(4),
  ];
  const codes = six.map((digits) => system + digits + (check ?? ""));
  return codes.filter((one) => one.length === 8 && expandUpcE(one) === code.slice(2));
}

function asGtin14(code: string): string {
  return code.padStart(14, "0");
}

function expandSixDigits(digits: string): string {
  const last = digits.slice(5);
  if (last <= "2") return `${digits.slice(0, 2)}${last}0000${digits.slice(2, 5)}`;
  if (last === "3") return `${digits.slice(0, 3)}00000${digits.slice(3, 5)}`;
  if (last === "4") return `${digits.slice(0, 4)}00000${digits.slice(4, 5)}`;
  return `${digits.slice(0, 5)}0000${last}`;
}

function symbologyOfLength(length: number): Symbology {
  if (length === 8) return "ean8";
  if (length === 12) return "upca";
  return length === 13 ? "ean13" : "gtin14";
}

function withoutSeparators(text: string): string {
  return text.replace(/[\s-]/g, "");
}
