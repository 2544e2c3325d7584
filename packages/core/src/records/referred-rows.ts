import { eq, sql } from "drizzle-orm";
import { prepared } from "@daybook/db/statement";
import type { ReadTx } from "@daybook/db/types";
import { refuse } from "../errors/domain-error.ts";

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
}));

/** Records that others refer to and that can be deactivated. */
type Referred = "category" | "supplier" | "location";

/**
 * The internal id of a referenced record. Refuses 404 `not_found` and, unless the record already refers to it
 * (`already`), 409 `inactive`, both at `path`.
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

/** The internal id of a record used as a filter, active or not. Refuses 404 `not_found` at `path`. */
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
