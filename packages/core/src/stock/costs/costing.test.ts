import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { minor } from "@daybook/contract/money";
import { milli, pieces } from "@daybook/contract/quantity";
import { workedExample } from "@daybook/contract/testing/worked-example";
import { costOfGain, removeStock, issueCost, addStock } from "./costing.ts";
import type { CostState } from "./costing.ts";

const empty: CostState = { onHandMilli: milli(0), valueMinor: minor(0) };

describe("moving average cost", () => {
  test("[L16] three pieces for 10.00 leave at 3.33, 3.34 and 3.33 and nothing is left", () => {
    let state = addStock(empty, pieces(3), minor(1000));
    const costs: number[] = [];
    for (let piece = 0; piece < 3; piece++) {
      const cost = issueCost(state, pieces(1));
      costs.push(cost);
      state = removeStock(state, pieces(1), cost);
    }
    expect(costs).toEqual([333, 334, 333]);
    expect(state).toEqual(empty);
  });

  test("goods without a cost come in at the average, else at the last cost, else at zero", () => {
    const state = addStock(empty, pieces(4), minor(1001));
    expect(costOfGain(state, pieces(2), null)).toBe(501);
    expect(costOfGain(empty, pieces(2), { quantityMilli: pieces(4), costMinor: minor(1000) })).toBe(
      500,
    );
    expect(costOfGain(empty, pieces(2), null)).toBe(0);
  });

  test("[L16] after any sequence, no stock means no value", () => {
    const step = fc.record({
      isReceipt: fc.boolean(),
      pieces: fc.integer({ min: 1, max: 50 }),
      cost: fc.nat(1_000_000),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let state = empty;
        let paid = 0;
        let issued = 0;
        for (const { isReceipt, pieces: count, cost } of steps) {
          const quantity = pieces(count);
          if (isReceipt) {
            state = addStock(state, quantity, minor(cost));
            paid += cost;
          } else if (state.onHandMilli >= quantity) {
            const out = issueCost(state, quantity);
            state = removeStock(state, quantity, out);
            issued += out;
          }
          expect(state.valueMinor).toBeGreaterThanOrEqual(0);
          if (state.onHandMilli === 0) expect(state.valueMinor).toBe(0);
        }
        expect(issued + state.valueMinor).toBe(paid);
      }),
    );
  });
});

interface Operation {
  readonly op: "receive" | "issue";
  readonly qty: number;
  readonly unit_cost?: string;
}
interface Averages {
  readonly average_unit_cost_after_each_step: readonly string[];
  readonly final_qty?: number;
  readonly final_value?: string;
}

/** The examples have unit costs, the database totals. Four decimals are enough to compare an average. */
function averagesOf(operations: readonly Operation[]): { averages: number[]; state: CostState } {
  let state = empty;
  const averages = operations.map(({ op, qty, unit_cost }) => {
    const quantity = pieces(qty);
    state =
      op === "receive"
        ? addStock(state, quantity, minor(Math.round(Number(unit_cost) * 100) * qty))
        : removeStock(state, quantity, issueCost(state, quantity));
    return state.valueMinor / 100 / (state.onHandMilli / 1000);
  });
  return { averages, state };
}

describe("published examples of the moving average", () => {
  for (const id of ["avg-1", "avg-2", "avg-3"]) {
    const example = workedExample<readonly Operation[], Averages>(id);
    test.skipIf(example === null)(`[L16] worked example ${id} matches`, () => {
      if (example === null) return;
      const { averages, state } = averagesOf(example.input);
      expect(averages.map((average) => average.toFixed(4))).toEqual(
        example.expected.average_unit_cost_after_each_step.map((average) =>
          Number(average).toFixed(4),
        ),
      );
      if (example.expected.final_qty !== undefined)
        expect(state.onHandMilli).toBe(pieces(example.expected.final_qty));
      if (example.expected.final_value !== undefined) {
        expect(state.valueMinor).toBe(Math.round(Number(example.expected.final_value) * 100));
      }
    });
  }
});
