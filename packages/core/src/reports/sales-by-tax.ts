import { and, asc, eq, gte, lte, sql } from "drizzle-orm";
import type { GetSalesByTax, SalesByTax } from "@daybook/contract/reports";
import { minor } from "@daybook/contract/money";
import { prepared } from "@daybook/db/statement";
import type { ReadCtx } from "../context/context.ts";
import { returnedSum, soldSum } from "../sums/sums-by-kind.ts";
import { inPlace, placeOf } from "./place.ts";

const selecting = prepared((db, t) => {
  const { kind, baseMinor, taxMinor } = t.taxDaily;
  return db
    .select({
      taxRateId: t.taxRate.publicId,
      name: t.taxRate.name,
      ppm: t.taxRate.ppm,
      soldBaseMinor: soldSum(kind, baseMinor),
      soldTaxMinor: soldSum(kind, taxMinor),
      returnedBaseMinor: returnedSum(kind, baseMinor),
      returnedTaxMinor: returnedSum(kind, taxMinor),
    })
    .from(t.taxDaily)
    .leftJoin(t.taxRate, eq(t.taxRate.id, t.taxDaily.taxRateId))
    .where(
      and(
        gte(t.taxDaily.businessDate, sql.placeholder("from")),
        lte(t.taxDaily.businessDate, sql.placeholder("to")),
        inPlace(t, t.taxDaily.locationId),
      ),
    )
    .groupBy(t.taxDaily.taxRateId, t.taxRate.publicId, t.taxRate.name, t.taxRate.ppm)
    .orderBy(asc(t.taxDaily.taxRateId))
    .prepare();
});

/** The taxed amounts and the tax of each rate in a range of days; lines without tax first, if there are any. */
export async function getSalesByTax(ctx: ReadCtx, input: GetSalesByTax): Promise<SalesByTax> {
  const place = await placeOf(ctx, input.locationId);
  const rows = await selecting(ctx).execute({ from: input.from, to: input.to, ...place });
  const items = rows
    .map((row) => ({
      taxRateId: row.taxRateId,
      name: row.name,
      ppm: row.ppm,
      soldBaseMinor: row.soldBaseMinor,
      soldTaxMinor: row.soldTaxMinor,
      returnedBaseMinor: row.returnedBaseMinor,
      returnedTaxMinor: row.returnedTaxMinor,
      taxMinor: minor(row.soldTaxMinor - row.returnedTaxMinor),
    }))
    // A rate whose only sales were voided has sums of zero.
    .filter((row) => row.soldBaseMinor !== 0 || row.returnedBaseMinor !== 0);
  return { items, taxMinor: minor(items.reduce((sum, { taxMinor }) => sum + taxMinor, 0)) };
}
