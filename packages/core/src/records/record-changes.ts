import type { Topic } from "@daybook/contract/topics";
import { differences, recordAudit } from "../writes/audit.ts";
import type { WriteCtx } from "../context/context.ts";
import { applyToMany } from "./apply-to-many.ts";
import type { RecordRow, RecordRows } from "./record-rows.ts";
import { checkVersion, insertedRow, updatedRow } from "./versions.ts";
import type { Versioned } from "./versions.ts";
import type { Entity } from "@daybook/contract/reasons";

type ChangeableRow = RecordRow & Versioned;

/** The record to change, and the version the user saw. */
export interface RecordState<Id extends string> {
  readonly id: Id;
  readonly version: number;
}

export interface RecordKind<Row extends ChangeableRow, Audited> {
  /** The name of the entity in the audit log. */
  readonly entity: Entity;
  /** The live topic, also the prefix of its action names: `suppliers.update`. */
  readonly topic: Topic;
  readonly rows: RecordRows<Row>;
  /** `UPDATE … WHERE id AND version RETURNING`, with the next version: no row if another transaction was faster. */
  readonly update: (ctx: WriteCtx, before: Row, set: Partial<Row>) => Promise<readonly Row[]>;
  /** The record as stored in the audit log. */
  readonly audited: (ctx: WriteCtx, row: Row) => Audited | Promise<Audited>;
}

/** A row as written, and the record as stored in the audit log. */
export interface Recorded<Row, Audited> {
  readonly row: Row;
  readonly audited: Audited;
}

export interface RecordChanges<Row extends ChangeableRow, Audited> {
  /** The row to change. Refuses 404 `not_found` at `id` and 409 `stale_version` at `version`. */
  toChange(ctx: WriteCtx, state: RecordState<Row["publicId"]>): Promise<Row>;
  /** Records an inserted row in the audit log and publishes it to live screens. */
  created(ctx: WriteCtx, rows: readonly Row[]): Promise<Recorded<Row, Audited>>;
  /**
   * Updates the row to the next version, with an audit entry and a live event. `verb` is the action after the topic;
   * `also` changes what belongs to the record but is stored elsewhere, so that the entry has it on both sides.
   */
  change(
    ctx: WriteCtx,
    before: Row,
    verb: string,
    set: Partial<Row>,
    also?: () => Promise<void>,
  ): Promise<Recorded<Row, Audited>>;
  /** Deactivates it; if it is already deactivated, nothing changes. */
  deactivate(ctx: WriteCtx, state: RecordState<Row["publicId"]>): Promise<Recorded<Row, Audited>>;
  reactivate(ctx: WriteCtx, state: RecordState<Row["publicId"]>): Promise<Recorded<Row, Audited>>;
  /** Deactivates or reactivates many: all or none, with refusals at `<topic>.N.id` and `<topic>.N.version`. */
  setActive(
    ctx: WriteCtx,
    states: readonly RecordState<Row["publicId"]>[],
    active: boolean,
  ): Promise<{ id: Row["publicId"]; version: number }[]>;
}

/** The shared functions of all versioned records: create, update, deactivate and reactivate. */
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
    also?: () => Promise<void>,
  ): Promise<Recorded<Row, Audited>> => {
    const was = await audited(ctx, before);
    await also?.();
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
      const done = await applyToMany(
        states,
        (state) => setOne(ctx, state, active),
        (index, path) => `${topic}.${index}.${path}`,
      );
      return done.map(({ row }) => ({ id: row.publicId, version: row.version }));
    },
  };
}
