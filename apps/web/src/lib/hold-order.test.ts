import { expect, test } from "vitest";
import { heldWithTail, holdOrder } from "./hold-order.ts";

const row = (id: string, onHand = 0) => ({ id, onHand });
const idOf = ({ id }: { id: string }) => id;

test("rows keep their positions while their contents change", () => {
  const { rows, waiting } = holdOrder(["a", "b"], [row("a", 3), row("b", 4)], idOf);
  expect(rows).toEqual([row("a", 3), row("b", 4)]);
  expect(waiting).toBe(0);
});

test("a new row is shown on request", () => {
  expect(holdOrder(["b", "c"], [row("a"), row("b"), row("c")], idOf)).toEqual({
    rows: [row("b"), row("c")],
    waiting: 1,
  });
});

test("rows after the last known one are added at once, and all rows once none is left", () => {
  expect(heldWithTail(["a", "b"], [row("new"), row("b"), row("c"), row("d")], idOf)).toEqual([
    "a",
    "b",
    "c",
    "d",
  ]);
  expect(heldWithTail(["a"], [row("b"), row("c")], idOf)).toEqual(["a", "b", "c"]);
  const held = ["a", "b"];
  expect(heldWithTail(held, [row("new"), row("a"), row("b")], idOf)).toBe(held);
});

test("a row that would move keeps its position", () => {
  const { rows, waiting } = holdOrder(["a", "b", "c"], [row("b"), row("c"), row("a")], idOf);
  expect(rows.map(idOf)).toEqual(["a", "b", "c"]);
  expect(waiting).toBeGreaterThan(0);
});

test("a deleted row is removed, and the others do not count as moved", () => {
  expect(holdOrder(["a", "b", "c"], [row("a"), row("c")], idOf)).toEqual({
    rows: [row("a"), row("c")],
    waiting: 0,
  });
});
