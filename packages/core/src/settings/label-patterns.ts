/** How the shop reads labels with a price, a weight or a count in their code. */
import type { LabelPatternId } from "@daybook/contract/ids";
import { asc, eq, isNull } from "drizzle-orm";
import { overlapping } from "@daybook/contract/label-codes";
import type {
  ChangeLabelPattern,
  CreateLabelPattern,
  DeactivateLabelPattern,
  LabelPattern,
  LabelPatterns,
} from "@daybook/contract/label-patterns";
import { newId } from "@daybook/contract/uuid";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { isoInstant } from "../context/instants.ts";
import { refuse } from "../errors/domain-error.ts";
import { insertedRow } from "../records/versions.ts";
import { recordAudit } from "../writes/audit.ts";
import { lockShop } from "../writes/lock-shop.ts";
import { getShop } from "./shop.ts";

/** The patterns in force, in the order of their prefixes. */
export async function listLabelPatterns(ctx: ReadCtx): Promise<LabelPatterns> {
  const { labelPattern } = ctx.t;
  const rows = await ctx.db
    .select()
    .from(labelPattern)
    .where(isNull(labelPattern.deactivatedAt))
    .orderBy(asc(labelPattern.prefix), asc(labelPattern.id));
  return { items: rows.map(toLabelPattern) };
}

/**
 * Adds a pattern. Refuses 409 `label_patterns_overlap` at `prefix` if another one in force matches some of the same
 * codes, and 422 `label_price_decimals` at `decimals` for a price with more decimals than the currency.
 */
export async function createLabelPattern(
  ctx: WriteCtx,
  input: CreateLabelPattern,
): Promise<LabelPattern> {
  await lockShop(ctx);
  const { key: _key, ...fields } = input;
  await checkPattern(ctx, fields, null);
  const after = await insertPattern(ctx, fields);
  await record(ctx, "create", { after });
  return after;
}

/**
 * Replaces a pattern by another one from now on. Refuses 404 and 409 `inactive` at `id`, and as `createLabelPattern`.
 */
export async function changeLabelPattern(
  ctx: WriteCtx,
  input: ChangeLabelPattern,
): Promise<LabelPattern> {
  await lockShop(ctx);
  const { key: _key, id, ...fields } = input;
  const row = await getUsed(ctx, id);
  await checkPattern(ctx, fields, row.id);
  await endPattern(ctx, row.id);
  const after = await insertPattern(ctx, fields);
  await record(ctx, "change", { before: toLabelPattern(row), after });
  return after;
}

/** Stops reading labels by a pattern. Refuses 404 and 409 `inactive` at `id`. */
export async function deactivateLabelPattern(
  ctx: WriteCtx,
  input: DeactivateLabelPattern,
): Promise<LabelPattern> {
  await lockShop(ctx);
  const row = await getUsed(ctx, input.id);
  await endPattern(ctx, row.id);
  const before = toLabelPattern(row);
  const after = { ...before, active: false };
  await record(ctx, "deactivate", { before, after });
  return after;
}

type PatternFields = Omit<CreateLabelPattern, "key">;

async function checkPattern(
  ctx: ReadCtx,
  pattern: PatternFields,
  ownId: number | null,
): Promise<void> {
  const { labelPattern } = ctx.t;
  const { exponent } = await getShop(ctx);
  if (pattern.meaning === "price" && pattern.decimals > exponent)
    throw refuse("label_price_decimals", { most: exponent }, "decimals");
  const used = await ctx.db
    .select()
    .from(labelPattern)
    .where(isNull(labelPattern.deactivatedAt))
    .orderBy(asc(labelPattern.id));
  const other = overlapping(
    pattern,
    used.filter(({ id }) => id !== ownId),
  );
  if (other !== null)
    throw refuse("label_patterns_overlap", { name: other.name, prefix: other.prefix }, "prefix");
}

type Row = Awaited<ReturnType<typeof getUsed>>;

async function getUsed(ctx: ReadCtx, id: LabelPatternId) {
  const { labelPattern } = ctx.t;
  const [row] = await ctx.db.select().from(labelPattern).where(eq(labelPattern.publicId, id));
  if (row === undefined) throw refuse("not_found", { entity: "labelPattern", id }, "id");
  if (row.deactivatedAt !== null) throw refuse("inactive", { entity: "labelPattern", id }, "id");
  return row;
}

async function insertPattern(ctx: WriteCtx, fields: PatternFields): Promise<LabelPattern> {
  const rows = await ctx.db
    .insert(ctx.t.labelPattern)
    .values({ ...fields, publicId: newId(ctx.now), validFrom: ctx.now, deactivatedAt: null })
    .returning();
  return toLabelPattern(insertedRow(rows));
}

async function endPattern(ctx: WriteCtx, id: number): Promise<void> {
  const { labelPattern } = ctx.t;
  await ctx.db.update(labelPattern).set({ deactivatedAt: ctx.now }).where(eq(labelPattern.id, id));
}

async function record(
  ctx: WriteCtx,
  verb: "create" | "change" | "deactivate",
  { before, after }: { readonly before?: LabelPattern; readonly after: LabelPattern },
): Promise<void> {
  await recordAudit(ctx, {
    action: `labelPatterns.${verb}`,
    entity: "labelPattern",
    entityId: before?.id ?? after.id,
    ...(before === undefined ? {} : { before }),
    after,
  });
  ctx.changed("labelPatterns", after.id);
}

function toLabelPattern(row: Row): LabelPattern {
  const { name, prefix, layout, verifier, meaning, decimals } = row;
  return {
    id: row.publicId,
    name,
    prefix,
    layout,
    verifier,
    meaning,
    decimals,
    validFrom: isoInstant(row.validFrom),
    active: row.deactivatedAt === null,
  };
}
