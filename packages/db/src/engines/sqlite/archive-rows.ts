import { getTableName, sql } from "drizzle-orm";
import { ARCHIVED, ARCHIVED_TABLES, rowsBefore } from "../../archived-rows.ts";
import type { PreparedArchive } from "../../archive-store.ts";
import { tables } from "../../schema/tables.ts";
import type { WriteTx } from "../../types.ts";
import { runText } from "../run-text.ts";
import { sqliteTriggers } from "./triggers.ts";

/**
 * Deletes the rows that the prepared archive has. Throws if these are not the rows that were copied: nobody writes while
 * an archive is made, so another number is a defect.
 */
export async function takeRowsOut(tx: WriteTx, prepared: PreparedArchive): Promise<void> {
  await dropViews(tx);
  for (const key of ARCHIVED) {
    const name = getTableName(tables[key]);
    const table = `main."${name}"`;
    const rows = `${table} WHERE ${rowsBefore(key, prepared, table)}`;
    const [count] = await tx.db.values<[number]>(sql.raw(`SELECT count(*) FROM ${rows}`));
    if (count?.[0] !== prepared.moved[name])
      throw new Error(`${name} has changed since its archive was prepared`);
    await without(tx, `${name}_no_delete`, `DELETE FROM ${rows}`);
  }
}

/** Copies every archived row back. The rows were accepted before, also those that a product refuses by now. */
export async function bringRowsBack(tx: WriteTx): Promise<void> {
  await dropViews(tx);
  for (const name of ARCHIVED_TABLES) {
    const list = await tx.db.values<[string]>(
      sql`SELECT name FROM pragma_table_info(${name}, 'main')`,
    );
    const columns = list.map(([column]) => `"${column}"`).join(", ");
    const copy = `INSERT INTO main."${name}" (${columns}) SELECT ${columns} FROM archive."${name}"`;
    await without(tx, `${name}_guards`, copy);
  }
}

/** The entries of the audit log that the archive has before this moment: its next file is without them. */
export async function removeAuditEntries(tx: WriteTx, before: number): Promise<number> {
  const [count] = await tx.db.values<[number]>(
    sql`SELECT count(*) FROM archive.audit_entry WHERE at < ${before}`,
  );
  return count?.[0] ?? 0;
}

/** They are of no use from now on, and a trigger cannot be created while a view has the name of its table. */
async function dropViews(tx: WriteTx): Promise<void> {
  for (const name of ARCHIVED_TABLES) await runText(tx, `DROP VIEW IF EXISTS temp."${name}"`);
}

/** Runs one statement without one trigger, which exists again when it has run. */
async function without(tx: WriteTx, name: string, text: string): Promise<void> {
  const trigger = sqliteTriggers().find((one) => one.name === name);
  if (trigger !== undefined) await runText(tx, `DROP TRIGGER main.${name}`);
  await runText(tx, text);
  if (trigger !== undefined) await runText(tx, trigger.sql);
}
