import type { MoveToArchive, PurgeArchive } from "@daybook/contract/archives";
import {
  moveFromArchive,
  moveToArchive,
  prepareArchive,
  preparePurge,
  purgeArchive,
} from "@daybook/db/archive-store";
import type { Who } from "../context/context.ts";
import { recordAudit } from "../writes/audit.ts";
import type { UnitOfWork } from "../writes/unit-of-work.ts";
import {
  archiveHash,
  archiveLimit,
  findArchive,
  getArchive,
  namedRows,
  purgeLimit,
} from "./archives.ts";

/**
 * Moves the records of the years before `beforeYear` to the archive, with what it has already; one transaction decides.
 * On SQLite nobody else may use the database, and the store must be opened again afterwards. Refuses as `archiveLimit`;
 * throws `StoreRefused` if a file of the archive is missing.
 */
export async function archiveYears(
  work: UnitOfWork,
  who: Who,
  input: MoveToArchive,
): Promise<void> {
  const limit = await work.read(who, (ctx) => archiveLimit(ctx, input));
  const prepared = await prepareArchive(work.store, limit);
  try {
    await work.write(who, async (ctx) => {
      await ctx.dialect.lockLedger(ctx);
      await archiveLimit(ctx, input);
      const before = await findArchive(ctx);
      const counts = await moveToArchive(ctx, prepared, ctx.now);
      await recordAudit(ctx, {
        action: "archives.move",
        entity: "archive",
        entityId: String(input.beforeYear),
        before: before === null ? null : { beforeYear: before.beforeYear, ...before.rows },
        after: { beforeYear: input.beforeYear, ...namedRows(counts), sha256: prepared.sha256 },
      });
    });
  } catch (error) {
    prepared.discard();
    throw error;
  }
}

/** Brings all archived records back, as `archiveYears`. Refuses 409 `nothing_to_archive` without an archive. */
export async function bringBackYears(work: UnitOfWork, who: Who): Promise<void> {
  await work.write(who, async (ctx) => {
    await ctx.dialect.lockLedger(ctx);
    const before = await getArchive(ctx);
    await moveFromArchive(ctx);
    await recordAudit(ctx, {
      action: "archives.bringBack",
      entity: "archive",
      entityId: String(before.beforeYear),
      before: { beforeYear: before.beforeYear, ...before.rows },
    });
  });
}

/**
 * Deletes the archived audit log of the years before `beforeYear` for good, as `archiveYears`. Documents, figures, the
 * ledger and the till journal stay: they prove each other. The purge is on record in the audit log itself. Refuses as
 * `purgeLimit`.
 */
export async function purgeYears(work: UnitOfWork, who: Who, input: PurgeArchive): Promise<void> {
  const before = await work.read(who, (ctx) => purgeLimit(ctx, input));
  const prepared = await preparePurge(work.store, before);
  try {
    await work.write(who, async (ctx) => {
      await ctx.dialect.lockLedger(ctx);
      await purgeLimit(ctx, input);
      const { rows } = await getArchive(ctx);
      const sha256 = await archiveHash(ctx);
      const auditEntries = await purgeArchive(ctx, prepared);
      await recordAudit(ctx, {
        action: "archives.purge",
        entity: "archive",
        entityId: String(input.beforeYear),
        before: { ...rows, sha256 },
        after: { beforeYear: input.beforeYear, auditEntries, sha256: prepared.sha256 },
      });
    });
  } catch (error) {
    prepared.discard();
    throw error;
  }
}
