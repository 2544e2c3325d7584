import { eq, gte, lte, not, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { identityKey } from "@daybook/contract/fold";
import type { GetSalesTotals } from "@daybook/contract/sales";
import type { Tables } from "@daybook/db/types";
import type { ReadCtx } from "../context/context.ts";
import { getCustomerRow } from "../customers/customer-rows.ts";
import { isInside } from "../trees/is-inside.ts";
import { prefixPattern } from "../lists/like-pattern.ts";
import { getLocationRow } from "../locations/location-rows.ts";
import { getProductRow } from "../products/product-rows.ts";
import { getUserRow } from "../users/user-rows.ts";
import { isVoided } from "../records/voided-sales.ts";

/** The filter for sales, returns and voids. */
export interface SaleFilter {
  /** Conditions on `sale`, combined with AND. */
  readonly conditions: readonly SQL[];
  /** Internal id of the product; null for any. */
  readonly productId: number | null;
}

/** Looks up the filter's ids. Refuses 404 at `locationId`, `customerId`, `productId` and `userId`. */
export async function lookUpFilter(ctx: ReadCtx, input: GetSalesTotals): Promise<SaleFilter> {
  const { sale, saleLine } = ctx.t;
  const conditions: SQL[] = [];
  let productId: number | null = null;
  if (input.kind !== undefined) conditions.push(eq(sale.kind, input.kind));
  if (input.status !== undefined)
    conditions.push(input.status === "voided" ? isVoided(ctx.t) : not(isVoided(ctx.t)));
  if (input.from !== undefined) conditions.push(gte(sale.businessDate, input.from));
  if (input.to !== undefined) conditions.push(lte(sale.businessDate, input.to));
  if (input.search !== "") conditions.push(numberMatches(ctx.t, input.search));
  if (input.locationId !== undefined) {
    const { id } = await getLocationRow(ctx, input.locationId, "locationId");
    conditions.push(isInside(ctx.t, sale.locationId, id));
  }
  if (input.customerId !== undefined) {
    const { id } = await getCustomerRow(ctx, input.customerId, "customerId");
    conditions.push(eq(sale.customerId, id));
  }
  if (input.userId !== undefined) {
    const { id } = await getUserRow(ctx, input.userId, "userId");
    conditions.push(eq(sale.userId, id));
  }
  if (input.productId !== undefined) {
    productId = (await getProductRow(ctx, input.productId, "productId")).id;
    conditions.push(
      sql`${sale.id} IN (SELECT ${saleLine.saleId} FROM ${saleLine} WHERE ${saleLine.productId} = ${productId})`,
    );
  }
  return { conditions, productId };
}

/** "s-1", "S 17" and "17" are ways to type S-17; a prefix finds all that start with it. */
function numberMatches({ sale }: Tables, search: string): SQL {
  const text = identityKey(search);
  const number = sql`lower(${sale.receiptNumber})`;
  const bare = text.replace(/[\s-]/g, "");
  const matches = or(
    sql`${number} LIKE ${prefixPattern(text)} ESCAPE '\\'`,
    sql`replace(${number}, '-', '') = ${bare}`,
    /^\d+$/.test(bare) ? sql`${number} LIKE ${`%-${bare}`}` : undefined,
  );
  return matches ?? sql`FALSE`;
}
