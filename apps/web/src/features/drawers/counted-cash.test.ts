import { expect, test } from "vitest";
import { CountDrawer } from "@daybook/contract/drawers";
import { newId } from "@daybook/contract/uuid";
import { contractErrors } from "../../lib/contract-errors.ts";
import { cashCounted, cashToCount, isUncounted, worthSoFar } from "./counted-cash.ts";
import type { TypedCash } from "./counted-cash.ts";

const EURO = { currency: "EUR", exponent: 2 };

/** A count with these numbers of pieces, by value. */
function counted(pieces: Readonly<Record<number, number>>): TypedCash {
  const rows = cashToCount(EURO).map((row) => ({ ...row, pieces: pieces[row.valueMinor] ?? null }));
  return { byTotal: false, totalMinor: null, pieces: rows };
}

const errorsOf = (cash: TypedCash) => {
  const { amountMinor: cashMinor, ...pieces } = cashCounted(cash);
  const input = { key: newId(), sessionId: newId(), cashMinor, ...pieces };
  return Object.keys(contractErrors(CountDrawer, input));
};

test("[M6] pieces are counted from the biggest note to the smallest coin, and add up exactly", () => {
  const values = cashToCount(EURO).map(({ valueMinor }) => valueMinor);
  expect(values).toEqual(values.toSorted((a, b) => b - a));
  const cash = counted({ 5000: 3, 1000: 2, 5: 7 });
  expect(worthSoFar(cash.pieces)).toBe(17_035);
  expect(cashCounted(cash).amountMinor).toBe(17_035);
  expect(errorsOf(cash)).toEqual([]);
});

test("[M6] a negative, fractional or far too large number is refused at its row, and nowhere else", () => {
  const row = cashToCount(EURO).findIndex(({ valueMinor }) => valueMinor === 1000);
  for (const wrong of [-1, Number.NaN, 100_001]) {
    const cash = counted({ 5000: 1, 1000: wrong });
    expect(errorsOf(cash)).toEqual([`pieces.${row}.pieces`]);
  }
  expect(worthSoFar(counted({ 5000: 1, 1000: -1 }).pieces)).toBe(5000);
});

test("[M6] rows left empty are zero, a count without any number is none, and a total needs no pieces", () => {
  expect(isUncounted(counted({}))).toBe(true);
  expect(isUncounted(counted({ 5000: 0 }))).toBe(false);
  const total = { ...counted({ 5000: 1 }), byTotal: true, totalMinor: 1234 };
  expect(cashCounted(total)).toEqual({ amountMinor: 1234 });
});

test("[M14] a dollar is a coin and a note, each counted on its own and shown again as counted", () => {
  const style = { currency: "USD", exponent: 2 };
  const rows = cashToCount(style).map((row) => ({
    ...row,
    pieces: row.valueMinor === 100 ? (row.kind === "coin" ? 25 : 3) : null,
  }));
  const { pieces } = cashCounted({ byTotal: false, totalMinor: null, pieces: rows });
  const again = cashToCount(style, pieces).filter(({ valueMinor }) => valueMinor === 100);
  expect(again.map((row) => row.pieces)).toEqual([3, 25]);
});
