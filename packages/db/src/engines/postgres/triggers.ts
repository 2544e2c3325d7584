import { getTableConfig } from "drizzle-orm/sqlite-core";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { ARCHIVED_TABLES } from "../../archived-rows.ts";
import { APPEND_ONLY, ONLY_THESE_CHANGE } from "../../schema/guards.ts";
import { tables } from "../../schema/tables.ts";

const FUNCTIONS = [
  `CREATE OR REPLACE FUNCTION daybook_refuse() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  RAISE EXCEPTION '%', TG_ARGV[0];
END $body$`,
  `CREATE OR REPLACE FUNCTION daybook_movement_guards() RETURNS trigger LANGUAGE plpgsql AS $body$
DECLARE
  step bigint;
  tracked text;
BEGIN
  SELECT quantity_step_milli, tracking INTO step, tracked FROM product WHERE id = NEW.product_id;
  IF NEW.quantity_milli % step <> 0 THEN
    RAISE EXCEPTION 'guard: quantity_step';
  END IF;
  IF NEW.lot_id IS NULL AND tracked <> 'none' THEN
    RAISE EXCEPTION 'guard: lot_required';
  END IF;
  RETURN NEW;
END $body$`,
];

/** Every function and trigger as one script that can be run repeatedly. */
export function postgresTriggers(): string {
  const frozen = APPEND_ONLY.flatMap((key) => appendOnlyTriggers(tables[key]));
  const guarded = Object.entries(ONLY_THESE_CHANGE).flatMap(([key, columns]) => {
    // safe because the keys of ONLY_THESE_CHANGE are checked against the tables in their definition
    return onlyTheseChangeTriggers(tables[key as keyof typeof ONLY_THESE_CHANGE], columns);
  });
  const guards = rowTrigger("movement", "guards", "BEFORE INSERT", "daybook_movement_guards()");
  return [...FUNCTIONS, ...frozen, ...guarded, guards, ...ARCHIVED_TABLES.map(ifArchived)]
    .map((statement) => `${statement};`)
    .join("\n");
}

/** The table with the archived rows of another one; it exists only in a shop with an archive. */
export function archiveTable(name: string): string {
  return `${name}_archive`;
}

/** The triggers of that table: an archived row is never changed. */
export function archiveTriggers(name: string): string[] {
  const archive = archiveTable(name);
  return [
    rowTrigger(archive, "no_update", "BEFORE UPDATE", refuse(name)),
    ...noRemovalTriggers(archive),
  ];
}

function ifArchived(name: string): string {
  const triggers = archiveTriggers(name)
    .map((text) => `${text};`)
    .join("\n");
  return `DO $body$ BEGIN IF to_regclass('${archiveTable(name)}') IS NOT NULL THEN\n${triggers}\nEND IF; END $body$`;
}

function rowTrigger(
  table: string,
  suffix: string,
  event: string,
  call: string,
  when?: string,
): string {
  const condition = when === undefined ? "" : `WHEN (${when}) `;
  return `CREATE OR REPLACE TRIGGER ${table}_${suffix} ${event} ON ${table} FOR EACH ROW ${condition}EXECUTE FUNCTION ${call}`;
}

function appendOnlyTriggers(table: SQLiteTable): string[] {
  const { name } = getTableConfig(table);
  return [rowTrigger(name, "no_update", "BEFORE UPDATE", refuse(name)), ...noRemovalTriggers(name)];
}

function noRemovalTriggers(name: string): string[] {
  return [
    rowTrigger(name, "no_delete", "BEFORE DELETE", refuse(name)),
    `CREATE OR REPLACE TRIGGER ${name}_no_truncate BEFORE TRUNCATE ON ${name} EXECUTE FUNCTION ${refuse(name)}`,
  ];
}

function onlyTheseChangeTriggers(table: SQLiteTable, free: readonly string[]): string[] {
  const { name, columns } = getTableConfig(table);
  const properties = new Map(Object.entries(table).map(([property, column]) => [column, property]));
  const changed = columns
    .filter((column) => !free.includes(properties.get(column) ?? ""))
    .map((column) => `OLD.${column.name} IS DISTINCT FROM NEW.${column.name}`)
    .join(" OR ");
  return [
    rowTrigger(name, "fixed_columns", "BEFORE UPDATE", refuse(name), changed),
    ...noRemovalTriggers(name),
  ];
}

function refuse(table: string): string {
  return `daybook_refuse('append_only: ${table}')`;
}
