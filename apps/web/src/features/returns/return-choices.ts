import type { Disposition, SaleLine } from "@daybook/contract/sales";
import type { TypedNumber } from "../../lib/typed-number.ts";

/** A line of the receipt that comes back, as its fields hold it. */
export interface ReturnChoice {
  readonly lineNo: number;
  readonly quantityMilli: TypedNumber;
  readonly disposition: Disposition;
}

type SoldLine = Pick<SaleLine, "lineNo" | "quantityMilli" | "returnedMilli">;

/** How much of a line can still come back. */
export function returnableMilli({ quantityMilli, returnedMilli }: SoldLine): number {
  return quantityMilli - returnedMilli;
}

/** All of a line that can still come back, back on the shelf. */
function wholeLine(line: SoldLine): ReturnChoice {
  return { lineNo: line.lineNo, quantityMilli: returnableMilli(line), disposition: "restock" };
}

/** What is chosen to begin with: the only line there is to choose, else none. */
export function firstChoice(lines: readonly SoldLine[]): ReturnChoice[] {
  const left = lines.filter((line) => returnableMilli(line) > 0);
  const [only] = left;
  return left.length === 1 && only !== undefined ? [wholeLine(only)] : [];
}

/** The choice with a line ticked or not, in the order of the receipt. */
export function tick(
  chosen: readonly ReturnChoice[],
  line: SoldLine,
  ticked: boolean,
): ReturnChoice[] {
  const others = chosen.filter(({ lineNo }) => lineNo !== line.lineNo);
  return ticked ? [...others, wholeLine(line)].toSorted((a, b) => a.lineNo - b.lineNo) : others;
}

/** What a scan made of the choice: of line `lineNo`, `countedMilli` of the `leftMilli` that can come back. */
export interface CountedBack {
  readonly chosen: readonly ReturnChoice[];
  readonly lineNo: number;
  readonly countedMilli: number;
  readonly leftMilli: number;
}

const PIECE = 1000;

/**
 * What a scan of the goods themselves does: each scan is one piece that comes back, of several lines the first with
 * pieces left. Goods that are weighed come back with all that is left of their line. `scanned` are the lines (numbers)
 * that were counted by scans before: a line that is chosen whole and was not counted is counted from one. Null where
 * the product is not on the receipt, or all of it is back.
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
