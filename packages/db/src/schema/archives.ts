import { sql } from "drizzle-orm";
import { check, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { instant } from "../columns.ts";

/** The current archive of closed years: the only row, and none while all records are in the live tables. */
export const recordArchive = sqliteTable(
  "record_archive",
  {
    id: integer("id").primaryKey(),
    /** Records of business days before this one are in the archive. */
    beforeDate: text("before_date").notNull(),
    /** SQLite: the file next to the database, named by its hash; empty on PostgreSQL. */
    fileName: text("file_name").notNull(),
    sha256: text("sha256").notNull(),
    sizeBytes: integer("size_bytes").notNull(),
    /** The rows of each archived table. */
    counts: text("counts", { mode: "json" }).$type<Readonly<Record<string, number>>>().notNull(),
    movedAt: instant("moved_at").notNull(),
  },
  (t) => [check("record_archive_only_one", sql`${t.id} = 1`)],
);
