import type { SaleRow } from "@daybook/contract/sales";
import { Pill } from "../../components/pill.tsx";
import { salesTexts as texts } from "../../texts/en/sales.ts";

/** What kind of document it is and whether it still stands. */
export function SalePills({ sale }: { readonly sale: Pick<SaleRow, "kind" | "status"> }) {
  if (sale.status === "voided") return <Pill tone="bad">{texts.voided}</Pill>;
  // A sale that stands is the usual case and needs no word.
  return sale.kind === "return" ? <Pill tone="warn">{texts.kindNames.return}</Pill> : null;
}

/** A return's money went out of the shop. */
export function signedTotal({ kind, totalMinor }: Pick<SaleRow, "kind" | "totalMinor">): number {
  return kind === "return" ? -totalMinor : totalMinor;
}
