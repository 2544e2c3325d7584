import { z } from "zod";

const day = z.iso.date().optional().catch(undefined);
const id = z.uuid().optional().catch(undefined);
const text = (max: number) => z.coerce.string().max(max).optional().catch(undefined);

/** The search parameters of the list of past sales: reports and imports link to the rows behind a figure. */
export const PastSalesSearch = z.object({
  /** The beginning of a former number. */
  q: text(60),
  from: day,
  to: day,
  location: id,
  customer: id,
  product: id,
  /** A code that no product has. */
  code: text(100),
  /** The import that they are from. */
  import: id,
});
export type PastSalesSearch = z.infer<typeof PastSalesSearch>;
