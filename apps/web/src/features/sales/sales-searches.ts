import { z } from "zod";
import { DocumentKind } from "@daybook/contract/sale-basics";

const text = (max: number) => z.coerce.string().max(max).optional().catch(undefined);
const day = z.iso.date().optional().catch(undefined);
const id = z.uuid().optional().catch(undefined);

/** The search parameters of the list of sales: other screens link to the rows behind a figure. */
export const SalesSearch = z.object({
  /** Prefix of a receipt number. */
  q: text(60),
  from: day,
  to: day,
  kind: DocumentKind.optional().catch(undefined),
  status: z.enum(["completed", "voided"]).optional().catch(undefined),
  location: id,
  customer: id,
  seller: id,
  product: id,
  /** "return" opens the sheet for a return without a receipt. */
  sheet: z.enum(["return"]).optional().catch(undefined),
});
export type SalesSearch = z.infer<typeof SalesSearch>;

/** "return", "exchange", "void", "correct" and "invoice" open their sheets over the sale. */
export const SaleSearch = z.object({
  sheet: z.enum(["return", "exchange", "void", "correct", "invoice"]).optional().catch(undefined),
});
export type SaleSearch = z.infer<typeof SaleSearch>;
