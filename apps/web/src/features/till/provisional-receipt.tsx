import { useShop } from "../../lib/shop-context.tsx";
import { useTenders } from "../../lib/use-tenders.ts";
import { provisionalSlip } from "./provisional-slip.ts";
import { PrintReceiptButton } from "../receipts/print-receipt-button.tsx";
import type { LastSale } from "./till-store.ts";
import type { Till } from "./use-till.ts";

interface ProvisionalReceiptProps {
  readonly last: LastSale;
  readonly rules: Till["rules"];
}

/** Prints the receipt of a sale that waits for the server, while its figures are known. */
export function ProvisionalReceipt({ last, rules }: ProvisionalReceiptProps) {
  const { me, settings } = useShop();
  const { tenders } = useTenders();
  const sold = { last, soldBy: me.user, till: me.till?.name ?? null, shop: settings, tenders };
  const slip = rules === null ? null : provisionalSlip({ ...sold, rules });
  return slip === null ? null : <PrintReceiptButton sale={slip} copy={false} />;
}
