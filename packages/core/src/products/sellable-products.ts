import type { CategoryId, ProductId } from "@daybook/contract/ids";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Minor } from "@daybook/contract/money";
import type { UnitCode } from "@daybook/contract/units";
import type { Milli } from "@daybook/contract/quantity";
import type { TaxRateInput } from "@daybook/contract/tax";
import { prepared } from "@daybook/db/statement";
import { BASE_PRICE_LIST_ID } from "./base-price-list.ts";
import type { ReadCtx } from "../context/context.ts";
import { assert, refuse } from "../errors/domain-error.ts";
import { preparedForIds } from "@daybook/db/prepared-ids";
import { unitCode } from "./product-view.ts";

/** The product data that the ledger needs. */
export interface StockedProduct {
  readonly id: number;
  readonly publicId: ProductId;
  readonly sku: string;
  readonly name: string;
  readonly kind: "stock" | "service" | "deposit" | "bundle" | "giftcard";
  readonly tracking: "none" | "lot" | "serial";
  readonly quantityStepMilli: Milli;
}

/** The additional data for a sale: the category, the unit, the list price at that time for `basisMilli`, and the taxes in order. */
export interface SellableProduct extends StockedProduct {
  readonly unit: UnitCode;
  readonly priceMinor: Minor;
  readonly basisMilli: Milli;
  readonly taxClassId: number;
  readonly categoryRowId: number | null;
  readonly categoryId: CategoryId | null;
  readonly askPrice: boolean;
  readonly ageLimit: number | null;
  readonly returnDays: number | null;
  readonly stopReason: string;
  readonly depositRowId: number | null;
}

/** A rate of a tax class with the internal id used in documents. */
export interface TaxRateOfClass extends TaxRateInput {
  readonly rowId: number;
  readonly name: string;
}

const lookup = preparedForIds((db, t, publicIds) =>
  db
    .select({
      id: t.product.id,
      publicId: t.product.publicId,
      sku: t.product.sku,
      name: t.product.name,
      kind: t.product.kind,
      tracking: t.product.tracking,
      unit: t.uom.code,
      quantityStepMilli: t.product.quantityStepMilli,
      taxClassId: t.product.taxClassId,
      categoryRowId: t.product.categoryId,
      categoryId: t.category.publicId,
      askPrice: t.product.askPrice,
      ageLimit: t.product.ageLimit,
      returnDays: t.product.returnDays,
      stopReason: t.product.stopReason,
      depositRowId: t.product.depositId,
      deactivatedAt: t.product.deactivatedAt,
      priceMinor: t.price.amountMinor,
      basisMilli: t.price.basisMilli,
    })
    .from(t.product)
    .innerJoin(t.uom, eq(t.uom.id, t.product.baseUomId))
    .leftJoin(t.category, eq(t.category.id, t.product.categoryId))
    .leftJoin(
      t.price,
      // A sale dated before the first price uses the first price.
      sql`${t.price.id} = coalesce(
        (SELECT p.id FROM ${t.price} p WHERE p.product_id = ${t.product.id} AND p.unit_id = 0
          AND p.list_id = ${sql.raw(String(BASE_PRICE_LIST_ID))} AND p.min_quantity_milli = 0
          AND p.valid_from <= ${sql.placeholder("at")} ORDER BY p.valid_from DESC LIMIT 1),
        (SELECT p.id FROM ${t.price} p WHERE p.product_id = ${t.product.id} AND p.unit_id = 0
          AND p.list_id = ${sql.raw(String(BASE_PRICE_LIST_ID))} AND p.min_quantity_milli = 0
          ORDER BY p.valid_from LIMIT 1))`,
    )
    .where(inArray(t.product.publicId, [...publicIds]))
    .prepare(),
);

/**
 * Active products with their list prices at `at` (UTC milliseconds), in the given order. Refuses 404 `not_found` or 409
 * `inactive` for the first invalid product, at its `path`.
 */
export async function getSellableProducts(
  ctx: ReadCtx,
  wanted: readonly { readonly productId: string; readonly path: string }[],
  at: number,
): Promise<SellableProduct[]> {
  const found = new Map<string, FoundProduct>();
  const publicIds = [...new Set(wanted.map(({ productId }) => productId))];
  for (const { statement, values } of lookup(ctx, publicIds))
    for (const row of await statement.execute({ ...values, at })) found.set(row.publicId, row);
  return wanted.map(({ productId, path }) => sellable(found.get(productId), productId, path));
}

type FoundProduct = Awaited<
  ReturnType<ReturnType<typeof lookup>[number]["statement"]["execute"]>
>[number];

function sellable(row: FoundProduct | undefined, publicId: string, path: string): SellableProduct {
  const about = { entity: "product", id: publicId } as const;
  if (row === undefined) throw refuse("not_found", about, path);
  if (row.deactivatedAt !== null) throw refuse("inactive", about, path);
  const { priceMinor, basisMilli } = row;
  assert(
    priceMinor !== null && basisMilli !== null,
    "a product is created together with its first price",
  );
  return { ...row, unit: unitCode(row.unit), priceMinor, basisMilli };
}

const lookupRates = prepared((db, t) =>
  db
    .select({
      rowId: t.taxRate.id,
      taxRateId: t.taxRate.publicId,
      name: t.taxRate.name,
      ppm: t.taxRate.ppm,
      compound: t.taxClassRate.compound,
    })
    .from(t.taxClassRate)
    .innerJoin(t.taxRate, eq(t.taxRate.id, t.taxClassRate.taxRateId))
    .where(
      and(
        eq(t.taxClassRate.taxClassId, sql.placeholder("taxClassId")),
        sql`${t.taxRate.validFrom} <= ${sql.placeholder("at")}`,
        sql`(${t.taxRate.validTo} IS NULL OR ${t.taxRate.validTo} > ${sql.placeholder("at")})`,
      ),
    )
    .orderBy(t.taxClassRate.position)
    .prepare(),
);

/** The rates of a tax class at `at`, in the order they apply. */
export function getTaxRates(
  ctx: ReadCtx,
  taxClassId: number,
  at: number,
): Promise<TaxRateOfClass[]> {
  return lookupRates(ctx).execute({ taxClassId, at });
}

/** Refuses 422 `fraction_not_allowed` at `path` unless the quantity is a multiple of the product's step. */
export function checkStep(product: StockedProduct, quantityMilli: number, path: string): void {
  if (quantityMilli % product.quantityStepMilli === 0) return;
  throw refuse(
    "fraction_not_allowed",
    { productId: product.publicId, stepMilli: product.quantityStepMilli },
    path,
  );
}
