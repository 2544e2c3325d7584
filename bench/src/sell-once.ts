import { RingUpSale } from "@daybook/contract/sales";
import { ringUpSale } from "@daybook/core/sales/ring-up-sale";
import { bookedSale } from "@daybook/core/sales/sale-again";
import type { DatabaseFile, DatabaseProduct, OpenedDatabase } from "./databases.ts";
import { saleOf } from "./cart.ts";

/** One sale of a cart through the unit of work, like the procedure. */
export function sellOnce(
  { work, owner }: OpenedDatabase,
  books: Pick<DatabaseFile, "locationId">,
  cart: readonly DatabaseProduct[],
): Promise<unknown> {
  const input = RingUpSale.parse(saleOf(books.locationId, cart));
  // The answer of a sale is rebuilt, not stored.
  const request = { route: "sales.ringUp", key: input.key, input, rebuild: bookedSale };
  return work.once(owner, request, (ctx) => ringUpSale(ctx, input));
}
