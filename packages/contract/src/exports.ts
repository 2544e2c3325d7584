/** The archive of a whole shop: a zip file of one CSV file per table, and a manifest that describes them. */
import { z } from "zod";

export const SHOP_ARCHIVE_FORMAT = "daybook-shop";
/** Raised when an earlier version of Daybook could not read the archive any more: version 1 had no files of bytes. */
export const SHOP_ARCHIVE_VERSION = 2;
export const MANIFEST_PATH = "manifest.json";

/** The path of a table's file in the archive. */
export const tablePath = (table: string): string => `tables/${table}.csv`;

const Name = z.string().regex(/^[a-z][a-z0-9_]*$/);

/**
 * One column of a file. Money is in minor units, quantities in thousandths, instants in UTC milliseconds. A column of
 * bytes has the path of a file in the archive, whose name is the SHA-256 of its content.
 */
const ArchivedColumn = z.strictObject({
  name: Name,
  type: z.enum(["text", "integer", "boolean", "json", "bytes"]),
});

/** One file: the rows of a table, sorted by its key. */
const ArchivedTable = z.strictObject({
  table: Name,
  path: z.string(),
  columns: z.array(ArchivedColumn).min(1),
  /** The columns that refer to another row of the same table. */
  ownReferences: z.array(Name),
  rows: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  /** The SHA-256 of the file, in hexadecimal digits. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ArchivedTable = z.infer<typeof ArchivedTable>;

/** What an archive contains. Tables are in an order in which each comes after those it refers to. */
export const ShopManifest = z.strictObject({
  format: z.literal(SHOP_ARCHIVE_FORMAT),
  formatVersion: z.int(),
  /** The version of Daybook that made it. */
  daybook: z.string(),
  /** UTC milliseconds. */
  madeAt: z.int(),
  /** The name of the last migration of its schema. */
  schema: z.string(),
  shop: z.string(),
  currency: z.string(),
  tables: z.array(ArchivedTable),
});
export type ShopManifest = z.infer<typeof ShopManifest>;

/** What `exports.shop` answers: what an archive made now would contain. */
export const ExportShop = z.strictObject({});

export const ShopContents = z.strictObject({
  shop: z.string(),
  /** The files with rows, largest first. */
  tables: z.array(z.strictObject({ table: z.string(), rows: z.int().nonnegative() })),
});
export type ShopContents = z.infer<typeof ShopContents>;
