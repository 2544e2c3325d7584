import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { AnySQLiteColumn } from "drizzle-orm/sqlite-core";
import type { LocationId } from "@daybook/contract/ids";
import { id, instant, publicId } from "../columns.ts";

/** A place that holds goods: a shop, an aisle, a shelf. Only locations of kind `store` are sold from. */
export const location = sqliteTable("location", {
  id: id(),
  publicId: publicId<LocationId>(),
  parentId: integer("parent_id").references((): AnySQLiteColumn => location.id),
  name: text("name").notNull(),
  nameKey: text("name_key").notNull().unique(),
  address: text("address").notNull(),
  kind: text("kind", { enum: ["store", "transit", "quarantine", "layaway"] }).notNull(),
  version: integer("version").notNull(),
  createdAt: instant("created_at").notNull(),
  deactivatedAt: instant("deactivated_at"),
});
