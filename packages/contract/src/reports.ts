/** Contracts of the reports: each figure is one formula over one list of rows. */
import { z } from "zod";
import { costField } from "./costs.ts";
import { GrandTotals } from "./drawers.ts";
import { BusinessDate, Instant, line } from "./fields.ts";
import { CategoryId, LocationId, ProductId, TaxRateId } from "./ids.ts";
import { Minor } from "./money.ts";
import { page, pageInput } from "./paging.ts";
import { PastSales } from "./past-sales.ts";
import { Milli } from "./quantity.ts";

const ProductRef = z.strictObject({ id: ProductId, sku: z.string(), name: z.string() });
const Named = z.strictObject({ id: z.string(), name: z.string() });

/** The days of a report, both included. */
const days = { from: BusinessDate, to: BusinessDate };

/**
 * Takings = total of sales minus returns = revenue + tax + cash rounding. Revenue = the net of both. Average receipt =
 * takings / receipts. Voided sales are excluded. Sales of a former system are included in all of these; their tax and
 * their cost are not known, so profit = revenue - past sales - cost of goods sold, and margin = profit / (revenue - past
 * sales).
 */
export const SalesFigures = z.strictObject({
  takingsMinor: Minor,
  revenueMinor: Minor,
  costOfGoodsSoldMinor: costField(Minor),
  profitMinor: costField(Minor),
  marginPpm: costField(z.int(), "null while there is no revenue"),
  taxMinor: Minor,
  roundingMinor: Minor.describe("Cash rounding of sales minus returns"),
  discountMinor: Minor,
  receipts: z.int(),
  returns: z.int(),
  averageReceiptMinor: Minor.nullable(),
  unitsMilli: Milli,
  pastMinor: Minor.describe("Sales of a former system, a part of takings and revenue"),
  pastSales: z.int().describe("How many of the receipts and returns are of a former system"),
});
export type SalesFigures = z.infer<typeof SalesFigures>;

export const GetDashboard = z.strictObject({
  day: BusinessDate.optional().describe("Left out, today in the shop"),
  locationId: LocationId.optional(),
});
export type GetDashboard = z.infer<typeof GetDashboard>;

const DayFigures = z.strictObject({ businessDate: BusinessDate, ...SalesFigures.shape });

export const TopProduct = z.strictObject({
  product: ProductRef,
  unitsMilli: Milli,
  netMinor: Minor,
  profitMinor: costField(Minor),
});

/** `hour` is the hour of local time, 0 to 23. */
const HourFigures = z.strictObject({ hour: z.int(), takingsMinor: Minor, receipts: z.int() });
export type HourFigures = z.infer<typeof HourFigures>;

export const Dashboard = z.strictObject({
  day: BusinessDate,
  today: SalesFigures,
  usual: z
    .strictObject({ weeks: z.int(), takingsMinor: Minor, receipts: z.int() })
    .describe("Mean of the same weekday over the last weeks that traded"),
  stockValueMinor: costField(Minor),
  counts: z.strictObject({
    products: z.int(),
    customers: z.int(),
    sales: z.int(),
    lowStock: z.int(),
  }),
  byHour: z.array(HourFigures),
  usualByHour: z
    .array(HourFigures)
    .describe("Mean of the hours of the same weekday over the weeks of `usual`, in their order"),
  lastDays: z.array(DayFigures),
  topProductsFrom: BusinessDate.describe(
    "First day the best sellers are of; a busy shop needs few days",
  ),
  topProducts: z.array(TopProduct),
});
export type Dashboard = z.infer<typeof Dashboard>;

export const GetSalesByDay = z.strictObject({
  ...days,
  locationId: LocationId.optional(),
  pastSales: PastSales,
});
export type GetSalesByDay = z.infer<typeof GetSalesByDay>;
export const SalesByDay = z.strictObject({ items: z.array(DayFigures), total: SalesFigures });
export type SalesByDay = z.infer<typeof SalesByDay>;

export const GetSalesByTax = z.strictObject({ ...days, locationId: LocationId.optional() });
export type GetSalesByTax = z.infer<typeof GetSalesByTax>;
export const SalesByTaxRow = z.strictObject({
  taxRateId: TaxRateId.nullable().describe("Null for lines without tax"),
  name: z.string().nullable(),
  ppm: z.int().nullable(),
  soldBaseMinor: Minor.describe("What the tax of sales was charged on"),
  soldTaxMinor: Minor,
  returnedBaseMinor: Minor,
  returnedTaxMinor: Minor,
  taxMinor: Minor.describe("Tax of sales less tax of returns"),
});
export type SalesByTaxRow = z.infer<typeof SalesByTaxRow>;
export const SalesByTax = z.strictObject({ items: z.array(SalesByTaxRow), taxMinor: Minor });
export type SalesByTax = z.infer<typeof SalesByTax>;

