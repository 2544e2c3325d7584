import { eq } from "drizzle-orm";
import type { ProductSupplierInput } from "@daybook/contract/products";
import { everyColumn, prepared } from "@daybook/db/statement";
import type { WriteCtx } from "../context/context.ts";
import { seesCosts } from "../context/shown-cost.ts";
import { refuse } from "../errors/domain-error.ts";
import type { Refusals } from "../errors/refusals.ts";
import { referredRowId } from "../records/referred-rows.ts";

/** The terms of a supplier for one product, with the supplier's internal id. */
export type SupplierTerms = Omit<ProductSupplierInput, "supplierId"> & {
  readonly supplierId: number;
};

export interface TermsCheck {
  /** The path of the list in the request: `suppliers`, `products.3.suppliers`. */
  readonly path: string;
  /** Internal ids of the product's current suppliers; they may be deactivated. */
  readonly already: ReadonlySet<number>;
  readonly refusals: Refusals;
}

/**
 * Looks up the suppliers. Adds to `refusals`, each at its own field: 404, 409 `inactive`, and 409 `duplicate` for a
 * supplier listed twice and for a second preferred one.
 */
export async function checkTerms(
  ctx: WriteCtx,
  inputs: readonly ProductSupplierInput[],
  { path, already, refusals }: TermsCheck,
): Promise<SupplierTerms[]> {
  const terms: SupplierTerms[] = [];
  for (const [index, input] of inputs.entries()) {
    const here = `${path}.${index}`;
    const id = await refusals.keep(
      referredRowId(ctx, "supplier", input.supplierId, `${here}.supplierId`, already),
    );
    if (id === undefined) continue;
    if (terms.some((other) => other.supplierId === id)) {
      const details = { field: "supplierId", value: input.supplierId, existingId: null };
      refusals.add(refuse("duplicate", details, `${here}.supplierId`));
    }
    if (input.preferred && terms.some((other) => other.preferred)) {
      refusals.add(
        refuse(
          "duplicate",
          { field: "preferred", value: "preferred", existingId: null },
          `${here}.preferred`,
        ),
      );
    }
    terms.push({ ...input, supplierId: id });
  }
  return terms;
}

/**
 * Replaces the suppliers of a product. Who may not see pack prices received null for them and sends it back, so their
 * null keeps the stored price of the same supplier.
 */
export async function replaceTerms(
  ctx: WriteCtx,
  productId: number,
  given: readonly SupplierTerms[],
): Promise<void> {
  const hidden = seesCosts(ctx) ? null : await packPricesOf(ctx, productId);
  const terms = given.map((term) => ({
    ...term,
    packPriceMinor: term.packPriceMinor ?? hidden?.get(term.supplierId) ?? null,
  }));
  await ctx.db.delete(ctx.t.productSupplier).where(eq(ctx.t.productSupplier.productId, productId));
  await insertTerms(ctx, productId, terms);
}

async function packPricesOf(ctx: WriteCtx, productId: number) {
  const { productSupplier } = ctx.t;
  const rows = await ctx.db
    .select({ id: productSupplier.supplierId, packPriceMinor: productSupplier.packPriceMinor })
    .from(productSupplier)
    .where(eq(productSupplier.productId, productId));
  return new Map(rows.map((row) => [row.id, row.packPriceMinor]));
}

const inserting = prepared((db, t) =>
  db.insert(t.productSupplier).values(everyColumn(t.productSupplier)).prepare(),
);

export async function insertTerms(
  ctx: WriteCtx,
  productId: number,
  terms: readonly SupplierTerms[],
): Promise<void> {
  for (const term of terms) await inserting(ctx).execute({ ...term, productId, unitId: null });
}

/** Internal ids of the suppliers of a product. */
export async function supplierIdsOf(ctx: WriteCtx, productId: number): Promise<Set<number>> {
  const rows = await ctx.db
    .select({ id: ctx.t.productSupplier.supplierId })
    .from(ctx.t.productSupplier)
    .where(eq(ctx.t.productSupplier.productId, productId));
  return new Set(rows.map((row) => row.id));
}
