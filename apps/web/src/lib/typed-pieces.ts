import { calculate, isSum } from "./calculate.ts";
import type { Formats } from "./format.ts";

const PLACES = 3;
const ONE = 10 ** PLACES;

/**
 * A typed number of coins or notes: `12`, `3r` for three rolls (or bundles), `2*50`, `2r+7`. NaN if it is no whole
 * number of pieces.
 */
export function readPieces(
  text: string,
  pack: number,
  { parseWhole, plainDecimal }: Pick<Formats, "parseWhole" | "plainDecimal">,
): number {
  const spelled = text
    .trim()
    .replaceAll(/(?<=^|\+\s*)r(?![\p{L}\p{Nd}])/giu, `${pack}`)
    .replaceAll(/r(?![\p{L}\p{Nd}])/giu, `*${pack}`)
    .replaceAll(/x/gi, "*");
  if (!isSum(spelled)) return parseWhole(spelled);
  const thousandths = calculate(spelled, { plain: plainDecimal, from: Number.NaN, places: PLACES });
  return thousandths % ONE === 0 ? thousandths / ONE : Number.NaN;
}
