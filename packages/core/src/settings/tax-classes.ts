import { identityKey } from "@daybook/contract/fold";
import type { TaxClassId } from "@daybook/contract/ids";
import { and, asc, eq, inArray, isNull, lte, or, sql } from "drizzle-orm";
import type {
  ChangeTaxClass,
  CreateTaxClass,
  TaxClass,
  TaxClasses,
} from "@daybook/contract/settings";
import { newId } from "@daybook/contract/uuid";
import { differences, recordAudit } from "../writes/audit.ts";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import { refuseWhileOpen } from "../drawers/drawer-rows.ts";
import { lockShop } from "../writes/lock-shop.ts";
import { checkUnique, orDuplicate } from "../records/unique-key.ts";
import { insertedRow } from "../records/versions.ts";

type Rate = CreateTaxClass["rates"][number];

/** Every tax class with its current rates, the shop's first class first. */
export async function listTaxClasses(ctx: ReadCtx): Promise<TaxClasses> {
  const rows = await ctx.db.select().from(ctx.t.taxClass).orderBy(asc(ctx.t.taxClass.id));
  const items: TaxClass[] = [];
  for (const row of rows) items.push(await toTaxClass(ctx, row));
  return { items };
}

/** Refuses 409 `duplicate` at `name`. */
export async function createTaxClass(ctx: WriteCtx, input: CreateTaxClass): Promise<TaxClass> {
  await checkName(ctx, input.name, null);
  const rows = await orDuplicate(
    ctx.db
      .insert(ctx.t.taxClass)
      .values({ publicId: newId(ctx.now), name: input.name })
      .returning(),
    nameTaken(input.name),
  );
  const row = insertedRow(rows);
  // A class without earlier rates applies its current ones to sales that are recorded late.
  await insertRates(ctx, row.id, input.rates, 0);
  const taxClass = await toTaxClass(ctx, row);
  await recordAudit(ctx, {
    action: "settings.createTaxClass",
    entity: "taxClass",
    entityId: taxClass.id,
    after: taxClass,
  });
  ctx.changed("settings");
  return taxClass;
}

/**
 * Renames a class or replaces its rates from now on. Rates are never edited: the old rows end and new ones start, so
 * every past sale can still be explained. Refuses 404 at `id` and 409 `duplicate` at `name`.
 */
export async function changeTaxClass(ctx: WriteCtx, input: ChangeTaxClass): Promise<TaxClass> {
  const { taxClass } = ctx.t;
  await lockShop(ctx);
  const [before] = await ctx.db.select().from(taxClass).where(eq(taxClass.publicId, input.id));
  if (before === undefined) throw refuse("not_found", { entity: "taxClass", id: input.id }, "id");
  const was = await toTaxClass(ctx, before);
  const name = input.name ?? before.name;
  await checkName(ctx, name, before.id);
  await orDuplicate(
    ctx.db.update(taxClass).set({ name }).where(eq(taxClass.id, before.id)),
    nameTaken(name),
  );
  if (input.rates !== undefined && !sameRates(was.rates, input.rates)) {
    await refuseWhileOpen(ctx, "rates");
    await endRates(ctx, before.id);
    await insertRates(ctx, before.id, input.rates, ctx.now);
  }
  const is = await toTaxClass(ctx, { ...before, name });
  await recordAudit(ctx, {
    action: "settings.changeTaxClass",
    entity: "taxClass",
    entityId: is.id,
    ...differences(was, is),
  });
  ctx.changed("settings");
  return is;
}

async function checkName(ctx: WriteCtx, name: string, ownId: number | null): Promise<void> {
  // A shop has a few classes, so no key of the name is stored.
  const key = identityKey(name);
  const rows = await ctx.db.select().from(ctx.t.taxClass);
  const holders = rows.filter((row) => identityKey(row.name) === key);
  checkUnique(holders, { field: "name", value: name, ownId });
}

function nameTaken(name: string) {
  return { constraint: "tax_class_name_unique", field: "name", value: name, path: "name" };
}

function sameRates(current: TaxClass["rates"], wanted: readonly Rate[]): boolean {
  const plain = (rate: Rate) => [rate.name, rate.ppm, rate.compound];
  return JSON.stringify(current.map(plain)) === JSON.stringify(wanted.map(plain));
}

async function insertRates(
  ctx: WriteCtx,
  taxClassId: number,
  rates: readonly Rate[],
  validFrom: number,
): Promise<void> {
  for (const [index, { name, ppm, compound }] of rates.entries()) {
    const rows = await ctx.db
      .insert(ctx.t.taxRate)
      .values({ publicId: newId(ctx.now), name, ppm, validFrom, validTo: null })
      .returning({ id: ctx.t.taxRate.id });
    const taxRateId = insertedRow(rows).id;
    await ctx.db
      .insert(ctx.t.taxClassRate)
      .values({ taxClassId, taxRateId, position: index + 1, compound });
  }
}

async function endRates(ctx: WriteCtx, taxClassId: number): Promise<void> {
  const { taxClassRate, taxRate } = ctx.t;
  const ofClass = ctx.db
    .select({ id: taxClassRate.taxRateId })
    .from(taxClassRate)
    .where(eq(taxClassRate.taxClassId, taxClassId));
  await ctx.db
    .update(taxRate)
    .set({ validTo: ctx.now })
    .where(and(inArray(taxRate.id, ofClass), isNull(taxRate.validTo)));
}

async function toTaxClass(
  ctx: ReadCtx,
  row: { id: number; publicId: TaxClassId; name: string },
): Promise<TaxClass> {
  const { taxClassRate, taxRate } = ctx.t;
  const rates = await ctx.db
    .select({
      id: taxRate.publicId,
      name: taxRate.name,
      ppm: taxRate.ppm,
      compound: taxClassRate.compound,
    })
    .from(taxClassRate)
    .innerJoin(taxRate, eq(taxRate.id, taxClassRate.taxRateId))
    .where(
      and(
        eq(taxClassRate.taxClassId, row.id),
        lte(taxRate.validFrom, ctx.now),
        or(isNull(taxRate.validTo), sql`${taxRate.validTo} > ${ctx.now}`),
      ),
    )
    .orderBy(asc(taxClassRate.position));
  return {
    id: row.publicId,
    name: row.name,
    rates: rates.map((rate) => ({
      ...rate,
      id: rate.id,
    })),
  };
}
