import { sql } from "drizzle-orm";
import { check, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { LabelPatternId } from "@daybook/contract/ids";
import { LABEL_MEANINGS, LABEL_VERIFIERS } from "@daybook/contract/label-codes";
import { id, instant, publicId } from "../columns.ts";

/**
 * How labels with a price, a weight or a count in their code are read. A row is never edited: a change deactivates it and
 * adds another one, because a sale that arrives late is checked with the patterns of its time.
 */
export const labelPattern = sqliteTable(
  "label_pattern",
  {
    id: id(),
    publicId: publicId<LabelPatternId>(),
    name: text("name").notNull(),
    /** The first digits of every label. */
    prefix: text("prefix").notNull(),
    /** A letter for each digit: P prefix, I item, V value, C verifier digit, X check digit. */
    layout: text("layout").notNull(),
    verifier: text("verifier", { enum: LABEL_VERIFIERS }).notNull(),
    meaning: text("meaning", { enum: LABEL_MEANINGS }).notNull(),
    decimals: integer("decimals").notNull(),
    validFrom: instant("valid_from").notNull(),
    deactivatedAt: instant("deactivated_at"),
  },
  (t) => [
    check("label_pattern_decimals", sql`${t.decimals} >= 0 AND ${t.decimals} <= 3`),
    check("label_pattern_time", sql`${t.deactivatedAt} >= ${t.validFrom}`),
  ],
);