export const GetSalesByProduct = z.strictObject({
  ...pageInput,
  ...days,
  locationId: LocationId.optional(),
  sort: z.enum(["revenue", "units"]).default("revenue"),
  pastSales: PastSales,
});
export type GetSalesByProduct = z.infer<typeof GetSalesByProduct>;
export const SalesByProductRow = z.strictObject({
  product: z
    .strictObject({ ...ProductRef.shape, id: ProductId.nullable() })
    .describe("The id is null for a code of a former system that no product has"),
  unitsSoldMilli: Milli,
  unitsReturnedMilli: Milli,
  netMinor: Minor,
  pastMinor: Minor.describe(
    "Sales of a former system, a part of `netMinor`; their cost is not known",
  ),
  taxMinor: Minor,
  discountMinor: Minor,
  costMinor: costField(Minor),
  profitMinor: costField(Minor),
});
export const SalesByProduct = page(SalesByProductRow);
export type SalesByProduct = z.infer<typeof SalesByProduct>;

export const GetStockSummary = z.strictObject({
  ...pageInput,
  search: line(100).default(""),
  categoryId: CategoryId.optional(),
  locationId: LocationId.optional(),
});
export type GetStockSummary = z.infer<typeof GetStockSummary>;
export const StockSummaryRow = z.strictObject({
  product: ProductRef,
  stock: z.array(z.strictObject({ location: Named, onHandMilli: Milli })),
  onHandMilli: Milli,
  valueMinor: costField(Minor),
});
export type StockSummaryRow = z.infer<typeof StockSummaryRow>;
export const StockSummary = page(StockSummaryRow);
export type StockSummary = z.infer<typeof StockSummary>;

export const GetLowStock = z.strictObject({ ...pageInput, locationId: LocationId.optional() });
export type GetLowStock = z.infer<typeof GetLowStock>;
export const LowStockRow = z.strictObject({
  product: ProductRef,
  location: Named.nullable(),
  positionMilli: Milli.describe(
    "On hand in places that are sold from; what is reserved or on order is not known here yet",
  ),
  safetyStockMilli: Milli,
  reorderPointMilli: Milli,
  targetMilli: Milli,
  suggestedMilli: Milli.describe("Target less position, up to the preferred supplier's pack"),
  severity: z.enum(["low", "out"]),
  supplier: z.strictObject({ id: z.string(), name: z.string(), leadTimeDays: z.int() }).nullable(),
});
export type LowStockRow = z.infer<typeof LowStockRow>;
export const LowStock = page(LowStockRow);
export type LowStock = z.infer<typeof LowStock>;

export const GRAND_TOTALS_BY = ["ever", "year", "month"] as const;

export const GetGrandTotals = z.strictObject({
  by: z.enum(GRAND_TOTALS_BY).default("ever").describe("One row per till for ever, year or month"),
});
export type GetGrandTotals = z.infer<typeof GetGrandTotals>;
export const GrandTotalsRow = z.strictObject({
  period: z.string().nullable().describe("“2026” or “2026-11”; null for ever"),
  of: z.enum(["shop", "till", "no_till"]).describe("`no_till` are browsers that are not tills"),
  till: Named.nullable(),
  documents: GrandTotals,
});
export type GrandTotalsRow = z.infer<typeof GrandTotalsRow>;
/** Newest period first; in each the shop, and then its tills, which add up to it. */
export const GrandTotalsReport = z.strictObject({ items: z.array(GrandTotalsRow) });
export type GrandTotalsReport = z.infer<typeof GrandTotalsReport>;

export const GetValuation = z.strictObject({
  ...pageInput,
  asOf: BusinessDate.optional().describe("End of this business day; left out, now"),
});
export type GetValuation = z.infer<typeof GetValuation>;
export const ValuationRow = z.strictObject({
  product: ProductRef,
  onHandMilli: Milli,
  valueMinor: Minor,
});
export type ValuationRow = z.infer<typeof ValuationRow>;
export const Valuation = z.strictObject({
  ...page(ValuationRow).shape,
  asOf: BusinessDate.nullable(),
  total: z.strictObject({ products: z.int(), onHandMilli: Milli, valueMinor: Minor }),
});
export type Valuation = z.infer<typeof Valuation>;

export const VerifyDatabase = z.strictObject({});

/** One check of `verify`: the number of rows checked and those that failed (at most 20 are listed). */
export const VerifyCheck = z.strictObject({
  id: z.string(),
  equation: z.string(),
  checked: z.int(),
  mismatches: z.int(),
  examples: z
    .array(z.string())
    .describe("None without the permission `products.readCost`, because they contain costs"),
});
export type VerifyCheck = z.infer<typeof VerifyCheck>;
export const VerifyReport = z.strictObject({
  clean: z.boolean(),
  checks: z.array(VerifyCheck),
  verifiedAt: Instant,
  tookMs: z.int(),
});
export type VerifyReport = z.infer<typeof VerifyReport>;

export const ListAudit = z.strictObject({
  ...pageInput,
  entity: line(40).optional(),
  entityId: line(60).optional(),
  action: line(60).optional(),
  userId: line(60).optional(),
});
export type ListAudit = z.infer<typeof ListAudit>;
export const AuditEntry = z.strictObject({
  id: z.string(),
  at: Instant,
  user: Named.nullable(),
  action: z.string(),
  entity: z.string(),
  entityId: z.string(),
  before: z.unknown().describe("Costs in it are null without the permission `products.readCost`"),
  after: z.unknown().describe("Costs in it are null without the permission `products.readCost`"),
  reason: z.string(),
  requestId: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;
export const AuditPage = page(AuditEntry);
export type AuditPage = z.infer<typeof AuditPage>;
