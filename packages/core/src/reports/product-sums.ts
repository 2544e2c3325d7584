/** The sums of the products sold in some days, with the lines of past sales: the same for the report and the dashboard. */
import { and, eq, gte, lte, sql } from "drizzle-orm";
import type { Column, Placeholder, SQL } from "drizzle-orm";
import { unionAll } from "drizzle-orm/sqlite-core";
import { shownMilli } from "@daybook/contract/quantity";
import { shownMinor } from "@daybook/contract/money";
import type { ReadTx, Tables } from "@daybook/db/types";
import { netSum, returnedSum, soldSum } from "../sums/sums-by-kind.ts";

/** Which lines are added up; the days may be placeholders of a prepared statement. */
export interface ProductRange {
  readonly from: string | Placeholder;
  readonly to: string | Placeholder;
  /** The condition on the location; undefined for all. */
  readonly inPlace: (column: Column) => SQL | undefined;
  readonly pastSales: "with" | "without";
}

/**
 * One row per product with sales in these days, and per code of a former system that no product has: its `productId` is
 * 0. Products whose only sale was voided are omitted. Money in minor units, units in thousandths.
 */
export function productSums(db: ReadTx["db"], t: Tables, range: ProductRange) {
  const own = ownSums(db, t, range);
  const parts =
    range.pastSales === "with"
      ? unionAll(own, pastSums(db, t, range)).as("parts")
      : own.as("parts");
  const money = (column: SQL.Aliased) =>
    sql`coalesce(sum(${column}), 0)`.mapWith((sum) => shownMinor(Number(sum)));
  const units = (column: SQL.Aliased) =>
    sql`coalesce(sum(${column}), 0)`.mapWith((sum) => shownMilli(Number(sum)));
  return db
    .select({
      productId: parts.productId,
      codeKey: parts.codeKey,
      code: sql<string>`max(${parts.code})`.as("code"),
      name: sql<string>`max(${parts.name})`.as("code_name"),
      unitsSoldMilli: units(parts.unitsSoldMilli).as("units_sold"),
      unitsReturnedMilli: units(parts.unitsReturnedMilli).as("units_returned"),
      unitsMilli: units(parts.unitsMilli).as("units"),
      netMinor: money(parts.netMinor).as("net"),
      taxMinor: money(parts.taxMinor).as("tax"),
      discountMinor: money(parts.discountMinor).as("discount"),
      costMinor: money(parts.costMinor).as("cost"),
      pastMinor: money(parts.pastMinor).as("past"),
    })
    .from(parts)
    .groupBy(sql`${parts.productId}`, sql`${parts.codeKey}`)
    .as("sums");
}

function ownSums(db: ReadTx["db"], { productDaily }: Tables, { from, to, inPlace }: ProductRange) {
  const { kind } = productDaily;
  // The sums of both parts are decoded once, where they are added up.
  const plain = (value: SQL) => sql<number>`${value}`;
  return db
    .select({
      productId: sql<number>`${productDaily.productId}`.as("product_id"),
      codeKey: sql<string>`''`.as("code_key"),
      code: sql<string>`''`.as("code"),
      name: sql<string>`''`.as("code_name"),
      unitsSoldMilli: plain(soldSum(kind, productDaily.unitsMilli)).as("units_sold"),
      unitsReturnedMilli: plain(returnedSum(kind, productDaily.unitsMilli)).as("units_returned"),
      unitsMilli: plain(netSum(kind, productDaily.unitsMilli)).as("units"),
      netMinor: plain(netSum(kind, productDaily.netMinor)).as("net"),
      taxMinor: plain(netSum(kind, productDaily.taxMinor)).as("tax"),
      discountMinor: plain(netSum(kind, productDaily.discountMinor)).as("discount"),
      costMinor: plain(netSum(kind, productDaily.costMinor)).as("cost"),
      pastMinor: sql<number>`0`.as("past"),
    })
    .from(productDaily)
    .where(
      and(
        gte(productDaily.businessDate, from),
        lte(productDaily.businessDate, to),
        inPlace(productDaily.locationId),
      ),
    )
    .groupBy(productDaily.productId)
    .having(
      sql`sum(CASE ${kind} WHEN 'void' THEN -${productDaily.unitsMilli} ELSE ${productDaily.unitsMilli} END) > 0`,
    );
}

function pastSums(db: ReadTx["db"], t: Tables, { from, to, inPlace }: ProductRange) {
  const { pastSale, pastSaleLine } = t;
  const { productId, skuKey, quantityMilli, amountMinor } = pastSaleLine;
  const sum = (value: SQL) => sql<number>`coalesce(sum(${value}), 0)`;
  // A product has one row, whatever its codes were.
  const ofUnknown = (value: SQL) =>
    sql<string>`CASE WHEN ${productId} IS NULL THEN ${value} ELSE '' END`;
  const id = sql<number>`coalesce(${productId}, 0)`;
  const codeKey = ofUnknown(sql`${skuKey}`);
  const amount = sum(sql`${amountMinor}`);
  return db
    .select({
      productId: id.as("product_id"),
      codeKey: codeKey.as("code_key"),
      code: sql<string>`max(${pastSaleLine.sku})`.as("code"),
      name: sql<string>`max(${pastSaleLine.name})`.as("code_name"),
      unitsSoldMilli: sum(sql`CASE WHEN ${quantityMilli} > 0 THEN ${quantityMilli} ELSE 0 END`).as(
        "units_sold",
      ),
      unitsReturnedMilli: sum(
        sql`CASE WHEN ${quantityMilli} < 0 THEN -${quantityMilli} ELSE 0 END`,
      ).as("units_returned"),
      unitsMilli: sum(sql`${quantityMilli}`).as("units"),
      netMinor: amount.as("net"),
      taxMinor: sql<number>`0`.as("tax"),
      discountMinor: sql<number>`0`.as("discount"),
      costMinor: sql<number>`0`.as("cost"),
      pastMinor: sum(sql`${amountMinor}`).as("past"),
    })
    .from(pastSaleLine)
    .innerJoin(pastSale, eq(pastSale.id, pastSaleLine.pastSaleId))
    .where(
      and(
        gte(pastSale.businessDate, from),
        lte(pastSale.businessDate, to),
        inPlace(pastSale.locationId),
      ),
    )
    .groupBy(id, codeKey);
}
