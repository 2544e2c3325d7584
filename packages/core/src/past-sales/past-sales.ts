/** The sales of a former system, as they were imported. */
import { and, asc, desc, eq, gte, isNull, lte, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { identityKey } from "@daybook/contract/fold";
import type { CustomerId } from "@daybook/contract/ids";
import type {
  GetPastSale,
  ListPastSales,
  PastSale,
  PastSalePage,
  PastSaleRow,
} from "@daybook/contract/past-sales";
import type { ReadCtx } from "../context/context.ts";
import { isoInstant } from "../context/instants.ts";
import { getCustomerRow } from "../customers/customer-rows.ts";
import { refuse } from "../errors/domain-error.ts";
import { decodeCursor, pageOf } from "../lists/cursor.ts";
import { prefixPattern } from "../lists/like-pattern.ts";
import { getLocationRow } from "../locations/location-rows.ts";
import { getProductRow } from "../products/product-rows.ts";
import { isInside } from "../trees/is-inside.ts";

/** Past sales, newest first. Refuses 404 at the fields of the filter and 400 at `cursor`. */
export async function listPastSales(ctx: ReadCtx, input: ListPastSales): Promise<PastSalePage> {
  const { pastSale } = ctx.t;
  const conditions = await conditionsOf(ctx, input);
  if (input.cursor !== undefined) {
    const [at, id] = decodeCursor(input.cursor, ["number", "number"]);
    conditions.push(sql`(${pastSale.occurredAt}, ${pastSale.id}) < (${at}, ${id})`);
  }
  const rows = await selectSales(ctx)
    .where(and(...conditions))
    .orderBy(desc(pastSale.occurredAt), desc(pastSale.id))
    .limit(input.limit + 1);
  return pageOf(rows, input.limit, toRow, ({ sale }) => [sale.occurredAt, sale.id]);
}

async function conditionsOf(ctx: ReadCtx, input: ListPastSales): Promise<SQL[]> {
  const { pastSale, pastSaleLine, importBatch } = ctx.t;
  const conditions: SQL[] = [];
  const withLine = (condition: SQL | undefined, from: SQL = sql`${pastSaleLine}`) =>
    conditions.push(
      sql`${pastSale.id} IN (SELECT ${pastSaleLine.pastSaleId} FROM ${from} WHERE ${condition})`,
    );
  if (input.from !== undefined) conditions.push(gte(pastSale.businessDate, input.from));
  if (input.to !== undefined) conditions.push(lte(pastSale.businessDate, input.to));
  if (input.search !== "")
    conditions.push(
      sql`lower(${pastSale.number}) LIKE ${prefixPattern(identityKey(input.search))} ESCAPE '\\'`,
    );
  if (input.locationId !== undefined) {
    const { id } = await getLocationRow(ctx, input.locationId, "locationId");
    conditions.push(isInside(ctx.t, pastSale.locationId, id));
  }
  if (input.customerId !== undefined) {
    const { id } = await getCustomerRow(ctx, input.customerId, "customerId");
    conditions.push(eq(pastSale.customerId, id));
  }
  if (input.productId !== undefined) {
    const { id } = await getProductRow(ctx, input.productId, "productId");
    withLine(eq(pastSaleLine.productId, id));
  }
  if (input.code !== undefined)
    withLine(and(eq(pastSaleLine.skuKey, identityKey(input.code)), isNull(pastSaleLine.productId)));
  if (input.importId !== undefined)
    withLine(
      eq(importBatch.publicId, input.importId),
      sql`${pastSaleLine} JOIN ${importBatch} ON ${importBatch.id} = ${pastSaleLine.batchId}`,
    );
  return conditions;
}

function selectSales(ctx: ReadCtx) {
  const { pastSale, location, customer } = ctx.t;
  return ctx.db
    .select({
      sale: pastSale,
      location: { id: location.publicId, name: location.name },
      customerId: customer.publicId,
      customerName: customer.name,
    })
    .from(pastSale)
    .innerJoin(location, eq(location.id, pastSale.locationId))
    .leftJoin(customer, eq(customer.id, pastSale.customerId))
    .$dynamic();
}

interface ShownSale {
  readonly sale: ReadCtx["t"]["pastSale"]["$inferSelect"];
  readonly location: { readonly id: string; readonly name: string };
  readonly customerId: CustomerId | null;
  readonly customerName: string | null;
}

function toRow({ sale, location, customerId, customerName }: ShownSale): PastSaleRow {
  const name = customerName ?? sale.customerText;
  return {
    id: sale.publicId,
    number: sale.number,
    location,
    customer: name === "" ? null : { id: customerId, name },
    country: sale.country,
    lines: sale.lines,
    unitsMilli: sale.unitsMilli,
    totalMinor: sale.totalMinor,
    occurredAt: isoInstant(sale.occurredAt),
    businessDate: sale.businessDate,
  };
}

/** A past sale with its lines in the order of the file. Refuses 404 `not_found` at `id`. */
export async function getPastSale(ctx: ReadCtx, input: GetPastSale): Promise<PastSale> {
  const { pastSale, pastSaleLine, product } = ctx.t;
  const [row] = await selectSales(ctx).where(eq(pastSale.publicId, input.id));
  if (row === undefined) throw refuse("not_found", { entity: "pastSale", id: input.id }, "id");
  const items = await ctx.db
    .select({
      productId: product.publicId,
      sku: pastSaleLine.sku,
      name: pastSaleLine.name,
      quantityMilli: pastSaleLine.quantityMilli,
      amountMinor: pastSaleLine.amountMinor,
    })
    .from(pastSaleLine)
    .leftJoin(product, eq(product.id, pastSaleLine.productId))
    .where(eq(pastSaleLine.pastSaleId, row.sale.id))
    .orderBy(asc(pastSaleLine.batchId), asc(pastSaleLine.rowNo));
  return { ...toRow(row), items };
}
