import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import type { AnySQLiteColumn } from "drizzle-orm/sqlite-core";
import type { PaymentId, SaleId, TenderCorrectionId, TenderId } from "@daybook/contract/ids";
import { PRICE_SOURCES } from "@daybook/contract/price-sources";
import { DOCUMENT_KINDS } from "@daybook/contract/sale-basics";
import type { TenderKind } from "@daybook/contract/tenders";
import { flag, id, instant, money, publicId, quantity, wholeNumbers } from "../columns.ts";
import { category, lot, product, productUnit } from "./products.ts";
import { customer } from "./customers.ts";
import { location } from "./locations.ts";
import { appUser } from "./users.ts";
import { priceList } from "./prices.ts";
import { drawerSession } from "./drawers.ts";
import { device, shopIdentity } from "./shop.ts";
import { taxRate } from "./taxes.ts";
import { tender } from "./tenders.ts";

/**
 * A sale, a return, or the void of a sale. All amounts are positive; `kind` gives the direction of the money. A void
 * names its sale as origin, repeats its amounts and lines, and counts on its day and hour. Append-only: a sale is voided
 * if a void names it.
 */
export const sale = sqliteTable(
  "sale",
  {
    id: id(),
    publicId: publicId<SaleId>(),
    key: text("key").notNull().unique(),
    deviceId: integer("device_id")
      .notNull()
      .references(() => device.id),
    deviceSeq: integer("device_seq").notNull(),
    receiptNumber: text("receipt_number").notNull().unique(),
    kind: text("kind", { enum: DOCUMENT_KINDS }).notNull(),
    locationId: integer("location_id")
      .notNull()
      .references(() => location.id),
    customerId: integer("customer_id").references(() => customer.id),
    /** The shop, the customer and the seller as the document shows them. */
    identityId: integer("identity_id")
      .notNull()
      .references(() => shopIdentity.id),
    customerName: text("customer_name"),
    sellerName: text("seller_name").notNull(),
    /** The name of the till; null for callers without one. */
    tillName: text("till_name"),
    /** The session of the drawer with its cash; null without a drawer. */
    sessionId: integer("session_id").references(() => drawerSession.id),
    /** True if it arrived after the closing of its session: a supplement of the closing has it. */
    late: flag("late").notNull().default(false),
    originSaleId: integer("origin_sale_id").references((): AnySQLiteColumn => sale.id),
    /** Of a sale: the return whose goods were exchanged for its goods. */
    exchangeOf: integer("exchange_of").references((): AnySQLiteColumn => sale.id),
    priceListId: integer("price_list_id")
      .notNull()
      .references(() => priceList.id),
    goodsMinor: money("goods_minor").notNull(),
    discountMinor: money("discount_minor").notNull(),
    netMinor: money("net_minor").notNull(),
    taxMinor: money("tax_minor").notNull(),
    roundingMinor: money("rounding_minor").notNull(),
    totalMinor: money("total_minor").notNull(),
    note: text("note").notNull(),
    reason: text("reason"),
    /** The age that the seller has checked, in years; null if none had to be. */
    ageChecked: integer("age_checked"),
    userId: integer("user_id")
      .notNull()
      .references(() => appUser.id),
    /** When the first line was added; null if the caller did not say. */
    startedAt: instant("started_at"),
    occurredAt: instant("occurred_at").notNull(),
    recordedAt: instant("recorded_at").notNull(),
    businessDate: text("business_date").notNull(),
    hour: integer("hour").notNull(),
  },
  (t) => [
    unique("sale_device_seq").on(t.deviceId, t.deviceSeq),
    index("sale_day").on(t.businessDate, t.id),
    index("sale_customer").on(t.customerId, t.id),
    index("sale_origin").on(t.originSaleId),
    index("sale_session").on(t.sessionId),
    index("sale_late")
      .on(t.sessionId, t.id)
      .where(sql`${t.late}`),
    uniqueIndex("sale_exchange_of")
      .on(t.exchangeOf)
      .where(sql`${t.exchangeOf} IS NOT NULL`),
    uniqueIndex("sale_voided_once")
      .on(t.originSaleId)
      .where(sql`${t.kind} = 'void'`),
    check("sale_total", sql`${t.totalMinor} = ${t.netMinor} + ${t.taxMinor} + ${t.roundingMinor}`),
    check(
      "sale_amounts",
      sql`${t.goodsMinor} >= 0 AND ${t.discountMinor} >= 0 AND ${t.netMinor} >= 0 AND ${t.taxMinor} >= 0`,
    ),
    check("sale_customer_name", sql`(${t.customerId} IS NULL) = (${t.customerName} IS NULL)`),
    check("sale_started", sql`${t.startedAt} <= ${t.occurredAt}`),
    check("sale_void_of", sql`${t.kind} <> 'void' OR ${t.originSaleId} IS NOT NULL`),
    ...wholeNumbers("sale", [
      t.goodsMinor,
      t.discountMinor,
      t.netMinor,
      t.taxMinor,
      t.roundingMinor,
      t.totalMinor,
    ]),
  ],
);

