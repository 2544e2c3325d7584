import type { MoveToArchive } from "@daybook/contract/archives";
import { moveFromArchive, moveToArchive, prepareArchive } from "@daybook/db/archive-store";
import type { Who } from "../context/context.ts";
import { recordAudit } from "../writes/audit.ts";
import type { UnitOfWork } from "../writes/unit-of-work.ts";
import { archiveLimit, findArchive, getArchive, namedRows } from "./archives.ts";

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
