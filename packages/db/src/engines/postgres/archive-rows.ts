import { getTableColumns, getTableName } from "drizzle-orm";
import { ARCHIVED, rowsBefore } from "../../archived-rows.ts";
import type { ArchivedKey, ArchiveLimit, RowCounts } from "../../archived-rows.ts";
import { tables } from "../../schema/tables.ts";
import type { WriteTx } from "../../types.ts";
import { runText } from "../run-text.ts";
import { archiveTable, archiveTriggers } from "./triggers.ts";

/** Rows of one statement: few enough for the time limit of a statement. */
const ROWS_AT_ONCE = 20_000;

/**
 * Moves rows into tables that inherit from the live ones: every query of a live table reads both, each by its own
 * indexes, and a migration changes both. Returns the rows that moved.
 */
export async function takeRowsOut(tx: WriteTx, limit: ArchiveLimit): Promise<RowCounts> {
  const moved: [string, number][] = [];
  for (const key of ARCHIVED) {
    const name = getTableName(tables[key]);
    const archive = archiveTable(name);
    await runText(
      tx,
      `CREATE TABLE IF NOT EXISTS ${archive} (LIKE ${name} INCLUDING ALL) INHERITS (${name})`,
    );
    for (const text of archiveTriggers(name)) await runText(tx, text);
    await runText(tx, `ALTER TABLE ${name} DISABLE TRIGGER ${name}_no_delete`);
    // The newest first: a movement that reverses another one goes with it or before it.
    const chosen = `WHERE ${rowsBefore(key, limit)} ORDER BY id DESC`;
    moved.push([name, await moveRows(tx, { key, from: name, to: archive, chosen })]);
    await runText(tx, `ALTER TABLE ${name} ENABLE TRIGGER ${name}_no_delete`);
  }
  return Object.fromEntries(moved);
}

/** Moves every archived row back. The rows were accepted before, also those that a product refuses by now. */
export async function bringRowsBack(tx: WriteTx): Promise<void> {
  for (const key of ARCHIVED) {
    const name = getTableName(tables[key]);
    const archive = archiveTable(name);
    await runText(tx, `ALTER TABLE ${archive} DISABLE TRIGGER USER`);
    await runText(tx, `ALTER TABLE ${name} DISABLE TRIGGER USER`);
    await moveRows(tx, { key, from: archive, to: name, chosen: "ORDER BY id" });
    await runText(tx, `ALTER TABLE ${name} ENABLE TRIGGER USER`);
    await runText(tx, `DROP TABLE ${archive}`);
  }
}

/** Deletes the archived entries of the audit log before this moment. Returns how many. */
export async function removeAuditEntries(tx: WriteTx, before: number): Promise<number> {
  const archive = archiveTable("audit_entry");
  await runText(tx, `ALTER TABLE ${archive} DISABLE TRIGGER USER`);
  const [answer] = await runText(
    tx,
    `WITH gone AS (DELETE FROM ${archive} WHERE at < ${before} RETURNING 1) SELECT count(*)::int AS rows FROM gone`,
  );
  await runText(tx, `ALTER TABLE ${archive} ENABLE TRIGGER USER`);
  return rowsIn(answer);
}

interface Move {
  readonly key: ArchivedKey;
  readonly from: string;
  readonly to: string;
  /** The rows, with their order. */
  readonly chosen: string;
}

/** Moves rows in pieces. Returns how many have moved. */
async function moveRows(tx: WriteTx, { key, from, to, chosen }: Move): Promise<number> {
  const columns = Object.values(getTableColumns(tables[key]))
    .map((column) => `"${column.name}"`)
    .join(", ");
  const piece = `SELECT ctid FROM ONLY ${from} ${chosen} LIMIT ${ROWS_AT_ONCE}`;
  const text =
    `WITH moved AS (DELETE FROM ONLY ${from} WHERE ctid = ANY(ARRAY(${piece})) RETURNING ${columns}), ` +
    `copied AS (INSERT INTO ${to} (${columns}) SELECT ${columns} FROM moved RETURNING 1) ` +
    "SELECT count(*)::int AS rows FROM copied";
  for (let total = 0; ;) {
    const [answer] = await runText(tx, text);
    const rows = rowsIn(answer);
    if (rows === 0) return total;
    total += rows;
  }
}

function rowsIn(answer: unknown): number {
  if (typeof answer === "object" && answer !== null && "rows" in answer) return Number(answer.rows);
  throw new Error("the server has not said how many rows have moved");
}
