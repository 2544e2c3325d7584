import type { Topic } from "@daybook/contract/topics";
import { differences, recordAudit } from "../writes/audit.ts";
import type { WriteCtx } from "../context/context.ts";
import { doToMany } from "./do-to-many.ts";
import type { RecordRow, RecordRows } from "./record-rows.ts";
import { checkVersion, insertedRow, updatedRow } from "./versions.ts";
import type { Versioned } from "./versions.ts";
import type { Entity } from "@daybook/contract/reasons";

type ChangeableRow = RecordRow & Versioned;

/** Which record a person changes, and the version they were shown. */
export interface RecordState<Id extends string> {
  readonly id: Id;
  readonly version: number;
}

export interface RecordKind<Row extends ChangeableRow, Audited> {
  /** The audit log's word for one of them. */
  readonly entity: Entity;
  /** The live topic, which also begins the names of its actions: `suppliers.update`. */
  readonly topic: Topic;
  readonly rows: RecordRows<Row>;
  /** `UPDATE … WHERE id AND version RETURNING`, one version on: no row where another transaction was first. */
  readonly update: (ctx: WriteCtx, before: Row, set: Partial<Row>) => Promise<readonly Row[]>;
  /** The record as the audit log keeps it. */
  readonly audited: (ctx: WriteCtx, row: Row) => Audited | Promise<Audited>;
}

/** A row as it was written, and the record as the audit log keeps it. */
export interface Recorded<Row, Audited> {
  readonly row: Row;
  readonly audited: Audited;
}

export interface RecordChanges<Row extends ChangeableRow, Audited> {
  /** The row to be changed. Refuses 404 `not_found` at `id` and 409 `stale_version` at `version`. */
  toChange(ctx: WriteCtx, state: RecordState<Row["publicId"]>): Promise<Row>;
  /** Writes an inserted row to the audit log and marks it for live screens. */
  created(ctx: WriteCtx, rows: readonly Row[]): Promise<Recorded<Row, Audited>>;
  /** Changes the row, one version on, with audit entry and live mark. `verb` is the action after the topic. */
  change(
    ctx: WriteCtx,
    before: Row,
    verb: string,
    set: Partial<Row>,
  ): Promise<Recorded<Row, Audited>>;
  /** Takes it out of use; one that is out of use stays as it is. */
  deactivate(ctx: WriteCtx, state: RecordState<Row["publicId"]>): Promise<Recorded<Row, Audited>>;
  reactivate(ctx: WriteCtx, state: RecordState<Row["publicId"]>): Promise<Recorded<Row, Audited>>;
  /** Takes many out of use or brings them back: all or none, with refusals at `<topic>.N.id` and `<topic>.N.version`. */
  setActive(
    ctx: WriteCtx,
    states: readonly RecordState<Row["publicId"]>[],
    active: boolean,
  ): Promise<{ id: Row["publicId"]; version: number }[]>;
}

/** What all versioned records share when they are made, changed, taken out of use and brought back. */
export function recordChanges<Row extends ChangeableRow, Audited extends object>({
  entity,
  topic,
  rows,
  update,
  audited,
}: RecordKind<Row, Audited>): RecordChanges<Row, Audited> {
  type State = RecordState<Row["publicId"]>;
  const toChange = async (ctx: WriteCtx, { id, version }: State): Promise<Row> => {
    const row = await rows.get(ctx, id);
    await checkVersion(ctx, { entity, row, version });
    return row;
  };
  const change = async (
    ctx: WriteCtx,
    before: Row,
    verb: string,
    set: Partial<Row>,
  ): Promise<Recorded<Row, Audited>> => {
    const was = await audited(ctx, before);
    const row = await updatedRow(ctx, await update(ctx, before, set), { entity, row: before });
    const is = await audited(ctx, row);
    await recordAudit(ctx, {
      action: `${topic}.${verb}`,
      entity,
      entityId: row.publicId,
      ...differences(was, is),
    });
    ctx.changed(topic, row.publicId);
    return { row, audited: is };
  };
  const setOne = async (ctx: WriteCtx, state: State, active: boolean) => {
    const row = await toChange(ctx, state);
    const deactivatedAt = active ? null : (row.deactivatedAt ?? ctx.now);
    // safe because every such row has this column
    const set = { deactivatedAt } as Partial<Row>;
    return change(ctx, row, active ? "reactivate" : "deactivate", set);
  };
  return {
    toChange,
    change,
    created: async (ctx, inserted) => {
      const row = insertedRow(inserted);
      const after = await audited(ctx, row);
      await recordAudit(ctx, { action: `${topic}.create`, entity, entityId: row.publicId, after });
      ctx.changed(topic, row.publicId);
      return { row, audited: after };
    },
    deactivate: (ctx, state) => setOne(ctx, state, false),
    reactivate: (ctx, state) => setOne(ctx, state, true),
    setActive: async (ctx, states, active) => {
      const done = await doToMany(
        states,
        (state) => setOne(ctx, state, active),
        (index, path) => `${topic}.${index}.${path}`,
      );
      return done.map(({ row }) => ({ id: row.publicId, version: row.version }));
    },
  };
}
