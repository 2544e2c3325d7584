import { eq, sql } from "drizzle-orm";
import { prepared } from "@daybook/db/statement";
import type { Tables } from "@daybook/db/types";
import { recordRows } from "../records/record-rows.ts";

export type ProductRow = Tables["product"]["$inferSelect"];

export const productRows = recordRows<ProductRow>(
  "product",
  prepared((db, t) =>
    db
      .select()
      .from(t.product)
      .where(eq(t.product.publicId, sql.placeholder("publicId")))
      .prepare(),
  ),
);

export const { get: getProductRow, getActive: getActiveProductRow } = productRows;
