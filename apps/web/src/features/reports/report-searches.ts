import { z } from "zod";

const day = z.iso.date().optional().catch(undefined);
const id = z.uuid().optional().catch(undefined);
const text = (max: number) => z.coerce.string().max(max).optional().catch(undefined);

/** The location of the figures; the whole shop by default. */
export const DashboardSearch = z.object({ location: id });
export type DashboardSearch = z.infer<typeof DashboardSearch>;

/** The days, the location and the grouping. */
export const SalesReportSearch = z.object({
  from: day,
  to: day,
  location: id,
  by: z.enum(["product", "tax"]).optional().catch(undefined),
  /** "without" leaves out the sales of a former system. */
  past: z.enum(["without"]).optional().catch(undefined),
  sort: z.enum(["units"]).optional().catch(undefined),
  /** "before" compares with the preceding period. */
  compare: z.enum(["before"]).optional().catch(undefined),
});
export type SalesReportSearch = z.infer<typeof SalesReportSearch>;

export const StockReportSearch = z.object({ q: text(100), category: id, location: id });
export type StockReportSearch = z.infer<typeof StockReportSearch>;

export const LowStockSearch = z.object({ location: id });
export type LowStockSearch = z.infer<typeof LowStockSearch>;

/** The periods; for ever by default. */
export const GrandTotalsSearch = z.object({
  by: z.enum(["year", "month"]).optional().catch(undefined),
});

/** The day at whose end stock is valued; now by default. */
export const ValuationSearch = z.object({ on: day });
export type ValuationSearch = z.infer<typeof ValuationSearch>;

/** The user and the kind of record. */
export const AuditSearch = z.object({
  user: id,
  entity: text(40),
  id: text(60),
  action: text(60),
});
export type AuditSearch = z.infer<typeof AuditSearch>;
