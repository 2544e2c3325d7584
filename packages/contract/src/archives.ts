/** The archive of closed years: records that moved out of the database, and still are part of every answer. */
import { z } from "zod";
import { Instant } from "./fields.ts";

/** The years that always stay in the database, besides the present one. */
export const FULL_YEARS_LIVE = 2;

/** Records of the years before this one. */
export const ArchiveYear = z.int().min(1900).max(9999);

/** How many rows move or have moved. */
export const ArchivedRows = z.strictObject({
  movements: z.int().describe("Movements of sales and returns"),
  tillEvents: z.int().describe("Entries of the till journal"),
  auditEntries: z.int(),
});
export type ArchivedRows = z.infer<typeof ArchivedRows>;

export const MoveToArchive = z.strictObject({
  beforeYear: ArchiveYear.describe("Records of the years before this one are moved"),
});
export type MoveToArchive = z.infer<typeof MoveToArchive>;

export const PurgeArchive = z.strictObject({
  beforeYear: ArchiveYear.describe("The audit log of the years before this one is deleted"),
});
export type PurgeArchive = z.infer<typeof PurgeArchive>;

/** The archive that exists. */
export const ArchiveInfo = z.strictObject({
  beforeYear: ArchiveYear,
  movedAt: Instant,
  sizeBytes: z.int().describe("0 on PostgreSQL, where it is part of the database"),
  rows: ArchivedRows,
});
export type ArchiveInfo = z.infer<typeof ArchiveInfo>;

export const GetArchive = z.strictObject({});

export const Archive = z.strictObject({
  present: ArchiveInfo.nullable().describe("Null while all records are in the database"),
  latestYear: ArchiveYear.describe("At most the records of the years before this one are moved"),
  retentionYears: z.int().describe("How long records are kept after the end of their year"),
});
export type Archive = z.infer<typeof Archive>;

export const ArchivePreview = z.strictObject({ rows: ArchivedRows.describe("What would move") });
export type ArchivePreview = z.infer<typeof ArchivePreview>;

export const BringArchiveBack = z.strictObject({});

/** The server stops, moves the records and starts again. */
export const ArchiveMoveStarted = z.strictObject({});
export type ArchiveMoveStarted = z.infer<typeof ArchiveMoveStarted>;

/** What to do with the records of closed years: the order of a move. */
export type ArchiveOrder =
  | { readonly beforeYear: number }
  | { readonly purgeBefore: number }
  | "back";
