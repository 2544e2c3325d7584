/** Contracts of empties that come back at the till. */
import { z } from "zod";
import { WriteKey } from "./fields.ts";
import { ProductId } from "./ids.ts";
import { MilliPositive } from "./quantity.ts";
import { rule } from "./rules.ts";
import { TenderInput } from "./tenders.ts";

/** Empties of one kind, by the product that is their deposit. */
export const DepositBack = z.strictObject({ productId: ProductId, quantityMilli: MilliPositive });
export type DepositBack = z.infer<typeof DepositBack>;

/** Empties that come back with a sale, or alone: a return of its own, which pays a part of the sale. */
export const DepositsBack = z.strictObject({
  key: WriteKey,
  lines: z.array(DepositBack).min(1, rule("nothing_to_return")).max(100),
  refunds: z
    .array(TenderInput)
    .max(5)
    .default([])
    .describe("How the customer is paid what the goods of the sale do not use"),
});
export type DepositsBack = z.infer<typeof DepositsBack>;
