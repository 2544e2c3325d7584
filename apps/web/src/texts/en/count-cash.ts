import type { CashPieceKind } from "@daybook/contract/cash-pieces";

/** Texts of counting cash by coins and notes. */
export const countCashTexts = {
  kinds: { note: "Notes", coin: "Coins" } satisfies Readonly<Record<CashPieceKind, string>>,
  pieces: (value: string, kind: CashPieceKind) => `Number of ${value} ${kind}s`,
  addPack: (pieces: string) => `+${pieces}`,
  packOf: (pieces: string, value: string, kind: CashPieceKind) =>
    kind === "coin"
      ? `+${pieces}: add a roll of ${value} coins`
      : `+${pieces}: add a bundle of ${value} notes`,
  hint: "Enter how many there are of each. Enter goes to the next row. 3r is three rolls or bundles, 2*50 is two times fifty; the + buttons add one roll or bundle.",
  shortHint: "Enter how many there are of each. The + buttons add one roll or bundle.",
  sum: "Cash counted",
  byTotal: "Enter total instead",
  byPieces: "Count coins and notes",
  nothingCounted: (zero: string) =>
    `No coin or note is entered. Press again if the drawer has ${zero}.`,
};
