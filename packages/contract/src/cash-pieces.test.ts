import { expect, test } from "vitest";
import { cashPieces, CountedPieces, worthOf } from "./cash-pieces.ts";
import { currencyCodes } from "./currencies.ts";
import { currencyExponent } from "./currency-exponents.ts";
import { CountDrawer } from "./drawers.ts";
import { newId } from "./uuid.ts";

test("[M14] every coin and note of every currency can be counted at once, also two of the same value", () => {
  for (const code of currencyCodes) {
    const rows = cashPieces(code, currencyExponent(code) ?? 2).map(({ valueMinor, kind }) => ({
      valueMinor,
      kind,
      pieces: 1,
    }));
    expect(CountedPieces.safeParse(rows).error, code).toBeUndefined();
  }
});

test("[M6] the worth of pieces is exact, and no piece is counted twice", () => {
  const counted = CountedPieces.parse([
    { valueMinor: 100, kind: "coin", pieces: 3 },
    { valueMinor: 100, kind: "note", pieces: 2 },
    { valueMinor: 5, pieces: 7 },
  ]);
  expect(worthOf(counted)).toBe(535);
  const twice = [
    { valueMinor: 5, pieces: 7 },
    { valueMinor: 5, pieces: 1 },
  ];
  expect(CountedPieces.safeParse(twice).success).toBe(false);
});

test("[M6] a number of pieces that is far too large is refused at its row alone", () => {
  const parsed = CountDrawer.safeParse({
    key: newId(),
    sessionId: newId(),
    cashMinor: 0,
    pieces: [{ valueMinor: 1e12, pieces: 9e15 }],
  });
  expect(parsed.error?.issues.map(({ path }) => path.join("."))).toEqual(["pieces.0.pieces"]);
});
