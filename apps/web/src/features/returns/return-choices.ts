import type { Disposition, SaleLine } from "@daybook/contract/sales";
import type { TypedNumber } from "../../lib/typed-number.ts";

/** A line of the receipt to return, as form values. */
export interface ReturnChoice {
  readonly lineNo: number;
  readonly quantityMilli: TypedNumber;
  readonly disposition: Disposition;
}

type SoldLine = Pick<SaleLine, "lineNo" | "quantityMilli" | "returnedMilli">;

/** The returnable quantity of a line. */
export function returnableMilli({ quantityMilli, returnedMilli }: SoldLine): number {
  return quantityMilli - returnedMilli;
}

/** Everything returnable of a line, back to the shelf. */
function wholeLine(line: SoldLine): ReturnChoice {
  return { lineNo: line.lineNo, quantityMilli: returnableMilli(line), disposition: "restock" };
}

/** The initial selection: the only returnable line, else none. */
export function firstChoice(lines: readonly SoldLine[]): ReturnChoice[] {
  const left = lines.filter((line) => returnableMilli(line) > 0);
  const [only] = left;
  return left.length === 1 && only !== undefined ? [wholeLine(only)] : [];
}

/** The selection with a line checked or unchecked, in receipt order. */
export function tick(
  chosen: readonly ReturnChoice[],
  line: SoldLine,
  ticked: boolean,
): ReturnChoice[] {
  const others = chosen.filter(({ lineNo }) => lineNo !== line.lineNo);
  return ticked ? [...others, wholeLine(line)].toSorted((a, b) => a.lineNo - b.lineNo) : others;
}

/** The result of a scan: line `lineNo`, with `countedMilli` of the returnable `leftMilli`. */
export interface CountedBack {
  readonly chosen: readonly ReturnChoice[];
  readonly lineNo: number;
  readonly countedMilli: number;
  readonly leftMilli: number;
}

const PIECE = 1000;

/**
 * The effect of scanning goods: each scan is one returned piece, of several lines the first with pieces left. Goods
 * sold by weight return everything that is left of their line. `scanned` contains the lines (numbers) counted by
 * earlier scans: a line selected as a whole and not counted yet starts at one. Null if the product is not on the
 * receipt, or all of it was returned.
 */
export function tickProduct(
  chosen: readonly ReturnChoice[],
  sold: readonly (SoldLine & Pick<SaleLine, "productId">)[],
  productId: string,
  scanned: ReadonlySet<number>,
): CountedBack | null {
  const lines = sold.filter((line) => line.productId === productId && returnableMilli(line) > 0);
  const countedOf = (line: SoldLine) => {
    const quantityMilli = chosen.find(({ lineNo }) => lineNo === line.lineNo)?.quantityMilli || 0;
    const whole = quantityMilli >= returnableMilli(line) && !scanned.has(line.lineNo);
    return whole ? 0 : quantityMilli;
  };
  const line = lines.find((one) => countedOf(one) < returnableMilli(one)) ?? lines.at(-1);
  if (line === undefined) return null;
  const leftMilli = returnableMilli(line);
  const weighed = leftMilli % PIECE !== 0;
  const countedMilli = weighed ? leftMilli : Math.min(countedOf(line) + PIECE, leftMilli);
  const before = chosen.some(({ lineNo }) => lineNo === line.lineNo)
    ? chosen
    : tick(chosen, line, true);
  return {
    chosen: before.map((choice) =>
      choice.lineNo === line.lineNo ? { ...choice, quantityMilli: countedMilli } : choice,
    ),
    lineNo: line.lineNo,
    countedMilli,
    leftMilli,
  };
}
