import { expect, test } from "vitest";
import { newId } from "@daybook/contract/uuid";
import { pieces } from "@daybook/contract/quantity";
import { EMPTY_TILL, reduceTill } from "./till-state.ts";
import type { TillState } from "./till-state.ts";
import { announcementOf } from "./till-announcement.ts";
import { MUG } from "./testing/test-till.ts";
import type { CartAction } from "./cart.ts";

const formatQuantity = (line: { readonly quantityMilli: number }) => `${line.quantityMilli / 1000}`;
const LINE = newId();
const add = { type: "add", product: MUG, quantityMilli: pieces(1), lineId: LINE } as const;

/** The announcement of each change of the till. */
function announced(...actions: readonly (CartAction | "undo" | "paid")[]): (string | null)[] {
  let state: TillState = EMPTY_TILL;
  return actions.map((action) => {
    const before = state;
    state = reduceTill(
      state,
      typeof action === "string" ? { type: action } : { type: "cart", action },
    );
    return announcementOf(before, state, formatQuantity);
  });
}

test("[fault G10] added, changed, removed and restored lines are announced, each in one sentence", () => {
  expect(
    announced(
      add,
      { ...add, lineId: newId() },
      { type: "setQuantity", lineId: LINE, quantityMilli: pieces(5) },
      { type: "remove", lineId: LINE },
      "undo",
      "undo",
    ),
  ).toEqual([
    "Mug added, 1 in the cart.",
    "Mug: 2 in the cart.",
    "Mug: 5 in the cart.",
    "Mug removed.",
    "Undone. Mug added, 5 in the cart.",
    "Undone. Mug: 2 in the cart.",
  ]);
});

test("[fault G10] selecting a line and paying are not announced as changes of the cart", () => {
  const more = { ...add, lineId: newId() };
  expect(announced(add, more, { type: "choose", lineId: LINE }, "paid").slice(2)).toEqual([
    null,
    null,
  ]);
});
