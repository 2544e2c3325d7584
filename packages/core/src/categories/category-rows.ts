import type { CategoryId } from "@daybook/contract/ids";
import { eq, sql } from "drizzle-orm";
import { prepared } from "@daybook/db/statement";
import type { ReadTx } from "@daybook/db/types";
import { refuse } from "../errors/domain-error.ts";

const finding = prepared((db, t) =>
  db
    .select()
    .from(t.category)
    .where(eq(t.category.publicId, sql.placeholder("publicId")))
    .prepare(),
);

/** A category's row with its internal id, active or not. Refuses 404 `not_found` at `path`. */
export async function getCategoryRow(tx: ReadTx, publicId: CategoryId, path = "id") {
  const [row] = await finding(tx).execute({ publicId });
  if (row === undefined) throw refuse("not_found", { entity: "category", id: publicId }, path);
  return row;
}

export type CategoryRow = Awaited<ReturnType<typeof getCategoryRow>>;

/** As `getCategoryRow`; refuses a deactivated one with 409 `inactive` at `path`. */
export async function getActiveCategoryRow(
  tx: ReadTx,
  publicId: CategoryId,
  path: string,
): Promise<CategoryRow> {
  const row = await getCategoryRow(tx, publicId, path);
  if (row.deactivatedAt !== null)
    throw refuse("inactive", { entity: "category", id: publicId }, path);
  return row;
}
