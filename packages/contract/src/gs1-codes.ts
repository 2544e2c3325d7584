/**
 * Codes of GS1 with several fields: element strings of GS1-128, GS1 DataMatrix and GS1 DataBar, their printed form with
 * brackets, and GS1 Digital Link. Without zod, because a till reads them.
 */
import { GROUP_SEPARATOR, isValidGtin } from "./gtin.ts";
import { countMeasure, weightMeasure } from "./label-codes.ts";
import type { ScannedMeasure } from "./label-codes.ts";
import type { LabelProblem } from "./label-problems.ts";

/** The fields of a code; null for those that it does not have. Days are `YYYY-MM-DD`. */
export interface Gs1Reading {
  /** With 14 digits. */
  readonly gtin: string;
  readonly lot: string | null;
  readonly serial: string | null;
  readonly expiresOn: string | null;
  readonly bestBefore: string | null;
  /** Of a trade item of variable measure: only its GTIN begins with 9. */
  readonly measure: ScannedMeasure | null;
  /** The form with brackets, with the fields above only. */
  readonly short: string;
}

type Fields = ReadonlyMap<string, string>;

/**
 * Reads a code as `readCode` returns it, where `GROUP_SEPARATOR` separates fields. Null if it is no code of GS1 with a
 * GTIN; compressed Digital Links are none. The problem if its GTIN or its amount is wrong. `year` is the current one:
 * it decides the century of dates.
 */
export function readGs1(
  text: string,
  year: number,
): Gs1Reading | { readonly problem: LabelProblem } | null {
  const fields = fieldsOf(text);
  const gtin = fields?.get("01")?.padStart(14, "0");
  if (fields === null || gtin === undefined) return null;
  if (!isValidGtin(gtin)) return { problem: "gtin_check_digit" };
  const measure = gtin.startsWith("9") ? measureOf(fields) : null;
  if (measure !== null && "problem" in measure) return measure;
  return {
    gtin,
    lot: fields.get("10") ?? null,
    serial: fields.get("21") ?? null,
    expiresOn: dayOf(fields.get("17"), year),
    bestBefore: dayOf(fields.get("15"), year),
    measure,
    short: shortForm(fields, gtin),
  };
}

