import { identityKey, plainText } from "./fold.ts";

const GTIN_LENGTHS: ReadonlySet<number> = new Set([8, 12, 13, 14]);
const DIGITS = /^[0-9]+$/;

/**
 * The kind of a barcode. "own" has the length of a GTIN but a wrong check digit: shops print such codes. "other" is
 * any other code, of the shop or of another standard.
 */
export type Symbology = "ean13" | "upca" | "ean8" | "upce" | "gtin14" | "own" | "other";

/** A barcode in its stored form. */
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

/**
 * Whether a code is a GTIN of 8, 12, 13 or 14 digits with a correct check digit. Spaces and hyphens make it false.
 */
export function isValidGtin(code: string): boolean {
  return (
    DIGITS.test(code) &&
    GTIN_LENGTHS.has(code.length) &&
    checkDigit(code.slice(0, -1)) === code.slice(-1)
  );
}

/**
 * The reason why a text is not a GTIN, or `null` if it is one. Spaces and hyphens are removed first; UPC-E is not
 * expanded.
 */
export function validateGtin(
  text: string,
): null | "wrong length" | "not digits" | "wrong check digit" {
  const code = withoutSeparators(text);
  if (!DIGITS.test(code)) return "not digits";
  if (!GTIN_LENGTHS.has(code.length)) return "wrong length";
  return isValidGtin(code) ? null : "wrong check digit";
}

/**
 * Expands a UPC-E code of 8 digits (number system, six digits, check digit) to its UPC-A of 12 digits (GS1 General
 * Specifications 5.2.2.4). `null` if it does not have 8 digits, its number system is not 0 or 1, or the check digit
 * of the expanded code is wrong.
 */
export function expandUpcE(code8: string): string | null {
  if (!/^[01][0-9]{7}$/.test(code8)) return null;
  const system = code8.slice(0, 1);
  const digits = code8.slice(1, 7);
  const body = system + expandSixDigits(digits);
  return checkDigit(body) === code8.slice(7) ? body + code8.slice(7) : null;
}

/**
 * The sign for the character that separates the fields of a code of GS1 (FNC1, sent as ASCII 29). Control characters
 * are invisible and removed from codes, so codes contain this sign instead.
 */
export const GROUP_SEPARATOR = "\u241d";
/** Texts that some scanners send for it. */
const SENT_SEPARATORS = /<GS>|\{GS\}/g;
const OUTER_SEPARATORS = /^\u241d+|\u241d+$/g;

/** The symbology identifier that a scanner may send first: "]E0" for EAN-13, "]C1" for GS1-128 (ISO/IEC 15424). */
const ANNOUNCED = /^\][A-Za-z][0-9A-Za-z](?=.)/;
/** Some scanners also send the start and stop characters of Code 39. */
const CODE_39 = /^\*(.+)\*$/;
/** Spreadsheets mark numbers stored as text with a leading apostrophe; their exports write ="123". */
const SPREADSHEET = /^['’](?=.)/;
const SPREADSHEET_FORMULA = /^=["“”](.+)["“”]$/;

/**
 * A code as typed, pasted or imported, normalized: `plainText`, without the marks of a spreadsheet. Case is kept; use
 * `identityKey` to compare.
 */
export function plainCode(text: string): string {
  return plainText(text).replace(SPREADSHEET, "").replace(SPREADSHEET_FORMULA, "$1").trim();
}

/**
 * A code as printed on the goods, from a scanner or a keyboard: `plainCode`, without the symbology identifier and the
 * asterisks of Code 39, and with `GROUP_SEPARATOR` between the fields of a code of GS1.
 */
export function readCode(text: string): string {
  const separated = text
    .replaceAll("\u001d", GROUP_SEPARATOR)
    .replace(SENT_SEPARATORS, GROUP_SEPARATOR);
  const code = plainCode(plainCode(separated).replace(ANNOUNCED, "")).replace(OUTER_SEPARATORS, "");
  return CODE_39.exec(code)?.[1]?.trim() ?? code.replace(/^\*(?=\d+$)/, "");
}

/**
 * All readings of a barcode, in the forms in which barcodes are stored and searched; none for text without a visible
 * character. A GTIN becomes 14 digits, padded with zeros, so UPC-A, EAN-13 with a leading 0 and GTIN-14 with two are
 * the same code; spaces and hyphens are removed. Eight digits are an EAN-8 if its check digit is correct, and a
 * UPC-E, which is expanded, if its check digit is correct: often both, with the EAN-8 first. Other codes have one
 * reading and are compared by `identityKey`.
 */
export function barcodeReadings(text: string): readonly NormalizedBarcode[] {
  const typed = readCode(text);
  const code = withoutSeparators(typed);
  if (typed === "") return [];
  if (!DIGITS.test(code) || !GTIN_LENGTHS.has(code.length))
    return [{ code: identityKey(typed.replaceAll(GROUP_SEPARATOR, "")), symbology: "other" }];
  const readings: NormalizedBarcode[] = [];
  if (isValidGtin(code))
    readings.push({ code: asGtin14(code), symbology: symbologyOfLength(code.length) });
  const upcA = expandUpcE(code);
  if (upcA !== null) readings.push({ code: asGtin14(upcA), symbology: "upce" });
  return readings.length > 0 ? readings : [{ code, symbology: "own" }];
}

/** The form in which a barcode is stored: its first reading. Null for text without a visible character. */
export function normalizeBarcode(text: string): NormalizedBarcode | null {
  return barcodeReadings(text)[0] ?? null;
}

/**
 * Codes stored under another reading of the same barcode: for a UPC-A, the EAN-8 of its UPC-E, and the reverse.
 * `code` is in stored form.
 */
export function otherReadingsOf(code: string): string[] {
  const short = /^0{6}([0-9]{8})$/.exec(code)?.[1];
  const upcA = short === undefined ? null : expandUpcE(short);
  const others = upcA === null ? [] : [asGtin14(upcA)];
  for (const upcE of upcEsOf(code)) if (isValidGtin(upcE)) others.push(asGtin14(upcE));
  return others;
}

/** Every 8-digit UPC-E form of a stored UPC-A. */
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
