import { asc, eq, sql } from "drizzle-orm";
import type { UnitCode } from "@daybook/contract/units";
import { prepared } from "@daybook/db/statement";
import type { ReadTx } from "@daybook/db/types";
import { assert, refuse } from "../domain-error.ts";

const statements = prepared((db, t) => ({
  category: db
    .select({ id: t.category.id, deactivatedAt: t.category.deactivatedAt })
    .from(t.category)
    .where(eq(t.category.publicId, sql.placeholder("publicId")))
    .prepare(),
  supplier: db
    .select({ id: t.supplier.id, deactivatedAt: t.supplier.deactivatedAt })
    .from(t.supplier)
    .where(eq(t.supplier.publicId, sql.placeholder("publicId")))
    .prepare(),
  location: db
    .select({ id: t.location.id, deactivatedAt: t.location.deactivatedAt })
    .from(t.location)
    .where(eq(t.location.publicId, sql.placeholder("publicId")))
    .prepare(),
  taxClass: db
    .select({ id: t.taxClass.id })
    .from(t.taxClass)
    .where(eq(t.taxClass.publicId, sql.placeholder("publicId")))
    .prepare(),
  firstTaxClass: db
    .select({ id: t.taxClass.id })
    .from(t.taxClass)
    .orderBy(asc(t.taxClass.id))
    .limit(1)
    .prepare(),
  unit: db
    .select({ id: t.uom.id })
    .from(t.uom)
    .where(eq(t.uom.code, sql.placeholder("code")))
    .prepare(),
}));

/** What a product may refer to and a person may take out of use. */
type Referred = "category" | "supplier" | "location";

/**
 * The internal id of something a product refers to. Refuses 404 `not_found` and, unless the product has it `already`,
 * 409 `inactive`, both at `path`.
 */
export async function referredRowId(
  tx: ReadTx,
  entity: Referred,
  publicId: string,
  path: string,
  already: ReadonlySet<number> = new Set(),
): Promise<number> {
  const [row] = await statements(tx)[entity].execute({ publicId });
  if (row === undefined) throw refuse("not_found", { entity, id: publicId }, path);
  if (row.deactivatedAt !== null && !already.has(row.id))
    throw refuse("inactive", { entity, id: publicId }, path);
  return row.id;
}

/** The internal id of something a list is narrowed to, active or not. Refuses 404 `not_found` at `path`. */
export async function anyRowId(
  tx: ReadTx,
  entity: Referred,
  publicId: string,
  path: string,
): Promise<number> {
  const [row] = await statements(tx)[entity].execute({ publicId });
  if (row === undefined) throw refuse("not_found", { entity, id: publicId }, path);
  return row.id;
}

/** The internal id of a tax class, the shop's first one when none is named. Refuses 404 `not_found` at `path`. */
export async function taxClassRowId(
  tx: ReadTx,
  publicId: string | undefined,
  path: string,
): Promise<number> {
  if (publicId === undefined) {
    const [first] = await statements(tx).firstTaxClass.execute({});
    assert(first !== undefined, "set-up makes the first tax class");
    return first.id;
  }
  const [row] = await statements(tx).taxClass.execute({ publicId });
  if (row === undefined) throw refuse("not_found", { entity: "tax class", id: publicId }, path);
  return row.id;
}

export async function unitRowId(tx: ReadTx, code: UnitCode): Promise<number> {
  const [row] = await statements(tx).unit.execute({ code });
  assert(row !== undefined, "set-up makes every unit of the contract");
  return row.id;
}
