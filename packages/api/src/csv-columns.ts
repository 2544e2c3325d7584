/**
 * The CSV columns of each list. Amounts and quantities are plain decimals (`1234.50`, `0.125`), signed so that a column
 * adds up to the figure on screen. Times are local times of the shop with their offset.
 */
import type { z } from "zod";
import { localInstant } from "@daybook/contract/business-time";
import type { CashOfDayRow } from "@daybook/contract/cash-of-day";
import type { ClosingRow } from "@daybook/contract/drawers";
import type { CustomerRow } from "@daybook/contract/customers";
import type { SafeEntry } from "@daybook/contract/safe";
import type { CsvCell, CsvColumn, CsvDecimal } from "@daybook/contract/csv";
import { minorToDecimal } from "@daybook/contract/money";
import { FIELD_HEADINGS, STAGED_FIELDS } from "@daybook/contract/import-fields";
import type { PastSaleRow } from "@daybook/contract/past-sales";
import type { ImportRow } from "@daybook/contract/imports";
import { problemSentence } from "@daybook/contract/sentences";
import type { Movement } from "@daybook/contract/stock";
import type { ProductRow } from "@daybook/contract/products";
import { quantityToDecimal } from "@daybook/contract/quantity";
import { takingsOf } from "@daybook/contract/sales";
import type { MissingReceipt } from "@daybook/contract/missing-receipts";
import type { Supplier } from "@daybook/contract/suppliers";
import type { SaleRow } from "@daybook/contract/sales";
import type { TillEvent } from "@daybook/contract/till-events";
import type {
  GrandTotalsRow,
  LowStockRow,
  SalesByDay,
  SalesByProductRow,
  SalesByTaxRow,
  StockSummaryRow,
  ValuationRow,
} from "@daybook/contract/reports";
import type { CsvShop } from "./trpc.ts";

const amount = (minor: number, exponent: number): CsvDecimal => ({
  decimal: minorToDecimal(minor, exponent),
});
/** A cost; empty for those who may not see it. */
const cost = (minor: number | null, exponent: number): CsvCell =>
  minor === null ? "" : amount(minor, exponent);
const quantity = (milli: number): CsvDecimal => ({ decimal: quantityToDecimal(milli) });

const column = <Row>(header: string, value: (row: Row) => CsvCell): CsvColumn<Row> => ({
  header,
  value,
});

export const productColumns = ({ exponent }: CsvShop): CsvColumn<ProductRow>[] => [
  column("sku", (row) => row.sku),
  column("name", (row) => row.name),
  column("category", (row) => row.category?.name ?? ""),
  column("unit", (row) => row.unit),
  column("price", (row) => amount(row.priceMinor, exponent)),
  column("price_for", (row) => quantity(row.basisMilli)),
  column("on_hand", (row) => quantity(row.onHandMilli)),
  column("stock_state", (row) => row.stockState),
  column("active", (row) => (row.active ? "yes" : "no")),
];

/** Headings that an import reads. */
const personColumns = [
  column(FIELD_HEADINGS.name, (row: CustomerRow | Supplier) => row.name),
  column(FIELD_HEADINGS.phone, (row: CustomerRow | Supplier) => row.phone),
  column(FIELD_HEADINGS.email, (row: CustomerRow | Supplier) => row.email),
];

export const customerColumns = (): CsvColumn<CustomerRow>[] => [
  ...personColumns,
  column(FIELD_HEADINGS.taxNumber, (row) => row.taxNumber),
  column(FIELD_HEADINGS.note, (row) => row.note),
  column("active", (row) => (row.active ? "yes" : "no")),
];

export const supplierColumns = (): CsvColumn<Supplier>[] => [
  ...personColumns,
  column(FIELD_HEADINGS.termsDays, (row) => row.termsDays),
  column(FIELD_HEADINGS.note, (row) => row.note),
  column("active", (row) => (row.active ? "yes" : "no")),
];

export const movementColumns = ({ exponent, timeZone }: CsvShop): CsvColumn<Movement>[] => [
  column("business_date", (row) => row.businessDate),
  column("occurred_at", (row) => localInstant(timeZone, row.occurredAt)),
  column("kind", (row) => row.kind),
  column("reason", (row) => row.reason ?? ""),
  column("sku", (row) => row.product.sku),
  column("name", (row) => row.product.name),
  column("from", (row) => row.from?.name ?? ""),
  column("to", (row) => row.to?.name ?? ""),
  column("quantity", (row) => quantity(row.effectMilli)),
  column("moved", (row) => quantity(row.quantityMilli)),
  column("unit", (row) => row.unit),
  column("balance", (row) => (row.balanceMilli === null ? "" : quantity(row.balanceMilli))),
  column("cost", ({ effectMilli, costMinor }) =>
    cost(costMinor === null ? null : Math.sign(effectMilli) * costMinor, exponent),
  ),
  column("document", (row) => row.document.number),
  column("note", (row) => row.document.note),
  column("user", (row) => row.user?.name ?? ""),
];

