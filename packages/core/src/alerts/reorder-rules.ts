import { eq } from "drizzle-orm";
import type { ReorderRule } from "@daybook/contract/products";
import { everyColumn, prepared } from "@daybook/db/statement";
import type { WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import type { Refusals } from "../errors/refusals.ts";
import { referredRowId } from "../records/referred-rows.ts";

/** A rule with the internal id of its location; 0 is the whole shop. */
export type CheckedRule = Omit<ReorderRule, "locationId"> & { readonly locationId: number };

export interface RulesCheck {
  /** The path of the list in the request: `reorderRules`, `products.3.reorderRules`. */
  readonly path: string;
  /** Internal ids of locations for which the product already has rules; they may be deactivated. */
  readonly already: ReadonlySet<number>;
  readonly refusals: Refusals;
}

/**
 * Looks up the locations. Adds to `refusals`, each at its own field: 404, 409 `inactive`, and 409 `duplicate` for a
 * location with two rules. The contract has already validated the rules themselves.
 */
export async function checkRules(
  ctx: WriteCtx,
  inputs: readonly ReorderRule[],
  { path, already, refusals }: RulesCheck,
): Promise<CheckedRule[]> {
  const rules: CheckedRule[] = [];
  for (const [index, input] of inputs.entries()) {
    const here = `${path}.${index}.locationId`;
    const id =
      input.locationId === null
        ? 0
        : await refusals.keep(referredRowId(ctx, "location", input.locationId, here, already));
    if (id === undefined) continue;
    if (rules.some((other) => other.locationId === id)) {
      const value = input.locationId ?? "The whole shop";
      refusals.add(refuse("duplicate", { field: "locationId", value, existingId: null }, here));
    }
    rules.push({ ...input, locationId: id });
  }
  return rules;
}

/** Replaces the rules of a product. The caller re-evaluates its alerts. */
export async function replaceRules(
  ctx: WriteCtx,
  productId: number,
  rules: readonly CheckedRule[],
): Promise<void> {
  await ctx.db.delete(ctx.t.reorderRule).where(eq(ctx.t.reorderRule.productId, productId));
  await insertRules(ctx, productId, rules);
}

const inserting = prepared((db, t) =>
  db.insert(t.reorderRule).values(everyColumn(t.reorderRule)).prepare(),
);

export async function insertRules(
  ctx: WriteCtx,
  productId: number,
  rules: readonly CheckedRule[],
): Promise<void> {
  for (const rule of rules) await inserting(ctx).execute({ ...rule, productId, mode: "manual" });
}

/** Internal ids of the locations for which a product has rules. */
export async function ruledLocationIdsOf(ctx: WriteCtx, productId: number): Promise<Set<number>> {
  const rows = await ctx.db
    .select({ id: ctx.t.reorderRule.locationId })
    .from(ctx.t.reorderRule)
    .where(eq(ctx.t.reorderRule.productId, productId));
  return new Set(rows.map((row) => row.id));
}
