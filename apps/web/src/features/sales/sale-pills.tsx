import type { SaleRow } from "@daybook/contract/sales";
import { Pill } from "../../components/pill.tsx";
import { salesTexts as texts } from "../../texts/en/sales.ts";

/** The kind and state of the document. */
export function SalePills({ sale }: { readonly sale: Pick<SaleRow, "kind" | "status"> }) {
  if (sale.status === "voided") return <Pill tone="bad">{texts.voided}</Pill>;
  // A valid sale is the normal case and has no label.
  return sale.kind === "sale" ? null : <Pill tone="warn">{texts.kindNames[sale.kind]}</Pill>;
}

/** The money of a return or a void was paid out. */
export function signedTotal({ kind, totalMinor }: Pick<SaleRow, "kind" | "totalMinor">): number {
  return kind === "sale" ? totalMinor : -totalMinor;
}
