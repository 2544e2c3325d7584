import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { newId } from "@daybook/contract/uuid";
import { shortnessOf } from "@daybook/contract/stock-state";
import { everyColumn, prepared } from "@daybook/db/statement";
import type { WriteCtx } from "../context/context.ts";
import { preparedForIds } from "@daybook/db/prepared-ids";
import { isOpenAlert } from "./open-alerts.ts";
import { stockPosition } from "./stock-position.ts";

/** One row per reorder rule of these products, with its position and its open alert; location 0 is the whole shop. */
const lookupRules = preparedForIds((db, t, ids) =>
  db
    .select({
      productId: t.reorderRule.productId,
      locationId: t.reorderRule.locationId,
      reorderPointMilli: t.reorderRule.reorderPointMilli,
      positionMilli: stockPosition(t, t.reorderRule),
      alertId: t.alert.id,
      alertPublicId: t.alert.publicId,
      severity: t.alert.severity,
    })
    .from(t.reorderRule)
    // Rules of deactivated products are ignored, because they are not reordered.
    .innerJoin(
      t.product,
      and(eq(t.product.id, t.reorderRule.productId), isNull(t.product.deactivatedAt)),
    )
    .leftJoin(
      t.alert,
      and(
        eq(t.alert.type, "low_stock"),
        eq(t.alert.productId, t.reorderRule.productId),
        eq(t.alert.locationId, t.reorderRule.locationId),
        isOpenAlert(t),
      ),
    )
    .where(inArray(t.reorderRule.productId, [...ids]))
    .orderBy(t.reorderRule.productId, t.reorderRule.locationId)
    .prepare(),
);

const statements = prepared((db, t) => ({
  // The partial unique index decides if two transactions cross the threshold at the same time.
  open: db.insert(t.alert).values(everyColumn(t.alert, "id")).onConflictDoNothing().prepare(),
  escalate: db
    .update(t.alert)
    .set({
      severity: sql`${sql.placeholder("severity")}`,
      version: sql`${t.alert.version} + 1`,
    })
    .where(eq(t.alert.id, sql.placeholder("id")))
    .prepare(),
  resolve: db
    .update(t.alert)
    .set({
      status: "resolved",
      resolvedAt: sql`${sql.param(sql.placeholder("resolvedAt"), t.alert.resolvedAt)}`,
      resolvedByMovementId: sql`${sql.param(sql.placeholder("movementId"), t.alert.resolvedByMovementId)}`,
      version: sql`${t.alert.version} + 1`,
    })
    .where(eq(t.alert.id, sql.placeholder("id")))
    .prepare(),
  openOf: db
    .select({ id: t.alert.id, publicId: t.alert.publicId, locationId: t.alert.locationId })
    .from(t.alert)
    .where(and(eq(t.alert.productId, sql.placeholder("productId")), isOpenAlert(t)))
    .prepare(),
}));

/**
 * Opens, escalates and resolves the low-stock alerts of these products (internal ids), in the transaction that changed
 * the stock or the rule. `movementIdByProduct` gives the movement that caused it; without it a rule was edited, and
 * alerts whose rule no longer exists are resolved too. The caller has locked the stock of the products (`lockStock`)
 * before its change; otherwise concurrent changes to a rule and to the stock would each be evaluated against old data.
 */
export async function evaluateLowStock(
  ctx: WriteCtx,
  productIds: readonly number[],
  movementIdByProduct?: ReadonlyMap<number, number>,
): Promise<void> {
  const rules: RuleRow[] = [];
  for (const { statement, values } of lookupRules(ctx, productIds))
    rules.push(...(await statement.execute(values)));
  for (const rule of rules)
    await evaluateRule(ctx, rule, movementIdByProduct?.get(rule.productId) ?? null);
  if (movementIdByProduct !== undefined) return;
  const ruled = new Map<number, number[]>();
  for (const { productId, locationId } of rules)
    ruled.set(productId, [...(ruled.get(productId) ?? []), locationId]);
  for (const productId of productIds)
    await resolveWithoutRule(ctx, productId, ruled.get(productId) ?? []);
}

interface RuleRow {
  readonly productId: number;
  readonly locationId: number;
  readonly reorderPointMilli: number;
  readonly positionMilli: number;
  readonly alertId: number | null;
  readonly alertPublicId: string | null;
  readonly severity: "low" | "out" | null;
}

async function evaluateRule(
  ctx: WriteCtx,
  rule: RuleRow,
  movementId: number | null,
): Promise<void> {
  const low = rule.positionMilli <= rule.reorderPointMilli;
  const severity = shortnessOf(rule.positionMilli);
  if (rule.alertId === null) {
    if (low) await open(ctx, rule.productId, rule.locationId, severity, movementId);
    return;
  }
  if (!low) await resolve(ctx, rule.alertId, rule.alertPublicId, movementId);
  else if (severity !== rule.severity) {
    await statements(ctx).escalate.execute({ severity, id: rule.alertId });
    if (rule.alertPublicId !== null) ctx.changed("alerts", rule.alertPublicId);
  }
}

async function open(
  ctx: WriteCtx,
  productId: number,
  locationId: number,
  severity: "low" | "out",
  movementId: number | null,
): Promise<void> {
  const publicId = newId(ctx.now);
  await statements(ctx).open.execute({
    publicId,
    type: "low_stock",
    productId,
    locationId,
    severity,
    status: "active",
    openedAt: ctx.now,
    openedByMovementId: movementId,
    resolvedAt: null,
    resolvedByMovementId: null,
    snoozedUntil: null,
    handledBy: null,
    version: 1,
  });
  ctx.changed("alerts", publicId);
}

async function resolve(
  ctx: WriteCtx,
  alertId: number,
  publicId: string | null,
  movementId: number | null,
): Promise<void> {
  await statements(ctx).resolve.execute({ resolvedAt: ctx.now, movementId, id: alertId });
  if (publicId !== null) ctx.changed("alerts", publicId);
}

async function resolveWithoutRule(
  ctx: WriteCtx,
  productId: number,
  ruledLocationIds: readonly number[],
): Promise<void> {
  for (const orphan of await statements(ctx).openOf.execute({ productId })) {
    if (!ruledLocationIds.includes(orphan.locationId))
      await resolve(ctx, orphan.id, orphan.publicId, null);
  }
}
