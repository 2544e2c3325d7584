import type { SupplierId } from "@daybook/contract/ids";
import { eq, sql } from "drizzle-orm";
import { prepared } from "@daybook/db/statement";
import type { ReadTx } from "@daybook/db/types";
import { refuse } from "../errors/domain-error.ts";

const finding = prepared((db, t) =>
  db
    .select()
    .from(t.supplier)
    .where(eq(t.supplier.publicId, sql.placeholder("publicId")))
    .prepare(),
);

/** A supplier's row with its internal id, active or not. Refuses 404 `not_found` at `path`. */
export async function getSupplierRow(tx: ReadTx, publicId: SupplierId, path = "id") {
  const [row] = await finding(tx).execute({ publicId });
  if (row === undefined) throw refuse("not_found", { entity: "supplier", id: publicId }, path);
  return row;
}

export type SupplierRow = Awaited<ReturnType<typeof getSupplierRow>>;

/** As `getSupplierRow`; refuses a deactivated one with 409 `inactive` at `path`. */
export async function getActiveSupplierRow(
  tx: ReadTx,
  publicId: SupplierId,
  path: string,
): Promise<SupplierRow> {
  const row = await getSupplierRow(tx, publicId, path);
  if (row.deactivatedAt !== null)
    throw refuse("inactive", { entity: "supplier", id: publicId }, path);
  return row;
}
