import { eq, sql } from "drizzle-orm";
import { prepared } from "@daybook/db/statement";
import type { Tables } from "@daybook/db/types";
import { recordRows } from "../records/record-rows.ts";

export type CategoryRow = Tables["category"]["$inferSelect"];

export const categoryRows = recordRows<CategoryRow>(
  "category",
  prepared((db, t) =>
    db
      .select()
      .from(t.category)
      .where(eq(t.category.publicId, sql.placeholder("publicId")))
      .prepare(),
  ),
);

export const { get: getCategoryRow, getActive: getActiveCategoryRow } = categoryRows;
