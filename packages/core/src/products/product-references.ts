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

export async function unitRowId(tx: ReadTx, code: UnitCode): Promise<number> {
  const [row] = await statements(tx).unit.execute({ code });
  assert(row !== undefined, "set-up makes every unit of the contract");
  return row.id;
}
