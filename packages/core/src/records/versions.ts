import { and, desc, eq, notLike, sql } from "drizzle-orm";
import { newId } from "@daybook/contract/uuid";
import { prepared } from "@daybook/db/statement";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { assert, refuse } from "../errors/domain-error.ts";
import type { DomainError } from "../errors/domain-error.ts";
import { isoInstantOrNull } from "../context/instants.ts";
import type { Entity } from "@daybook/contract/reasons";

/** An editable row, with the version the user saw. */
export interface Versioned {
  readonly publicId: string;
  readonly version: number;
}

/** The edited record. `entity` is its name in the audit log, `path` the field for refusals. */
export interface Edited {
  readonly entity: Entity;
  readonly row: Versioned;
  readonly path?: string;
}

/** The columns that every new record starts with. */
export function newRecord<Id extends string>(ctx: WriteCtx) {
  return { publicId: newId<Id>(ctx.now), version: 1, createdAt: ctx.now, deactivatedAt: null };
}

/** The values of a prepared `UPDATE … WHERE version = was`: all columns, with the next version. */
export function nextVersion<Row extends Versioned>(before: Row, set: Partial<Row>) {
  return { ...before, ...set, version: before.version + 1, was: before.version };
}

/**
 * Refuses 409 `stale_version` if the row has changed since the user read it, with the time and the user of the last
 * change.
 */
export async function checkVersion(
  ctx: ReadCtx,
  edited: Edited & { readonly version: number },
): Promise<void> {
  const { row, version } = edited;
  if (row.version !== version) throw await staleVersion(ctx, edited, version, row.version);
}

/**
 * The row of an `UPDATE … WHERE id AND version RETURNING`. If there is none, another transaction changed the row after
 * our read: 409 `stale_version`, as above.
 */
export async function updatedRow<Row>(
  ctx: ReadCtx,
  rows: readonly Row[],
  edited: Edited,
): Promise<Row> {
  const [updated] = rows;
  if (updated !== undefined) return updated;
  const { version } = edited.row;
  throw await staleVersion(ctx, edited, version, version + 1);
}

/** The row returned by an `INSERT … RETURNING`. */
export function insertedRow<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  assert(row !== undefined, "an insert returns its row");
  return row;
}

async function staleVersion(
  ctx: ReadCtx,
  { entity, row, path = "version" }: Edited,
  version: number,
  currentVersion: number,
): Promise<DomainError> {
  const [last] = await lookupLast(ctx).execute({ entity, entityId: row.publicId });
  const changedBy = last?.changedBy ?? null;
  const changedAt = isoInstantOrNull(last?.at ?? null);
  const details = { entity, id: row.publicId, version, currentVersion, changedBy, changedAt };
  return refuse("stale_version", details, path);
}

// Sign-ins, password changes, pictures and files are recorded for a record but change no version.
const lookupLast = prepared((db, t) =>
  db
    .select({ changedBy: t.appUser.name, at: t.auditEntry.at })
    .from(t.auditEntry)
    .leftJoin(t.appUser, eq(t.appUser.id, t.auditEntry.userId))
    .where(
      and(
        eq(t.auditEntry.entity, sql.placeholder("entity")),
        eq(t.auditEntry.entityId, sql.placeholder("entityId")),
        ...["auth.%", "pictures.%", "productFiles.%", "supplierFiles.%"].map((actions) =>
          notLike(t.auditEntry.action, actions),
        ),
      ),
    )
    .orderBy(desc(t.auditEntry.id))
    .limit(1)
    .prepare(),
);
