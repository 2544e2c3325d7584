import type { SaleId } from "@daybook/contract/ids";
import { useAllowed } from "../../lib/shop-context.tsx";
import { useTillJournal } from "../../lib/use-till-journal.ts";

/** Records in the till journal that a receipt was printed again; only people who sell have a journal. */
export function useRecordCopy(): (saleId: SaleId, receiptNumber: string | null) => void {
  const journal = useTillJournal();
  const sells = useAllowed("sales.ringUp");
  return (saleId, receiptNumber) => {
    if (sells) journal.record({ kind: "copy_printed", saleId, detail: receiptNumber ?? "" });
  };
}
