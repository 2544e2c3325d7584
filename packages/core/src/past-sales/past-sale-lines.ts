/** Adds and removes the lines of past sales: they move no stock and no cash, and are in no figures of this shop's own. */
import { and, eq, inArray, sql } from "drizzle-orm";
import type { PastSaleId } from "@daybook/contract/ids";
import { newId } from "@daybook/contract/uuid";
import { preparedRows } from "@daybook/db/prepared-rows";
import { everyColumn } from "@daybook/db/statement";
import type { WriteCtx } from "../context/context.ts";
import { assert } from "../errors/domain-error.ts";

/** A line with the head of its sale. */
export interface NewPastSaleLine {
  /** Internal ids. */
  readonly batchId: number;
  readonly locationId: number;
  readonly productId: number | null;
  readonly customerId: number | null;
  readonly rowNo: number;
  readonly lineKey: string;
  readonly number: string;
  readonly occurredAt: number;
  readonly businessDate: string;
  readonly hour: number;
  readonly customer: string;
  readonly country: string;
  readonly sku: string;
  readonly skuKey: string;
  readonly name: string;
  readonly quantityMilli: number;
  readonly amountMinor: number;
}

const insertSales = preparedRows(
  (t) => everyColumn(t.pastSale, "id"),
  (db, t, rows) =>
    db
      .insert(t.pastSale)
      .values(rows)
      .returning({
        id: t.pastSale.id,
        number: t.pastSale.number,
        businessDate: t.pastSale.businessDate,
        publicId: t.pastSale.publicId,
      })
      .prepare(),
);

const insertLines = preparedRows(
  (t) => everyColumn(t.pastSaleLine),
  (db, t, rows) =>
    db.insert(t.pastSaleLine).values(rows).returning({ rowNo: t.pastSaleLine.rowNo }).prepare(),
);

/** A sale of a day by its number. The former system may use its numbers again on another day. */
export function pastSaleKey(businessDate: string, number: string): string {
  return `${businessDate} ${number}`;
}

/** Adds lines to their sales, which are created by the first of them. All lines are of one location. */
export async function addPastSaleLines(
  ctx: WriteCtx,
  lines: readonly NewPastSaleLine[],
): Promise<void> {
  const [first] = lines;
  if (first === undefined) return;
  const ids = await findPastSales(ctx, first.locationId, lines);
  const missing = new Map<string, NewPastSaleLine>();
  for (const line of lines) {
    const key = pastSaleKey(line.businessDate, line.number);
    if (!ids.has(key) && !missing.has(key)) missing.set(key, line);
  }
  const created = await insertSales(
    ctx,
    [...missing.values()].map((line) => headOf(ctx, line)),
  );
  for (const { id, businessDate, number } of created)
    ids.set(pastSaleKey(businessDate, number), id);
  const idOf = ({ businessDate, number }: NewPastSaleLine) => {
    const id = ids.get(pastSaleKey(businessDate, number));
    assert(id !== undefined, "the sale of each line was found or created");
    return id;
  };
  await insertLines(
    ctx,
    lines.map((line) => ({
      batchId: line.batchId,
      rowNo: line.rowNo,
      pastSaleId: idOf(line),
      lineKey: line.lineKey,
      productId: line.productId,
      sku: line.sku,
      skuKey: line.skuKey,
      name: line.name,
      quantityMilli: line.quantityMilli,
      amountMinor: line.amountMinor,
    })),
  );
  await sumUp(ctx, new Set(lines.map(idOf)));
  ctx.changed("pastSales");
}

/** The internal ids of the past sales that these lines belong to, by `pastSaleKey`. */
export async function findPastSales(
  ctx: Pick<WriteCtx, "db" | "t">,
  locationId: number,
  lines: readonly Pick<NewPastSaleLine, "businessDate" | "number">[],
): Promise<Map<string, number>> {
  const { pastSale } = ctx.t;
  if (lines.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: pastSale.id, number: pastSale.number, businessDate: pastSale.businessDate })
    .from(pastSale)
    .where(
      and(
        inArray(pastSale.businessDate, [...new Set(lines.map((line) => line.businessDate))]),
        eq(pastSale.locationId, locationId),
        inArray(pastSale.number, [...new Set(lines.map((line) => line.number))]),
      ),
    );
  return new Map(rows.map((row) => [pastSaleKey(row.businessDate, row.number), row.id]));
}

function headOf(ctx: WriteCtx, line: NewPastSaleLine) {
  return {
    publicId: newId<PastSaleId>(ctx.now),
    number: line.number,
    locationId: line.locationId,
    customerId: line.customerId,
    customerText: line.customer,
    country: line.country,
    occurredAt: line.occurredAt,
    businessDate: line.businessDate,
    hour: line.hour,
    lines: 0,
    unitsMilli: 0,
    totalMinor: 0,
  };
}

/** Removes the lines of these rows, and the sales that have no other line. */
export async function removePastSaleLines(
  ctx: WriteCtx,
  batchId: number,
  rowNumbers: readonly number[],
): Promise<void> {
  if (rowNumbers.length === 0) return;
  const { pastSaleLine, pastSale } = ctx.t;
  const removed = await ctx.db
    .delete(pastSaleLine)
    .where(and(eq(pastSaleLine.batchId, batchId), inArray(pastSaleLine.rowNo, [...rowNumbers])))
    .returning({ saleId: pastSaleLine.pastSaleId });
  const ids = new Set(removed.map(({ saleId }) => saleId));
  await sumUp(ctx, ids);
  await ctx.db.delete(pastSale).where(and(inArray(pastSale.id, [...ids]), eq(pastSale.lines, 0)));
  ctx.changed("pastSales");
}

/** Stores the sums of the lines of these sales. */
async function sumUp(ctx: WriteCtx, ids: ReadonlySet<number>): Promise<void> {
  const { pastSale, pastSaleLine } = ctx.t;
  if (ids.size === 0) return;
  const ofSale = sql`FROM ${pastSaleLine} WHERE ${pastSaleLine.pastSaleId} = ${pastSale.id}`;
  await ctx.db
    .update(pastSale)
    .set({
      lines: sql`(SELECT count(*) ${ofSale})`,
      unitsMilli: sql`(SELECT coalesce(sum(${pastSaleLine.quantityMilli}), 0) ${ofSale})`,
      totalMinor: sql`(SELECT coalesce(sum(${pastSaleLine.amountMinor}), 0) ${ofSale})`,
    })
    .where(inArray(pastSale.id, [...ids]));
}
