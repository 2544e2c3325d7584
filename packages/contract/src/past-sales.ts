/** Contracts of past sales: those of a former system, imported for the reports only. */
import { z } from "zod";
import { BusinessDate, Instant, line } from "./fields.ts";
import { CustomerId, ImportId, LocationId, PastSaleId, ProductId } from "./ids.ts";
import { Minor } from "./money.ts";
import { page, pageInput } from "./paging.ts";
import { Milli } from "./quantity.ts";

/** Whether a report contains the sales of a former system. */
export const PastSales = z
  .enum(["with", "without"])
  .default("with")
  .describe("Whether the imported sales of a former system are included");
export type PastSales = z.infer<typeof PastSales>;

/** The texts of a line of a past sale. */
export const PastSaleTexts = z.strictObject({
  number: line(60, 1),
  sku: line(100),
  name: line(200),
  customer: line(200),
  country: line(100),
});
export type PastSaleTexts = z.infer<typeof PastSaleTexts>;

const Named = z.strictObject({ id: z.string(), name: z.string() });

export const ListPastSales = z.strictObject({
  ...pageInput,
  from: BusinessDate.optional(),
  to: BusinessDate.optional(),
  search: line(100).default("").describe("The beginning of the former number"),
  locationId: LocationId.optional(),
  customerId: CustomerId.optional(),
  productId: ProductId.optional(),
  code: line(100).optional().describe("A code of the former system that no product has"),
  importId: ImportId.optional(),
});
export type ListPastSales = z.infer<typeof ListPastSales>;

export const PastSaleRow = z.strictObject({
  id: PastSaleId,
  number: z.string().describe("The number that the former system gave it"),
  location: Named,
  customer: z
    .strictObject({ id: CustomerId.nullable(), name: z.string() })
    .nullable()
    .describe("The id is null if the shop has no such customer"),
  country: z.string(),
  lines: z.int(),
  unitsMilli: Milli,
  totalMinor: Minor.describe("Negative for a return or a cancellation"),
  occurredAt: Instant,
  businessDate: BusinessDate,
});
export type PastSaleRow = z.infer<typeof PastSaleRow>;
export const PastSalePage = page(PastSaleRow);
export type PastSalePage = z.infer<typeof PastSalePage>;

export const GetPastSale = z.strictObject({ id: PastSaleId });
export type GetPastSale = z.infer<typeof GetPastSale>;

const PastSaleLine = z.strictObject({
  productId: ProductId.nullable().describe("Null if no product had the code"),
  sku: z.string(),
  name: z.string(),
  quantityMilli: Milli,
  amountMinor: Minor,
});

export const PastSale = z.strictObject({ ...PastSaleRow.shape, items: z.array(PastSaleLine) });
export type PastSale = z.infer<typeof PastSale>;
