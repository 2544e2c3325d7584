import { eq, sql } from "drizzle-orm";
import { prepared } from "@daybook/db/statement";
import type { Tables } from "@daybook/db/types";
import { recordRows } from "../records/record-rows.ts";

export type SupplierRow = Tables["supplier"]["$inferSelect"];

export const supplierRows = recordRows<SupplierRow>(
  "supplier",
  prepared((db, t) =>
    db
      .select()
      .from(t.supplier)
      .where(eq(t.supplier.publicId, sql.placeholder("publicId")))
      .prepare(),
  ),
);

export const { get: getSupplierRow, getActive: getActiveSupplierRow } = supplierRows;