export const saleColumns = ({ exponent, timeZone }: CsvShop): CsvColumn<SaleRow>[] => [
  column("business_date", (row) => row.businessDate),
  column("occurred_at", (row) => localInstant(timeZone, row.occurredAt)),
  column("receipt", (row) => row.receiptNumber),
  column("kind", (row) => row.kind),
  column("status", (row) => row.status),
  column("location", (row) => row.location.name),
  column("customer", (row) => row.customer?.name ?? ""),
  column("sold_by", (row) => row.soldBy.name),
  column("lines", (row) => row.lines),
  column("total", (row) => amount(takingsOf(row), exponent)),
  column("receipt_rounding", (row) => amount(row.roundingMinor, exponent)),
  column("receipt_total", (row) => amount(row.totalMinor, exponent)),
];

export const pastSaleColumns = ({ exponent, timeZone }: CsvShop): CsvColumn<PastSaleRow>[] => [
  column("business_date", (row) => row.businessDate),
  column("occurred_at", (row) => localInstant(timeZone, row.occurredAt)),
  column("former_number", (row) => row.number),
  column("location", (row) => row.location.name),
  column("customer", (row) => row.customer?.name ?? ""),
  column("country", (row) => row.country),
  column("lines", (row) => row.lines),
  column("units", (row) => quantity(row.unitsMilli)),
  column("total", (row) => amount(row.totalMinor, exponent)),
];

export const tillEventColumns = ({ exponent, timeZone }: CsvShop): CsvColumn<TillEvent>[] => [
  column("business_date", (row) => row.businessDate),
  column("occurred_at", (row) => localInstant(timeZone, row.occurredAt)),
  column("recorded_at", (row) => localInstant(timeZone, row.recordedAt)),
  column("till", (row) => row.till?.name ?? ""),
  column("number", (row) => row.seq),
  column("kind", (row) => row.kind),
  column("user", (row) => row.user.name),
  column("amount", (row) => amount(row.amountMinor, exponent)),
  column("receipt", (row) => row.sale?.receiptNumber ?? ""),
  column("detail", (row) => row.detail),
];

export const missingReceiptColumns = ({
  exponent,
  timeZone,
}: CsvShop): CsvColumn<MissingReceipt>[] => [
  column("receipt", (row) => row.receiptNumber),
  column("state", (row) => row.state),
  column("till", (row) => row.till),
  column("sold_by", (row) => row.seller),
  column("occurred_at", (row) =>
    row.occurredAt === null ? "" : localInstant(timeZone, row.occurredAt),
  ),
  column("total", (row) => (row.totalMinor === null ? "" : amount(row.totalMinor, exponent))),
  column("reported_at", (row) => localInstant(timeZone, row.reportedAt)),
  column("new_receipt", (row) => row.recordedAs?.receiptNumber ?? ""),
  column("reason", (row) => row.reason),
];

export const closingColumns = ({ exponent, timeZone }: CsvShop): CsvColumn<ClosingRow>[] => [
  column("number", (row) => row.number),
  column("supplement_to", (row) => row.supplementOf ?? ""),
  column("business_date", (row) => row.businessDate),
  column("drawer", (row) => row.drawer),
  column("opened_at", (row) => localInstant(timeZone, row.openedAt)),
  column("closed_at", (row) => localInstant(timeZone, row.closedAt)),
  column("closed_by", (row) => row.closedBy),
  column("difference", (row) => amount(row.differenceMinor, exponent)),
  column("overnight_difference", (row) => amount(row.overnightMinor, exponent)),
  column("times_counted", (row) => row.timesCounted),
  column("largest_earlier_difference", (row) => amount(row.earlierDifferenceMinor, exponent)),
];

/** An empty drawer is the cash outside the drawers. */
export const cashOfDayColumns = ({ exponent }: CsvShop): CsvColumn<CashOfDayRow>[] => [
  column("drawer", (row) => row.drawer?.name ?? ""),
  column("documents", (row) => row.documents),
  column("cash", (row) => amount(row.cashMinor, exponent)),
];

export const safeEntryColumns = ({ exponent, timeZone }: CsvShop): CsvColumn<SafeEntry>[] => [
  column("business_date", (row) => row.businessDate),
  column("occurred_at", (row) => localInstant(timeZone, row.at)),
  column("kind", (row) => row.kind),
  column("drawer", (row) => row.drawer ?? ""),
  column("closing", (row) => row.closing?.number ?? ""),
  column("amount", (row) => amount(row.effectMinor, exponent)),
  column("deposit_slip", (row) => row.reference),
  column("reason", (row) => row.reason),
  column("user", (row) => row.by),
];

