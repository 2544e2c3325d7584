/** The archive of closed years: what may move there, and what is there. */
import { and, asc, eq, isNull, lt, sql } from "drizzle-orm";
import { FULL_YEARS_LIVE } from "@daybook/contract/archives";
import type {
  Archive,
  ArchivedRows,
  ArchiveInfo,
  ArchivePreview,
  MoveToArchive,
  PurgeArchive,
} from "@daybook/contract/archives";
import { businessTime, startOfBusinessDay } from "@daybook/contract/business-time";
import { ARCHIVED, rowsBefore } from "@daybook/db/archived-rows";
import type { ArchiveLimit, RowCounts } from "@daybook/db/archived-rows";
import type { ReadTx } from "@daybook/db/types";
import type { ReadCtx } from "../context/context.ts";
import { isoInstant } from "../context/instants.ts";
import { refuse } from "../errors/domain-error.ts";
import { getShop } from "../settings/shop.ts";
import type { Shop } from "../settings/shop.ts";

/** The archive of the shop; null while all records are in the live tables. */
export async function findArchive(tx: ReadTx): Promise<ArchiveInfo | null> {
  const [row] = await tx.db.select().from(tx.t.recordArchive);
  if (row === undefined) return null;
  return {
    beforeYear: Number(row.beforeDate.slice(0, 4)),
    movedAt: isoInstant(row.movedAt),
    sizeBytes: row.sizeBytes,
    rows: namedRows(row.counts),
  };
}

/** The same. Refuses 409 `nothing_to_archive` if there is none. */
export async function getArchive(tx: ReadTx): Promise<ArchiveInfo> {
  const archive = await findArchive(tx);
  if (archive === null) throw refuse("nothing_to_archive", {});
  return archive;
}

/** The SHA-256 of the file of the archive; empty on PostgreSQL. */
export async function archiveHash(tx: ReadTx): Promise<string> {
  const [row] = await tx.db.select({ sha256: tx.t.recordArchive.sha256 }).from(tx.t.recordArchive);
  return row?.sha256 ?? "";
}

/** The archive, and what may be moved there. */
export async function readArchive(ctx: ReadCtx): Promise<Archive> {
  const shop = await getShop(ctx);
  return {
    present: await findArchive(ctx),
    latestYear: latestYearOf(shop, ctx.now),
    retentionYears: shop.retentionYears,
  };
}

/** How many rows would move. Refuses 422 `year_too_recent`. */
export async function previewArchive(
  ctx: ReadCtx,
  { beforeYear }: MoveToArchive,
): Promise<ArchivePreview> {
  return { rows: await rowsToMove(ctx, limitBefore(await getShop(ctx), beforeYear, ctx.now)) };
}

/** Refuses 422 `year_too_recent` unless two full years stay. */
function limitBefore(shop: Shop, beforeYear: number, now: number): ArchiveLimit {
  const latestYear = latestYearOf(shop, now);
  if (beforeYear > latestYear) throw refuse("year_too_recent", { latestYear }, "beforeYear");
  const beforeDate = `${beforeYear}-01-01`;
  return { beforeDate, before: startOfBusinessDay(shop, beforeDate) };
}

function latestYearOf(shop: Shop, now: number): number {
  return Number(businessTime(shop, now).businessDate.slice(0, 4)) - FULL_YEARS_LIVE;
}

/** Row counts of tables under the names of the contract. */
export function namedRows(counts: RowCounts): ArchivedRows {
  return {
    movements: counts["movement"] ?? 0,
    tillEvents: counts["till_event"] ?? 0,
    auditEntries: counts["audit_entry"] ?? 0,
  };
}

/**
 * Where the archive would end. Refuses 422 `year_too_recent` unless two full years stay, 409 `years_not_closed` while a
 * drawer of those years is open, and 409 `nothing_to_archive` if all of it is archived already.
 */
export async function archiveLimit(
  ctx: ReadCtx,
  { beforeYear }: MoveToArchive,
): Promise<ArchiveLimit> {
  const limit = limitBefore(await getShop(ctx), beforeYear, ctx.now);
  await refuseOpenDrawer(ctx, limit.beforeDate);
  const present = await findArchive(ctx);
  const isMore = present === null || present.beforeYear < beforeYear;
  if (!isMore || Object.values(await rowsToMove(ctx, limit)).every((rows) => rows === 0))
    throw refuse("nothing_to_archive", {}, "beforeYear");
  return limit;
}

/**
 * Up to when the audit log may be deleted, in UTC milliseconds: every record is kept for the shop's retention years
 * after the end of its year. Refuses 422 `must_be_kept` and 409 `nothing_to_archive`.
 */
export async function purgeLimit(ctx: ReadCtx, { beforeYear }: PurgeArchive): Promise<number> {
  const shop = await getShop(ctx);
  const { retentionYears } = shop;
  const firstDay = `${beforeYear + retentionYears}-01-01`;
  if (businessTime(shop, ctx.now).businessDate < firstDay)
    throw refuse("must_be_kept", { retentionYears, firstDay }, "beforeYear");
  const archive = await getArchive(ctx);
  if (archive.beforeYear < beforeYear) throw refuse("nothing_to_archive", {}, "beforeYear");
  const before = startOfBusinessDay(shop, `${beforeYear}-01-01`);
  const { auditEntry } = ctx.t;
  const [oldest] = await ctx.db
    .select({ at: auditEntry.at })
    .from(auditEntry)
    .orderBy(asc(auditEntry.id))
    .limit(1);
  if (oldest === undefined || oldest.at >= before)
    throw refuse("nothing_to_archive", {}, "beforeYear");
  return before;
}

async function refuseOpenDrawer({ db, t }: ReadCtx, beforeDate: string): Promise<void> {
  const { drawerSession, closing } = t;
  const [open] = await db
    .select({ businessDate: drawerSession.businessDate })
    .from(drawerSession)
    .leftJoin(closing, and(eq(closing.sessionId, drawerSession.id), isNull(closing.supplementOf)))
    .where(and(lt(drawerSession.businessDate, beforeDate), isNull(closing.id)))
    .orderBy(asc(drawerSession.businessDate))
    .limit(1);
  if (open !== undefined) throw refuse("years_not_closed", open, "beforeYear");
}

/** The rows before a limit that are not archived yet. */
export async function rowsToMove(ctx: ReadCtx, limit: ArchiveLimit): Promise<ArchivedRows> {
  const present = (await findArchive(ctx))?.rows;
  const total: Record<string, number> = {};
  for (const key of ARCHIVED) {
    const table = ctx.t[key];
    total[key] = await ctx.db.$count(table, sql.raw(rowsBefore(key, limit)));
  }
  return {
    movements: (total["movement"] ?? 0) - (present?.movements ?? 0),
    tillEvents: (total["tillEvent"] ?? 0) - (present?.tillEvents ?? 0),
    auditEntries: (total["auditEntry"] ?? 0) - (present?.auditEntries ?? 0),
  };
}
