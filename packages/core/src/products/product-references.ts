import { asc, eq, sql } from "drizzle-orm";
import type { UnitCode } from "@daybook/contract/units";
import { prepared } from "@daybook/db/statement";
import type { ReadTx } from "@daybook/db/types";
import { assert, refuse } from "../errors/domain-error.ts";

const statements = prepared((db, t) => ({
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
  deposit: db
    .select({ id: t.product.id, kind: t.product.kind, deactivatedAt: t.product.deactivatedAt })
    .from(t.product)
    .where(eq(t.product.publicId, sql.placeholder("publicId")))
    .prepare(),
  unit: db
    .select({ id: t.uom.id })
    .from(t.uom)
    .where(eq(t.uom.code, sql.placeholder("code")))
    .prepare(),
}));

/** The internal id of a tax class, the shop's first one by default. Refuses 404 `not_found` at `path`. */
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
  if (row === undefined) throw refuse("not_found", { entity: "taxClass", id: publicId }, path);
  return row.id;
}

/**
 * The internal id of the deposit of a product; null for none. Refuses at `path` 404 `not_found`, 409 `inactive` unless the
 * product has it already, 422 `not_a_deposit`, also for the deposit of a deposit, and 422 `deposit_needs_pieces`.
 */
export async function depositRowId(
  tx: ReadTx,
  publicId: string | null,
  of: {
    readonly kind: string;
    readonly quantityStepMilli: number;
    readonly already: number | null;
    readonly path: string;
  },
): Promise<number | null> {
  if (publicId === null) return null;
  const [row] = await statements(tx).deposit.execute({ publicId });
  const about = { entity: "product", id: publicId } as const;
  if (row === undefined) throw refuse("not_found", about, of.path);
  if (row.kind !== "deposit" || of.kind === "deposit") throw refuse("not_a_deposit", {}, of.path);
  if (of.quantityStepMilli % 1000 !== 0) throw refuse("deposit_needs_pieces", {}, of.path);
  if (row.deactivatedAt !== null && row.id !== of.already) throw refuse("inactive", about, of.path);
  return row.id;
}

export async function unitRowId(tx: ReadTx, code: UnitCode): Promise<number> {
  const [row] = await statements(tx).unit.execute({ code });
  assert(row !== undefined, "set-up makes every unit of the contract");
  return row.id;
}