function fieldsOf(text: string): Fields | null {
  if (/^https?:\/\//i.test(text)) return fieldsOfLink(text);
  return text.startsWith("(") ? fieldsOfBrackets(text) : fieldsOfElements(text);
}

/** Fields of a fixed length, with their identifier (GS1 General Specifications, figure 7.8.5-2). */
const FIXED: Readonly<Record<string, number>> = {
  "00": 20,
  "01": 16,
  "02": 16,
  "03": 16,
  "04": 18,
  "11": 8,
  "12": 8,
  "13": 8,
  "14": 8,
  "15": 8,
  "16": 8,
  "17": 8,
  "18": 8,
  "19": 8,
  "20": 4,
  "31": 10,
  "32": 10,
  "33": 10,
  "34": 10,
  "35": 10,
  "36": 10,
  "41": 16,
};

/** The digits of the other identifiers by their first two; identifiers that are missing here do not exist. */
const TWO = /^(?:0[0-4]|1[0-9]|2[0-2]|30|37|9[0-9])/;
const THREE = /^(?:2[345]|4[0-2]|71)/;
const FOUR = /^(?:3[1-69]|43|70|72|8[0-2])/;
const MOST_FIELD = 90;

function fieldsOfElements(text: string): Fields | null {
  // The shortest has an identifier and a GTIN; shorter ones are ordinary barcodes.
  if (text.length < 16) return null;
  const fields = new Map<string, string>();
  let rest = withoutSeparator(text);
  while (rest !== "") {
    const identifier = identifierOf(rest);
    if (identifier === null) return null;
    const fixed = FIXED[rest.slice(0, 2)];
    const end = fixed ?? endOfField(rest);
    const value = rest.slice(identifier.length, end);
    if (!isValue(identifier, value) || rest.length < end) return null;
    if (!fields.has(identifier)) fields.set(identifier, value);
    rest = withoutSeparator(rest.slice(end));
  }
  return fields;
}

function withoutSeparator(text: string): string {
  let at = 0;
  while (text.startsWith(GROUP_SEPARATOR, at)) at += GROUP_SEPARATOR.length;
  return text.slice(at);
}

function endOfField(rest: string): number {
  const at = rest.indexOf(GROUP_SEPARATOR);
  return at === -1 ? rest.length : at;
}

function identifierOf(text: string): string | null {
  const digits = TWO.test(text) ? 2 : THREE.test(text) ? 3 : FOUR.test(text) ? 4 : 0;
  const identifier = text.slice(0, digits);
  return digits > 0 && /^[0-9]+$/.test(identifier) && identifier.length === digits
    ? identifier
    : null;
}

function isValue(identifier: string, value: string): boolean {
  if (value === "" || value.length > MOST_FIELD || value.includes(GROUP_SEPARATOR)) return false;
  if (identifier === "10" || identifier === "21") return value.length <= 20;
  if (identifier === "30" || identifier === "37") return /^[0-9]{1,8}$/.test(value);
  if (identifier.startsWith("392")) return /^[0-9]{1,15}$/.test(value);
  return FIXED[identifier.slice(0, 2)] === undefined || /^[0-9]+$/.test(value);
}

function fieldsOfBrackets(text: string): Fields | null {
  const fields = new Map<string, string>();
  const parts = [...text.matchAll(/\((\d{2,4})\)([^(]*)/g)];
  if (parts.map(([part]) => part).join("") !== text) return null;
  for (const [, identifier = "", value = ""] of parts) {
    const trimmed = value.trim();
    const fixed = FIXED[identifier.slice(0, 2)];
    const right = fixed === undefined || identifier.length + trimmed.length === fixed;
    if (identifierOf(identifier) !== identifier || !right || !isValue(identifier, trimmed))
      return null;
    if (!fields.has(identifier)) fields.set(identifier, trimmed);
  }
  return fields;
}

/** The names that the first version of GS1 Digital Link had for identifiers. */
const NAMES: Readonly<Record<string, string>> = { gtin: "01", lot: "10", ser: "21", exp: "17" };
const GTIN_IN_LINK = /^(?:\d{8}|\d{12,14})$/;

/** The path has the GTIN and what qualifies it, after any other folders; the query has the rest. */
function fieldsOfLink(text: string): Fields | null {
  const [before = "", query = ""] = (text.split("#")[0] ?? "").split("?");
  const path = before
    .replace(/^https?:\/\/[^/]*/i, "")
    .split("/")
    .slice(1)
    .map(decoded);
  const at = path.findIndex(
    (part, index) => named(part) === "01" && GTIN_IN_LINK.test(path[index + 1] ?? ""),
  );
  if (at === -1) return null;
  const fields = new Map<string, string>();
  const add = (name: string | undefined, value: string | undefined) => {
    const identifier = named(name ?? "");
    if (value !== undefined && isValue(identifier, value) && !fields.has(identifier))
      fields.set(identifier, value);
  };
  for (let index = at; index < path.length; index += 2) add(path[index], path[index + 1]);
  for (const pair of query.split(/[&;]/)) {
    const [name, value] = pair.split("=");
    add(decoded(name ?? ""), value === undefined ? undefined : decoded(value));
  }
  return fields;
}

function named(part: string): string {
  const name = part.toLowerCase();
  return Object.hasOwn(NAMES, name) ? (NAMES[name] ?? name) : name;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Grams in a pound: 1 lb = 0.45359237 kg. */
const GRAMS_IN_POUND = 453.592_37;

/** The amount of a trade item of variable measure: its price, if it has one, else its weight, else its pieces. */
function measureOf(fields: Fields): ScannedMeasure | { readonly problem: LabelProblem } | null {
  const weight = weightOf(fields);
  if (weight !== null && "problem" in weight) return weight;
  const price = fieldWithDecimals(fields, "392");
  if (price !== null) {
    const { value, decimals } = price;
    if (value === 0) return { problem: "no_price" };
    if (!Number.isSafeInteger(value)) return { problem: "price_too_large" };
    return { kind: "price", value, decimals, grams: weight?.grams ?? null };
  }
  if (weight !== null) return weight;
  const count = fields.get("30");
  return count === undefined ? null : countMeasure(Number(count));
}

/** The net weight: in kilograms (310n) or in pounds (320n), to the nearest gram. */
function weightOf(fields: Fields): ReturnType<typeof weightMeasure> | null {
  const kilograms = fieldWithDecimals(fields, "310");
  if (kilograms !== null)
    return weightMeasure(Math.round(kilograms.value * 10 ** (3 - kilograms.decimals)));
  const pounds = fieldWithDecimals(fields, "320");
  if (pounds === null) return null;
  return weightMeasure(Math.round((pounds.value * GRAMS_IN_POUND) / 10 ** pounds.decimals));
}

/** A field whose last digit of the identifier is the number of its decimals. */
function fieldWithDecimals(
  fields: Fields,
  start: string,
): { readonly value: number; readonly decimals: number } | null {
  for (const [identifier, value] of fields)
    if (identifier.length === 4 && identifier.startsWith(start) && /^[0-9]+$/.test(value))
      return { value: Number(value), decimals: Number(identifier.charAt(3)) };
  return null;
}

const LAST_CENTURY = 51;
const NEXT_CENTURY = -49;

/**
 * A date YYMMDD. The year is the one nearest to `year`: up to 50 years ahead and 49 back (GS1 General Specifications
 * 7.12). Day 00 is the last one of the month. Null for a date that does not exist.
 */
function dayOf(value: string | undefined, year: number): string | null {
  const [, yy = "", mm = "", dd = ""] = /^(\d\d)(\d\d)(\d\d)$/.exec(value ?? "") ?? [];
  if (yy === "") return null;
  const ahead = Number(yy) - (year % 100);
  const shift = ahead >= LAST_CENTURY ? -100 : ahead < NEXT_CENTURY ? 100 : 0;
  const fullYear = year - (year % 100) + Number(yy) + shift;
  const lastDay = new Date(Date.UTC(fullYear, Number(mm), 0)).getUTCDate();
  const day = dd === "00" ? lastDay : Number(dd);
  if (Number(mm) < 1 || Number(mm) > 12 || day > lastDay) return null;
  return `${fullYear}-${mm}-${String(day).padStart(2, "0")}`;
}

const KEPT = /^(?:10|15|17|21|30|310\d|320\d|392\d)$/;

function shortForm(fields: Fields, gtin: string): string {
  let text = `(01)${gtin}`;
  for (const [identifier, value] of fields)
    if (KEPT.test(identifier)) text += `(${identifier})${value}`;
  return text;
}