export const grandTotalsColumns = ({ exponent }: CsvShop): CsvColumn<GrandTotalsRow>[] => [
  column("period", (row) => row.period ?? ""),
  column("of", (row) => row.of),
  column("till", (row) => row.till?.name ?? ""),
  column("sales", (row) => row.documents.sale.count),
  column("sales_total", (row) => amount(row.documents.sale.totalMinor, exponent)),
  column("returns", (row) => row.documents.return.count),
  column("returns_total", (row) => amount(row.documents.return.totalMinor, exponent)),
  column("voids", (row) => row.documents.void.count),
  column("voids_total", (row) => amount(row.documents.void.totalMinor, exponent)),
];

export const stockSummaryColumns = ({ exponent }: CsvShop): CsvColumn<StockSummaryRow>[] => [
  column("sku", (row) => row.product.sku),
  column("name", (row) => row.product.name),
  column("on_hand", (row) => quantity(row.onHandMilli)),
  column("value", (row) => cost(row.valueMinor, exponent)),
  column("by_location", (row) =>
    row.stock
      .map((place) => `${place.location.name}: ${quantityToDecimal(place.onHandMilli)}`)
      .join("; "),
  ),
];

export const lowStockColumns = (): CsvColumn<LowStockRow>[] => [
  column("sku", (row) => row.product.sku),
  column("name", (row) => row.product.name),
  column("location", (row) => row.location?.name ?? ""),
  column("severity", (row) => row.severity),
  column("left_to_sell", (row) => quantity(row.positionMilli)),
  column("reorder_point", (row) => quantity(row.reorderPointMilli)),
  column("target", (row) => quantity(row.targetMilli)),
  column("suggested", (row) => quantity(row.suggestedMilli)),
  column("supplier", (row) => row.supplier?.name ?? ""),
  column("lead_time_days", (row) => row.supplier?.leadTimeDays ?? ""),
];

export const valuationColumns = ({ exponent }: CsvShop): CsvColumn<ValuationRow>[] => [
  column("sku", (row) => row.product.sku),
  column("name", (row) => row.product.name),
  column("on_hand", (row) => quantity(row.onHandMilli)),
  column("value", (row) => amount(row.valueMinor, exponent)),
];

export const dayColumns = ({ exponent }: CsvShop): CsvColumn<SalesByDay["items"][number]>[] => [
  column("business_date", (row) => row.businessDate),
  column("receipts", (row) => row.receipts),
  column("returns", (row) => row.returns),
  column("units", (row) => quantity(row.unitsMilli)),
  column("takings", (row) => amount(row.takingsMinor, exponent)),
  column("discounts", (row) => amount(row.discountMinor, exponent)),
  column("tax", (row) => amount(row.taxMinor, exponent)),
  column("rounding", (row) => amount(row.roundingMinor, exponent)),
  column("revenue", (row) => amount(row.revenueMinor, exponent)),
  column("from_former_system", (row) => amount(row.pastMinor, exponent)),
  column("cost_of_goods_sold", (row) => cost(row.costOfGoodsSoldMinor, exponent)),
  column("profit", (row) => cost(row.profitMinor, exponent)),
];

export const productSalesColumns = ({
  exponent,
}: CsvShop): CsvColumn<z.infer<typeof SalesByProductRow>>[] => [
  column("sku", (row) => row.product.sku),
  column("name", (row) => row.product.name),
  column("units_sold", (row) => quantity(row.unitsSoldMilli)),
  column("units_returned", (row) => quantity(row.unitsReturnedMilli)),
  column("net", (row) => amount(row.netMinor, exponent)),
  column("from_former_system", (row) => amount(row.pastMinor, exponent)),
  column("tax", (row) => amount(row.taxMinor, exponent)),
  column("discounts", (row) => amount(row.discountMinor, exponent)),
  column("cost", (row) => cost(row.costMinor, exponent)),
  column("profit", (row) => cost(row.profitMinor, exponent)),
];

/** Rates are fractions of one, as in `0.2` for 20 %. */
export const taxColumns = ({ exponent }: CsvShop): CsvColumn<SalesByTaxRow>[] => [
  column("tax_name", (row) => row.name ?? ""),
  column("rate", (row) => (row.ppm === null ? "" : { decimal: minorToDecimal(row.ppm, 6) })),
  column("sold_taxed_amount", (row) => amount(row.soldBaseMinor, exponent)),
  column("sold_tax", (row) => amount(row.soldTaxMinor, exponent)),
  column("returned_taxed_amount", (row) => amount(row.returnedBaseMinor, exponent)),
  column("returned_tax", (row) => amount(row.returnedTaxMinor, exponent)),
  column("tax_due", (row) => amount(row.taxMinor, exponent)),
];

const IMPORT_COLUMNS = [...new Set(Object.values(STAGED_FIELDS).flat())];

/** Ready to be corrected and imported: the headings are recognized, and the row and the reason are ignored. */
export const importRowColumns = (): CsvColumn<ImportRow>[] => [
  column("row", (row) => row.row),
  ...IMPORT_COLUMNS.map((field) =>
    column<ImportRow>(FIELD_HEADINGS[field], (row) => row.values[field] ?? ""),
  ),
  column("reason", (row) => row.problems.map(problemSentence).join(" ")),
];
