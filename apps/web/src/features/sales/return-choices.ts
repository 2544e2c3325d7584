import type { Disposition, SaleLine } from "@daybook/contract/sales";

/** A line of the receipt that comes back, as its fields hold it. An unreadable quantity is NaN. */
export interface ReturnChoice {
  readonly lineNo: number;
  readonly quantityMilli: number;
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

/** What a scan of the goods themselves does: ticks their line, of several the first with something left. */
export function tickProduct(
  chosen: readonly ReturnChoice[],
  sold: readonly (SoldLine & Pick<SaleLine, "productId">)[],
  productId: string,
): { readonly chosen: readonly ReturnChoice[]; readonly lineNo: number } | null {
  const lines = sold.filter((line) => line.productId === productId && returnableMilli(line) > 0);
  const fresh = lines.find(({ lineNo }) => !chosen.some((choice) => choice.lineNo === lineNo));
  const line = fresh ?? lines[0];
  if (line === undefined) return null;
  return { chosen: fresh === undefined ? chosen : tick(chosen, line, true), lineNo: line.lineNo };
}
