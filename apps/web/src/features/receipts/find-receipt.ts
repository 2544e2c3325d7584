import { identityKey } from "@daybook/contract/fold";
import type { SaleRow } from "@daybook/contract/sales";
import type { trpc } from "../../lib/trpc.ts";

type Client = ReturnType<typeof trpc.useUtils>["client"];

/** The sale with this receipt number; null if there is none. */
export async function findReceipt(client: Client, code: string): Promise<SaleRow | null> {
  const { items } = await client.sales.list.query({ search: code, limit: 20 });
  const wanted = identityKey(code);
  return items.find(({ receiptNumber }) => identityKey(receiptNumber) === wanted) ?? null;
}
