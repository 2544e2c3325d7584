import { z } from "zod";
import { BusinessDate } from "@daybook/contract/fields";
import { LocationId, ProductId, SupplierId } from "@daybook/contract/ids";

const product = ProductId.optional().catch(undefined);
const location = LocationId.optional().catch(undefined);

/** Receiving, with an initial product, supplier and location. */
export const ReceiveSearch = z.object({
  product,
  location,
  supplier: SupplierId.optional().catch(undefined),
  /** "opening" records opening stock. */
  as: z.enum(["opening"]).optional().catch(undefined),
});
export type ReceiveSearch = z.infer<typeof ReceiveSearch>;

/** Moving, with an initial product; `location` is its source, as for receiving and adjusting. */
export const MoveSearch = z.object({ product, location, to: location });
export type MoveSearch = z.infer<typeof MoveSearch>;

/** Adjusting, with a product and a location. */
export const AdjustSearch = z.object({
  product,
  location,
  how: z.enum(["found", "lost", "counted", "wasted"]).optional().catch(undefined),
});
export type AdjustSearch = z.infer<typeof AdjustSearch>;
export type AdjustWay = NonNullable<AdjustSearch["how"]>;

/** The search parameters of the ledger, so it can be shared and Back restores it. */
export const LedgerSearch = z.object({
  product,
  location,
  /** A kind of movement; unknown text shows all of them. */
  kind: z.string().max(20).optional().catch(undefined),
  from: BusinessDate.optional().catch(undefined),
  to: BusinessDate.optional().catch(undefined),
});
export type LedgerSearch = z.infer<typeof LedgerSearch>;

/** The last scan or input: a product, or a code to look up. */
export const ScanSearch = z.object({
  product,
  code: z.coerce.string().max(80).optional().catch(undefined),
});
export type ScanSearch = z.infer<typeof ScanSearch>;
