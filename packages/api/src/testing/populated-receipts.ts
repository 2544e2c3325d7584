/** For tests: a receipt that is missing from the records, and inputs about it and about invoices. */
import type { MissingReceiptId, SaleId } from "@daybook/contract/ids";
import { minor } from "@daybook/contract/money";
import { newId } from "@daybook/contract/uuid";
import type { callerAs } from "./create-test-caller.ts";
import type { ValidInputs } from "./populated-shop.ts";

type ReceiptInputs = Pick<
  ValidInputs,
  "missingReceipts.report" | "missingReceipts.settle" | "sales.invoice"
>;

/** Reports a missing receipt, and returns its id. */
export async function withMissingReceipt(
  owner: ReturnType<typeof callerAs>,
): Promise<MissingReceiptId> {
  await owner.missingReceipts.report({ key: newId(), receipts: [kept("LOST-1")] });
  const [row] = (await owner.missingReceipts.list({})).items;
  if (row === undefined) throw new Error("it is on the list");
  return row.id;
}

export function receiptInputs(id: MissingReceiptId, saleId: SaleId): ReceiptInputs {
  const buyer = { buyerName: "Byron Ltd", buyerAddress: "2 Mill Lane", buyerTaxNumber: "GB 42" };
  return {
    "sales.invoice": { key: newId(), id: saleId, ...buyer },
    "missingReceipts.report": { key: newId(), receipts: [kept("OLD-1")] },
    "missingReceipts.settle": { key: newId(), id, reason: "Recorded by hand" },
  };
}

function kept(receiptNumber: string) {
  return {
    saleKey: newId(),
    receiptNumber,
    totalMinor: minor(1000),
    occurredAt: "2026-03-02T09:59:00Z",
    seller: "Carla",
  };
}
