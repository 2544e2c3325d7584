import { z } from "zod";
import { BusinessDate } from "@daybook/contract/fields";
import { LocationId, ProductId, SupplierId } from "@daybook/contract/ids";

const product = ProductId.optional().catch(undefined);
const location = LocationId.optional().catch(undefined);

/** Receiving, begun from somewhere else: with this product, from this supplier, into this place. */
export const ReceiveSearch = z.object({
  product,
  location,
  supplier: SupplierId.optional().catch(undefined),
  /** "opening" records what was there before the books began. */
  as: z.enum(["opening"]).optional().catch(undefined),
});
export type ReceiveSearch = z.infer<typeof ReceiveSearch>;

/** Moving, begun with this product; `location` is where it lies, as for receiving and adjusting. */
export const MoveSearch = z.object({ product, location, to: location });
export type MoveSearch = z.infer<typeof MoveSearch>;

/** Adjusting this product in this place. */
export const AdjustSearch = z.object({
  product,
  location,
  how: z.enum(["found", "lost", "counted", "wasted"]).optional().catch(undefined),
});
export type AdjustSearch = z.infer<typeof AdjustSearch>;
export type AdjustWay = NonNullable<AdjustSearch["how"]>;

/** What the ledger shows, kept in the address: it can be shared, and Back brings it back. */
export const LedgerSearch = z.object({
  product,
  location,
  /** A kind of the ledger; another text shows all of them. */
  kind: z.string().max(20).optional().catch(undefined),
  from: BusinessDate.optional().catch(undefined),
  to: BusinessDate.optional().catch(undefined),
});
export type LedgerSearch = z.infer<typeof LedgerSearch>;

/** What was scanned or typed last: a product, or a code that still has to be looked up. */
export const ScanSearch = z.object({
  product,
  code: z.coerce.string().max(80).optional().catch(undefined),
});
export type ScanSearch = z.infer<typeof ScanSearch>;
