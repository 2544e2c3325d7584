import { getTableConfig } from "drizzle-orm/sqlite-core";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { APPEND_ONLY, ONLY_THESE_CHANGE } from "../../schema/guards.ts";
import { tables } from "../../schema/tables.ts";
import { uniqueKeys } from "../../unique-keys.ts";

/** A trigger as stored in the schema of the database. */
export interface Trigger {
  readonly name: string;
  readonly sql: string;
}

/** Every trigger. They are dropped before each migration and created again after it. */
export function sqliteTriggers(): Trigger[] {
  const frozen = APPEND_ONLY.flatMap((key) => appendOnlyTriggers(tables[key]));
  const guarded = Object.entries(ONLY_THESE_CHANGE).flatMap(([key, columns]) => {
    // safe because the keys of ONLY_THESE_CHANGE are checked against the tables in their definition
    return onlyTheseChangeTriggers(tables[key as keyof typeof ONLY_THESE_CHANGE], columns);
  });
  return [...frozen, ...guarded, ...movementGuards()];
}

function trigger(name: string, event: string, body: string): Trigger {
  return { name, sql: `CREATE TRIGGER ${name} ${event} BEGIN ${body} END` };
}

function raise(message: string): string {
  return `SELECT RAISE(ABORT, '${message}')`;
}

function appendOnlyTriggers(table: SQLiteTable): Trigger[] {
  const { name } = getTableConfig(table);
  return [
    trigger(`${name}_no_update`, `BEFORE UPDATE ON ${name}`, `${raise(`append_only: ${name}`)};`),
    ...noRemovalTriggers(table),
  ];
}

/**
 * Besides DELETE this refuses `INSERT OR REPLACE`, whose implicit delete fires no trigger: a conflicting row is
 * detected before the insert and reported with the name of the shared key.
 */
function noRemovalTriggers(table: SQLiteTable): Trigger[] {
  const { name } = getTableConfig(table);
  const taken = uniqueKeys(table)
    .filter((key) => key.columns.length > 0)
    .map(({ name: key, columns, where }) => {
      const same = columns.map((column) => `${column} = NEW.${column}`).join(" AND ");
      // A partial key binds only rows of its condition, the new one included.
      const both = `${same} AND ${where} AND ${where?.replaceAll(`"${name}".`, "NEW.")}`;
      const condition = where === null ? same : both;
      return `${raise(`unique: ${key}`)} WHERE EXISTS (SELECT 1 FROM ${name} WHERE ${condition});`;
    });
  return [
    trigger(`${name}_no_delete`, `BEFORE DELETE ON ${name}`, `${raise(`append_only: ${name}`)};`),
    trigger(`${name}_no_replace`, `BEFORE INSERT ON ${name}`, taken.join(" ")),
  ];
}

function onlyTheseChangeTriggers(table: SQLiteTable, free: readonly string[]): Trigger[] {
  const { name, columns } = getTableConfig(table);
  const properties = new Map(Object.entries(table).map(([property, column]) => [column, property]));
  const fixed = columns
    .filter((column) => !free.includes(properties.get(column) ?? ""))
    .map((column) => column.name);
  const changed = fixed.map((column) => `OLD.${column} IS NOT NEW.${column}`).join(" OR ");
  return [
    trigger(
      `${name}_fixed_columns`,
      `BEFORE UPDATE ON ${name}`,
      `${raise(`append_only: ${name}`)} WHERE ${changed};`,
    ),
    ...noRemovalTriggers(table),
  ];
}

function movementGuards(): Trigger[] {
  const step = "(SELECT quantity_step_milli FROM product WHERE id = NEW.product_id)";
  const tracking = "(SELECT tracking FROM product WHERE id = NEW.product_id)";
  return [
    trigger(
      "movement_guards",
      "BEFORE INSERT ON movement",
      `${raise("guard: quantity_step")} WHERE NEW.quantity_milli % ${step} <> 0; ` +
        `${raise("guard: lot_required")} WHERE NEW.lot_id IS NULL AND ${tracking} <> 'none';`,
    ),
  ];
}
