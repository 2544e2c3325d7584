import type { LabelLayout } from "@daybook/contract/label-codes";
import { asc, sql } from "drizzle-orm";
import { prepared } from "@daybook/db/statement";
import type { ReadCtx } from "../context/context.ts";

const inForce = prepared((db, t) =>
  db
    .select({
      prefix: t.labelPattern.prefix,
      layout: t.labelPattern.layout,
      verifier: t.labelPattern.verifier,
      meaning: t.labelPattern.meaning,
      decimals: t.labelPattern.decimals,
    })
    .from(t.labelPattern)
    .where(
      sql`${t.labelPattern.validFrom} <= ${sql.placeholder("at")} AND (${t.labelPattern.deactivatedAt} IS NULL OR ${t.labelPattern.deactivatedAt} > ${sql.placeholder("at")})`,
    )
    .orderBy(asc(t.labelPattern.prefix), asc(t.labelPattern.id))
    .prepare(),
);

/** The patterns that were in force at `at` (UTC milliseconds). */
export function labelPatternsAt(ctx: ReadCtx, at: number): Promise<LabelLayout[]> {
  return inForce(ctx).execute({ at });
}
