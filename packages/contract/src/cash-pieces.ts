/** Counting cash by coins and notes, with rolls of coins and bundles of notes. */
import { z } from "zod";
import { minor, MinorPositive } from "./money.ts";
import type { Minor } from "./money.ts";
import { rule } from "./rules.ts";

const MOST_PIECES = 100_000;

export const CashPieceKind = z.enum(["coin", "note"]);
export type CashPieceKind = z.infer<typeof CashPieceKind>;

/** How many of each coin or note; each at most once. */
export const CountedPieces = z
  .array(
    z.strictObject({
      valueMinor: MinorPositive,
      kind: CashPieceKind.nullable()
        .default(null)
        .describe("Some values are a coin and a note, such as $1"),
      pieces: z.int(rule("pieces_not_whole")).min(0, rule("pieces_not_whole")).max(MOST_PIECES),
    }),
  )
  .max(40)
  .refine(
    (rows) =>
      new Set(rows.map(({ valueMinor, kind }) => `${valueMinor}${kind}`)).size === rows.length,
  );
export type CountedPieces = z.infer<typeof CountedPieces>;

/** Whether the pieces are worth this amount. Pieces that are refused themselves are not compared. */
export function areWorth(pieces: CountedPieces, amountMinor: number | undefined): boolean {
  return !CountedPieces.safeParse(pieces).success || worthOf(pieces) === amountMinor;
}

/** The money that the pieces are worth. */
export function worthOf(pieces: CountedPieces): Minor {
  return minor(pieces.reduce((sum, { valueMinor, pieces: n }) => sum + valueMinor * n, 0));
}

/** A coin or note of a currency. `pack` is the number of pieces in a roll, a bag or a bundle. */
export interface CashPiece {
  readonly valueMinor: number;
  readonly kind: CashPieceKind;
  readonly pack: number;
}

/** A bundle of notes holds a hundred everywhere. */
const BUNDLE = 100;

const notes = (...values: number[]): CashPiece[] =>
  values.map((valueMinor) => ({ valueMinor, kind: "note", pack: BUNDLE }));
const coins = (...rows: (readonly [value: number, pack: number])[]): CashPiece[] =>
  rows.map(([valueMinor, pack]) => ({ valueMinor, kind: "coin", pack }));

/**
 * Coins and notes in use, by currency (ISO 4217). The packs are the rolls of the euro area (Council Regulation
 * 2182/2004 lists the coins; national banks the rolls), the bags of the Royal Mint, the rolls of the US Mint and those
 * of the Swiss National Bank.
 */
const PIECES: Readonly<Record<string, readonly CashPiece[]>> = {
  EUR: [
    ...coins([1, 50], [2, 50], [5, 50], [10, 40], [20, 40], [50, 40], [100, 25], [200, 25]),
    ...notes(500, 1000, 2000, 5000, 10_000, 20_000, 50_000),
  ],
  GBP: [
    ...coins([1, 100], [2, 50], [5, 100], [10, 50], [20, 50], [50, 20], [100, 20], [200, 10]),
    ...notes(500, 1000, 2000, 5000),
  ],
  USD: [
    ...coins([1, 50], [5, 40], [10, 50], [25, 40], [50, 20], [100, 25]),
    ...notes(100, 200, 500, 1000, 2000, 5000, 10_000),
  ],
  CAD: [
    ...coins([5, 40], [10, 50], [25, 40], [100, 25], [200, 25]),
    ...notes(500, 1000, 2000, 5000, 10_000),
  ],
  AUD: [
    ...coins([5, 40], [10, 40], [20, 20], [50, 20], [100, 20], [200, 25]),
    ...notes(500, 1000, 2000, 5000, 10_000),
  ],
  CHF: [
    ...coins([5, 50], [10, 50], [20, 50], [50, 50], [100, 50], [200, 50], [500, 25]),
    ...notes(1000, 2000, 5000, 10_000, 20_000, 100_000),
  ],
  SEK: [
    ...coins([100, 50], [200, 50], [500, 40], [1000, 25]),
    ...notes(2000, 5000, 10_000, 20_000, 50_000, 100_000),
  ],
  NOK: [
    ...coins([100, 25], [500, 25], [1000, 25], [2000, 25]),
    ...notes(5000, 10_000, 20_000, 50_000, 100_000),
  ],
  DKK: [
    ...coins([50, 50], [100, 25], [200, 25], [500, 25], [1000, 25], [2000, 25]),
    ...notes(5000, 10_000, 20_000, 50_000),
  ],
  PLN: [
    ...coins(
      [1, 50],
      [2, 50],
      [5, 50],
      [10, 50],
      [20, 40],
      [50, 40],
      [100, 30],
      [200, 25],
      [500, 20],
    ),
    ...notes(1000, 2000, 5000, 10_000, 20_000, 50_000),
  ],
  JPY: [
    ...coins([1, 50], [5, 50], [10, 50], [50, 50], [100, 50], [500, 50]),
    ...notes(1000, 2000, 5000, 10_000),
  ],
};

/** Coins and notes of a currency, ascending; 1, 2 and 5 times each power of ten where there is no table. */
export function cashPieces(currency: string, exponent: number): readonly CashPiece[] {
  const known = PIECES[currency];
  if (known !== undefined) return known;
  const values = Array.from({ length: exponent + 4 }, (_, power) => 10 ** power).flatMap((unit) => [
    unit,
    2 * unit,
    5 * unit,
  ]);
  const one = 10 ** exponent;
  return values.map((valueMinor) => ({
    valueMinor,
    kind: valueMinor < 5 * one ? "coin" : "note",
    pack: valueMinor < 5 * one ? 50 : BUNDLE,
  }));
}
