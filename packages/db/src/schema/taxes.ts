import { sql } from "drizzle-orm";
import { check, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { TaxClassId, TaxRateId } from "@daybook/contract/ids";
import { flag, id, instant, publicId } from "../columns.ts";

/** The tax class of a product, such as "standard" or "books". */
export const taxClass = sqliteTable("tax_class", {
  id: id(),
  publicId: publicId<TaxClassId>(),
  name: text("name").notNull().unique(),
});

/** A rate in parts per million: 20 % = 200 000. Rates are replaced, not edited, so old sales keep theirs. */
export const taxRate = sqliteTable(
  "tax_rate",
  {
    id: id(),
    publicId: publicId<TaxRateId>(),
    name: text("name").notNull(),
    ppm: integer("ppm").notNull(),
    validFrom: instant("valid_from").notNull(),
    validTo: instant("valid_to"),
  },
  (t) => [check("tax_rate_ppm", sql`${t.ppm} >= 0 AND ${t.ppm} <= 1000000`)],
);

/** The rates of a class in order; a compound rate applies to the amount plus the taxes before it. */
export const taxClassRate = sqliteTable(
  "tax_class_rate",
  {
    taxClassId: integer("tax_class_id")
      .notNull()
      .references(() => taxClass.id),
    taxRateId: integer("tax_rate_id")
      .notNull()
      .references(() => taxRate.id),
    position: integer("position").notNull(),
    compound: flag("compound").notNull(),
  },
  (t) => [primaryKey({ name: "tax_class_rate_pk", columns: [t.taxClassId, t.taxRateId] })],
);
