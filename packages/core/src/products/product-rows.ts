import type { ProductId } from "@daybook/contract/ids";
import { eq, sql } from "drizzle-orm";
import { prepared } from "@daybook/db/statement";
import type { ReadTx } from "@daybook/db/types";
import { refuse } from "../errors/domain-error.ts";

const finding = prepared((db, t) =>
  db
    .select()
    .from(t.product)
    .where(eq(t.product.publicId, sql.placeholder("publicId")))
    .prepare(),
);

/** A product's row with its internal id, active or not. Refuses 404 `not_found` at `path`. */
export async function getProductRow(tx: ReadTx, publicId: ProductId, path = "id") {
  const [row] = await finding(tx).execute({ publicId });
  if (row === undefined) throw refuse("not_found", { entity: "product", id: publicId }, path);
  return row;
}

export type ProductRow = Awaited<ReturnType<typeof getProductRow>>;

/** As `getProductRow`; refuses a deactivated one with 409 `inactive` at `path`. */
export async function getActiveProductRow(
  tx: ReadTx,
  publicId: ProductId,
  path: string,
): Promise<ProductRow> {
  const row = await getProductRow(tx, publicId, path);
  if (row.deactivatedAt !== null)
    throw refuse("inactive", { entity: "product", id: publicId }, path);
  return row;
}
