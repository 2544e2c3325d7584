/** What is typed while cash is counted, and what it is worth. */
import { cashPieces, CountedPieces, worthOf } from "@daybook/contract/cash-pieces";
import type { CashPiece } from "@daybook/contract/cash-pieces";
import { minor } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import type { ShopStyle } from "../../lib/format.ts";
import { required } from "../../lib/typed-number.ts";
import type { TypedNumber } from "../../lib/typed-number.ts";

/** One coin or note with its typed number of pieces. */
export interface TypedPieces extends CashPiece {
  readonly pieces: TypedNumber;
}

/** The typed values of a form that counts cash. */
export interface TypedCash {
  /** Whether the total was typed instead of pieces. */
  readonly byTotal: boolean;
  readonly totalMinor: TypedNumber;
  readonly pieces: readonly TypedPieces[];
}

/** The coins and notes of the shop, the most valuable first, as counted before or still empty. */
export function cashToCount(
  { currency, exponent }: Pick<ShopStyle, "currency" | "exponent">,
  counted: CountedPieces = [],
): TypedPieces[] {
  return cashPieces(currency, exponent)
    .toReversed()
    .map((piece) => {
      const before = counted.find(
        ({ valueMinor, kind }) => valueMinor === piece.valueMinor && kind === piece.kind,
      );
      return { ...piece, pieces: before?.pieces ?? null };
    });
}

/** What the valid rows are worth so far. */
export function worthSoFar(rows: readonly TypedPieces[]): Minor {
  return worthOf(inputOf(rows).filter((row) => CountedPieces.safeParse([row]).success));
}

/** Whether no row has a number: nothing was counted yet. */
export function isUncounted({ byTotal, pieces }: TypedCash): boolean {
  return !byTotal && pieces.every((row) => row.pieces === null);
}

/** The counted amount and pieces as the contracts take them. Rows left empty are zero. */
export function cashCounted({ byTotal, totalMinor, pieces }: TypedCash): {
  readonly amountMinor: number;
  readonly pieces?: CountedPieces;
} {
  if (byTotal) return { amountMinor: required(totalMinor) };
  return { amountMinor: worthSoFar(pieces), pieces: inputOf(pieces) };
}

function inputOf(rows: readonly TypedPieces[]): CountedPieces {
  return rows.map(({ valueMinor, kind, pieces }) => ({
    valueMinor: minor(valueMinor),
    kind,
    pieces: pieces ?? 0,
  }));
}
