import { eq, sql } from "drizzle-orm";
import { prepared } from "@daybook/db/statement";
import type { Tables } from "@daybook/db/types";
import { recordRows } from "../records/record-rows.ts";

export type CustomerRow = Tables["customer"]["$inferSelect"];

export const customerRows = recordRows<CustomerRow>(
  "customer",
  prepared((db, t) =>
    db
      .select()
      .from(t.customer)
      .where(eq(t.customer.publicId, sql.placeholder("publicId")))
      .prepare(),
  ),
);

export const { get: getCustomerRow, getActive: getActiveCustomerRow } = customerRows;
