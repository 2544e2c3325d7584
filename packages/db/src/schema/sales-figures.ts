/**
 * Projections of the documents, written in their transaction and checked by `verify`: a dashboard never scans the
 * ledger. Sales, returns and voids have rows of their own, so figures only grow; a report adds the sales and subtracts
 * the others.
 */
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { TenderId } from "@daybook/contract/ids";
import { DOCUMENT_KINDS } from "@daybook/contract/sale-basics";
import { money, quantity, wholeNumbers } from "../columns.ts";

/** The documents per hour, location and till. The till is in the key so that tills do not wait for each other. */
export const salesDaily = sqliteTable(
  "sales_daily",
  {
    businessDate: text("business_date").notNull(),
    hour: integer("hour").notNull(),
    locationId: integer("location_id").notNull(),
    deviceId: integer("device_id").notNull(),
    kind: text("kind", { enum: DOCUMENT_KINDS }).notNull(),
    documents: integer("documents").notNull(),
    unitsMilli: quantity("units_milli").notNull(),
    totalMinor: money("total_minor").notNull(),
    goodsMinor: money("goods_minor").notNull(),
    discountMinor: money("discount_minor").notNull(),
    netMinor: money("net_minor").notNull(),
    taxMinor: money("tax_minor").notNull(),
    roundingMinor: money("rounding_minor").notNull(),
    costMinor: money("cost_minor").notNull(),
  },
  (t) => [
    primaryKey({
      name: "sales_daily_pk",
      columns: [t.businessDate, t.hour, t.locationId, t.deviceId, t.kind],
    }),
    ...wholeNumbers("sales_daily", [
      t.unitsMilli,
      t.totalMinor,
      t.goodsMinor,
      t.discountMinor,
      t.netMinor,
      t.taxMinor,
      t.roundingMinor,
      t.costMinor,
    ]),
  ],
);

/** The lines of the documents, per product, location and day. */
export const productDaily = sqliteTable(
  "product_daily",
  {
    businessDate: text("business_date").notNull(),
    productId: integer("product_id").notNull(),
    locationId: integer("location_id").notNull(),
    kind: text("kind", { enum: DOCUMENT_KINDS }).notNull(),
    unitsMilli: quantity("units_milli").notNull(),
    netMinor: money("net_minor").notNull(),
    taxMinor: money("tax_minor").notNull(),
    discountMinor: money("discount_minor").notNull(),
    costMinor: money("cost_minor").notNull(),
  },
  (t) => [
    primaryKey({
      name: "product_daily_pk",
      columns: [t.businessDate, t.productId, t.locationId, t.kind],
    }),
    index("product_daily_product").on(t.productId, t.businessDate),
    ...wholeNumbers("product_daily", [
      t.unitsMilli,
      t.netMinor,
      t.taxMinor,
      t.discountMinor,
      t.costMinor,
    ]),
  ],
);

/**
 * The money by each payment method, per till and day: what sales took, returns paid out and voids gave back. Change for
 * another method than cash reduces the cash of a sale.
 */
export const tenderDaily = sqliteTable(
  "tender_daily",
  {
    businessDate: text("business_date").notNull(),
    deviceId: integer("device_id").notNull(),
    tender: text("tender").$type<TenderId>().notNull(),
    kind: text("kind", { enum: DOCUMENT_KINDS }).notNull(),
    amountMinor: money("amount_minor").notNull(),
  },
  (t) => [
    primaryKey({
      name: "tender_daily_pk",
      columns: [t.businessDate, t.deviceId, t.tender, t.kind],
    }),
    ...wholeNumbers("tender_daily", [t.amountMinor]),
  ],
);

/**
 * The taxed amounts and the tax of each rate, per location and day. A rate of 0 stands for lines without tax: their net
 * amount is the base. A compound rate is charged on a base that contains other taxes.
 */
export const taxDaily = sqliteTable(
  "tax_daily",
  {
    businessDate: text("business_date").notNull(),
    taxRateId: integer("tax_rate_id").notNull(),
    locationId: integer("location_id").notNull(),
    kind: text("kind", { enum: DOCUMENT_KINDS }).notNull(),
    baseMinor: money("base_minor").notNull(),
    taxMinor: money("tax_minor").notNull(),
  },
  (t) => [
    primaryKey({
      name: "tax_daily_pk",
      columns: [t.businessDate, t.taxRateId, t.locationId, t.kind],
    }),
    ...wholeNumbers("tax_daily", [t.baseMinor, t.taxMinor]),
  ],
);
