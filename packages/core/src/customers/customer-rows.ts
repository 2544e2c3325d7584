import type { CustomerId } from "@daybook/contract/ids";
import { eq, sql } from "drizzle-orm";
import { prepared } from "@daybook/db/statement";
import type { ReadTx } from "@daybook/db/types";
import { refuse } from "../errors/domain-error.ts";

const finding = prepared((db, t) =>
  db
    .select()
    .from(t.customer)
    .where(eq(t.customer.publicId, sql.placeholder("publicId")))
    .prepare(),
);

/** A customer's row with its internal id, active or not. Refuses 404 `not_found` at `path`. */
export async function getCustomerRow(tx: ReadTx, publicId: CustomerId, path = "id") {
  const [row] = await finding(tx).execute({ publicId });
  if (row === undefined) throw refuse("not_found", { entity: "customer", id: publicId }, path);
  return row;
}

export type CustomerRow = Awaited<ReturnType<typeof getCustomerRow>>;

/** As `getCustomerRow`; refuses a deactivated one with 409 `inactive` at `path`. */
export async function getActiveCustomerRow(
  tx: ReadTx,
  publicId: CustomerId,
  path: string,
): Promise<CustomerRow> {
  const row = await getCustomerRow(tx, publicId, path);
  if (row.deactivatedAt !== null)
    throw refuse("inactive", { entity: "customer", id: publicId }, path);
  return row;
}
