import type { ProductRow } from "@daybook/contract/products";
import { Pill } from "../../components/pill.tsx";
import type { PillTone } from "../../components/pill.tsx";
import { productTexts as texts } from "../../texts/en/products.ts";

type StateOf = Pick<ProductRow, "active" | "kind" | "stockState" | "onHandMilli" | "stopReason">;

/** Deactivated, not for sale, without stock, or the stock state. */
export function StatePill({ row }: { readonly row: StateOf }) {
  const [state, tone] = stateOf(row);
  return <Pill tone={tone}>{texts.states[state]}</Pill>;
}

function stateOf(row: StateOf): [keyof typeof texts.states, PillTone] {
  if (!row.active) return ["inactive", "plain"];
  if (row.stopReason !== "") return ["stopped", "bad"];
  if (row.kind !== "stock") return [row.kind, "plain"];
  // Red only if there is a reorder rule; an empty shelf may be intended.
  if (row.stockState === "out") return ["out", "bad"];
  if (row.onHandMilli <= 0) return ["out", "plain"];
  return row.stockState === "low" ? ["low", "warn"] : ["ok", "normal"];
}
