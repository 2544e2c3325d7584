import { parseDecimal } from "@daybook/contract/decimal";
import { plainNumber } from "@daybook/contract/typed-number";
import type { ImportOptions } from "@daybook/contract/imports";

const CURRENCY = /[\p{Sc}]|^[A-Za-z]{3}(?=[\s\d-])|(?<=\d)\s?[A-Za-z]{3}$/gu;

type Mark = ImportOptions["decimalMark"];

/**
 * A number of a file as an integer counted in units of 10^-`places`; null if it is none. A currency sign is ignored.
 * Unlike a typed number, a single mark followed by three digits is read as the file's own numbers are.
 */
export function readFileNumber(text: string, mark: Mark, places: number): number | null {
  const bare = text.replace(CURRENCY, "").trim();
  const decimal = mark === "comma" ? "," : ".";
  const group = mark === "comma" ? "." : ",";
  const parts = bare.split(decimal);
  const isPlain =
    parts.length <= 2 && /^-?\d*$/.test(parts[0] ?? "") && /^\d*$/.test(parts[1] ?? "");
  const plain = isPlain ? parts.join(".") : plainNumber(bare, { decimal, group, groupSize: 3 });
  return plain === null ? null : parseDecimal(plain, places);
}

/** Whether the numbers of these cells have a decimal comma: more of them end like `1,5` or `1.234,50` than like `1.5`. */
export function detectDecimalMark(cells: Iterable<string>): Mark {
  let commas = 0;
  let points = 0;
  for (const cell of cells) {
    const text = cell.replace(CURRENCY, "").trim();
    if (/^-?[\d.]*\d,\d{1,2}$/.test(text)) commas++;
    else if (/^-?[\d,]*\d\.\d{1,2}$/.test(text)) points++;
  }
  return commas > points ? "comma" : "point";
}
