/** Contracts of returns, with and without a receipt. */
import { z } from "zod";
import { approvalField } from "./approvals.ts";
import { line, OccurredAt, WriteKey } from "./fields.ts";
import { CustomerId, LocationId, ProductId, SaleId, TenderId } from "./ids.ts";
import { Minor, MinorNonNegative } from "./money.ts";
import { Milli, MilliPositive } from "./quantity.ts";
import { MAX_SALE_LINES } from "./sale-basics.ts";
import { Disposition } from "./sales.ts";
import { rule } from "./rules.ts";
import { TenderInput } from "./tenders.ts";

/** The reasons that a return offers until the shop has its own. */
export const FIRST_RETURN_REASONS = [
  "Faulty",
  "Damaged",
  "Wrong product",
  "Does not fit",
  "Not wanted any more",
] as const;

export const ReturnSale = z.strictObject({
  key: WriteKey,
  id: SaleId.describe("The sale the goods come from"),
  lines: z
    .array(
      z.strictObject({
        lineNo: z.int().min(1),
        quantityMilli: MilliPositive,
        disposition: Disposition.default("restock"),
      }),
    )
    .min(1, rule("nothing_to_return"))
    .max(MAX_SALE_LINES),
  locationId: LocationId.optional().describe(
    "Where the items go; if omitted, the location they were sold from",
  ),
  refunds: z.array(TenderInput).max(20),
  expectedTotalMinor: MinorNonNegative,
  reason: line(200).default(""),
  ...approvalField,
  occurredAt: OccurredAt,
});
export type ReturnSale = z.infer<typeof ReturnSale>;

export const ReturnWithoutReceipt = z.strictObject({
  key: WriteKey,
  locationId: LocationId,
  customerId: CustomerId.nullable().default(null),
  lines: z
    .array(
      z.strictObject({
        productId: ProductId,
        quantityMilli: MilliPositive,
        unitPriceMinor: MinorNonNegative.optional().describe(
          "At most today's price, unless you may override prices",
        ),
        disposition: Disposition.default("restock"),
      }),
    )
    .min(1, rule("nothing_to_return"))
    .max(MAX_SALE_LINES),
  refunds: z.array(TenderInput).max(20),
  expectedTotalMinor: MinorNonNegative,
  reason: line(200, 1),
  ...approvalField,
  occurredAt: OccurredAt,
});
export type ReturnWithoutReceipt = z.infer<typeof ReturnWithoutReceipt>;

export const QuoteReturn = z.strictObject({
  id: SaleId,
  lines: ReturnSale.shape.lines,
});
export type QuoteReturn = z.infer<typeof QuoteReturn>;

/** The exact refund of a return, before it is saved and before a refund in cash is rounded. */
export const ReturnQuote = z.strictObject({
  lines: z.array(
    z.strictObject({
      lineNo: z.int(),
      quantityMilli: Milli,
      netMinor: Minor,
      taxMinor: Minor,
      totalMinor: Minor,
      late: z.boolean().describe("Whether the time to return it is over"),
    }),
  ),
  totalMinor: Minor.describe("What the goods were worth; `expectedTotalMinor` of the return"),
  owedMinor: Minor.describe("What is owed; it differs from the worth after cash rounding"),
  mostMinor: Minor.describe("What was paid and not refunded yet: cash is never rounded above it"),
  refundable: z.array(z.strictObject({ tender: TenderId, name: z.string(), amountMinor: Minor })),
});
export type ReturnQuote = z.infer<typeof ReturnQuote>;