/** One line, with copies of the values it used: name, category, code, price, discount, tax, cost. Append-only. */
export const saleLine = sqliteTable(
  "sale_line",
  {
    id: id(),
    saleId: integer("sale_id")
      .notNull()
      .references(() => sale.id),
    lineNo: integer("line_no").notNull(),
    productId: integer("product_id")
      .notNull()
      .references(() => product.id),
    sku: text("sku").notNull(),
    name: text("name").notNull(),
    categoryId: integer("category_id").references(() => category.id),
    /** The code that was scanned; null if the product was found without one. */
    code: text("code"),
    lotId: integer("lot_id").references(() => lot.id),
    unitId: integer("unit_id").references(() => productUnit.id),
    quantityMilli: quantity("quantity_milli").notNull(),
    unitPriceMinor: money("unit_price_minor").notNull(),
    basisMilli: quantity("basis_milli").notNull(),
    priceSource: text("price_source", { enum: PRICE_SOURCES }).notNull(),
    grossMinor: money("gross_minor").notNull(),
    discountMinor: money("discount_minor").notNull(),
    netMinor: money("net_minor").notNull(),
    taxMinor: money("tax_minor").notNull(),
    costMinor: money("cost_minor").notNull(),
    /** The last business day on which it may be returned; before the day of the sale if never, null without a limit. */
    returnUntil: text("return_until"),
    originLineId: integer("origin_line_id").references((): AnySQLiteColumn => saleLine.id),
    disposition: text("disposition", { enum: ["restock", "quarantine", "waste", "keep"] }),
  },
  (t) => [
    unique("sale_line_no").on(t.saleId, t.lineNo),
    index("sale_line_product").on(t.productId, t.id),
    index("sale_line_origin").on(t.originLineId),
    check("sale_line_quantity", sql`${t.quantityMilli} > 0`),
    check("sale_line_basis", sql`${t.basisMilli} > 0`),
    check(
      "sale_line_amounts",
      sql`${t.grossMinor} >= 0 AND ${t.discountMinor} >= 0 AND ${t.netMinor} >= 0 AND ${t.taxMinor} >= 0 AND ${t.costMinor} >= 0`,
    ),
    ...wholeNumbers("sale_line", [
      t.quantityMilli,
      t.unitPriceMinor,
      t.basisMilli,
      t.grossMinor,
      t.discountMinor,
      t.netMinor,
      t.taxMinor,
      t.costMinor,
    ]),
  ],
);

/** The tax of one rate on one line. Append-only. */
export const saleLineTax = sqliteTable(
  "sale_line_tax",
  {
    lineId: integer("line_id")
      .notNull()
      .references(() => saleLine.id),
    taxRateId: integer("tax_rate_id")
      .notNull()
      .references(() => taxRate.id),
    ppm: integer("ppm").notNull(),
    baseMinor: money("base_minor").notNull(),
    taxMinor: money("tax_minor").notNull(),
  },
  (t) => [
    primaryKey({ name: "sale_line_tax_pk", columns: [t.lineId, t.taxRateId] }),
    ...wholeNumbers("sale_line_tax", [t.baseMinor, t.taxMinor]),
  ],
);

/**
 * A correction of the payment method of a sale. Its two payments have the amounts: the method on record loses what the
 * other one gets. Numbered per sale. Append-only.
 */
export const tenderCorrection = sqliteTable(
  "tender_correction",
  {
    id: id(),
    publicId: publicId<TenderCorrectionId>(),
    key: text("key").notNull().unique(),
    number: text("number").notNull().unique(),
    saleId: integer("sale_id")
      .notNull()
      .references(() => sale.id),
    reason: text("reason").notNull(),
    userId: integer("user_id")
      .notNull()
      .references(() => appUser.id),
    userName: text("user_name").notNull(),
    deviceId: integer("device_id").references(() => device.id),
    recordedAt: instant("recorded_at").notNull(),
  },
  (t) => [index("tender_correction_sale").on(t.saleId)],
);

/**
 * Payments. `amountMinor` = tendered - change. Change for another method than cash is a cash row with nothing tendered,
 * whose amount is negative. On a return the amount is what was paid out; a void has the payments of its sale with negated
 * amounts, each with the payment it reverses. A correction of the method adds two payments to the sale, one of them
 * negative. Append-only.
 */
export const payment = sqliteTable(
  "payment",
  {
    id: id(),
    publicId: publicId<PaymentId>(),
    saleId: integer("sale_id")
      .notNull()
      .references(() => sale.id),
    tender: text("tender")
      .$type<TenderId>()
      .notNull()
      .references(() => tender.publicId),
    /** The method's name as the document shows it, and its kind. */
    tenderName: text("tender_name").notNull(),
    tenderKind: text("tender_kind").$type<TenderKind>().notNull(),
    amountMinor: money("amount_minor").notNull(),
    tenderedMinor: money("tendered_minor").notNull(),
    changeMinor: money("change_minor").notNull(),
    reference: text("reference").notNull(),
    refundOf: integer("refund_of").references((): AnySQLiteColumn => payment.id),
    voids: integer("voids").references((): AnySQLiteColumn => payment.id),
    correctionId: integer("correction_id").references(() => tenderCorrection.id),
    recordedAt: instant("recorded_at").notNull(),
  },
  (t) => [
    index("payment_sale").on(t.saleId),
    index("payment_refund_of").on(t.refundOf),
    check("payment_amount", sql`${t.amountMinor} = ${t.tenderedMinor} - ${t.changeMinor}`),
    check(
      "payment_sign",
      sql`(${t.tenderedMinor} >= 0 AND ${t.changeMinor} >= 0 AND ${t.voids} IS NULL) OR (${t.tenderedMinor} <= 0 AND ${t.changeMinor} <= 0 AND ${t.voids} IS NOT NULL) OR (${t.correctionId} IS NOT NULL AND ${t.changeMinor} = 0)`,
    ),
    check("payment_change_from_cash", sql`${t.tenderKind} = 'cash' OR ${t.changeMinor} = 0`),
    ...wholeNumbers("payment", [t.amountMinor, t.tenderedMinor, t.changeMinor]),
  ],
);
