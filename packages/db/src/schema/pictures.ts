import { sql } from "drizzle-orm";
import {
  blob,
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  unique,
} from "drizzle-orm/sqlite-core";
import type { FileHash, PictureHash } from "@daybook/contract/pictures";
import { instant } from "../columns.ts";
import { product } from "./products.ts";
import { supplier } from "./suppliers.ts";
import { appUser } from "./users.ts";

/**
 * The bytes of a picture or of a PDF, named by their SHA-256: the same bytes are stored once. Rows that refer to it show
 * it; without one it is deleted. `bytesOf` in `table-files.ts` says how an export names the bytes.
 */
export const storedFile = sqliteTable(
  "stored_file",
  {
    hash: text("hash").$type<PictureHash | FileHash>().primaryKey(),
    format: text("format", { enum: ["webp", "pdf"] }).notNull(),
    /** Of `content`. */
    size: integer("size").notNull(),
    /** Of a picture, in pixels. */
    width: integer("width"),
    height: integer("height"),
    /** When it was sent last; one that nothing refers to is deleted a day later. */
    storedAt: instant("stored_at").notNull(),
    /** Of `small`: null for a picture that is small itself, and for a PDF. */
    smallHash: text("small_hash"),
    /** Before `content`, which SQLite would otherwise read to reach it. */
    small: blob("small", { mode: "buffer" }),
    content: blob("content", { mode: "buffer" }).notNull(),
  },
  (t) => [
    index("stored_file_age").on(t.storedAt),
    check("stored_file_size", sql`${t.size} > 0`),
    check("stored_file_small", sql`(${t.small} IS NULL) = (${t.smallHash} IS NULL)`),
    check("stored_file_sides", sql`(${t.format} = 'webp') = (${t.width} IS NOT NULL)`),
    check("stored_file_both_sides", sql`(${t.width} IS NULL) = (${t.height} IS NULL)`),
  ],
);

/** A picture of a product. The positions of a product's pictures are 0, 1, 2 …; lists show the first. */
export const productPicture = sqliteTable(
  "product_picture",
  {
    productId: integer("product_id")
      .notNull()
      .references(() => product.id),
    position: integer("position").notNull(),
    hash: text("hash")
      .$type<PictureHash>()
      .notNull()
      .references(() => storedFile.hash),
    /** Null if Daybook added it. */
    addedBy: integer("added_by").references(() => appUser.id),
    addedAt: instant("added_at").notNull(),
  },
  (t) => [
    primaryKey({ name: "product_picture_pk", columns: [t.productId, t.position] }),
    unique("product_picture_once").on(t.productId, t.hash),
    index("product_picture_hash").on(t.hash),
    check("product_picture_position", sql`${t.position} >= 0`),
  ],
);

/** A PDF of a product, such as a manual. */
export const productFile = sqliteTable(
  "product_file",
  {
    productId: integer("product_id")
      .notNull()
      .references(() => product.id),
    hash: text("hash")
      .$type<FileHash>()
      .notNull()
      .references(() => storedFile.hash),
    name: text("name").notNull(),
    addedBy: integer("added_by").references(() => appUser.id),
    addedAt: instant("added_at").notNull(),
  },
  (t) => [
    primaryKey({ name: "product_file_pk", columns: [t.productId, t.hash] }),
    index("product_file_hash").on(t.hash),
  ],
);

/** A PDF of a supplier, such as a price list. */
export const supplierFile = sqliteTable(
  "supplier_file",
  {
    supplierId: integer("supplier_id")
      .notNull()
      .references(() => supplier.id),
    hash: text("hash")
      .$type<FileHash>()
      .notNull()
      .references(() => storedFile.hash),
    name: text("name").notNull(),
    addedBy: integer("added_by").references(() => appUser.id),
    addedAt: instant("added_at").notNull(),
  },
  (t) => [
    primaryKey({ name: "supplier_file_pk", columns: [t.supplierId, t.hash] }),
    index("supplier_file_hash").on(t.hash),
  ],
);
