import { getTableColumns, getTableName, is } from "drizzle-orm";
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import { tables } from "./schema/tables.ts";
import type { Tables, WriteTx } from "./types.ts";

type Row = Record<string, unknown>;

/** Values that a table's checks require if a default one would be refused. */
const DEMANDED: Partial<Record<keyof Tables, Row>> = {
  bundleComponent: { componentId: 2 },
  cashEntry: { kind: "deposit" },
  category: { parentKey: 0 },
  fiscalSignature: { state: "signed", reason: "" },
  movement: { kind: "opening", quantityMilli: 1_000 },
  payment: { tenderKind: "cash", amountMinor: 1, tenderedMinor: 1, changeMinor: 0 },
  product: { quantityStepMilli: 1_000, tracking: "none" },
  reorderRule: { targetMilli: 2 },
  sale: { kind: "sale", totalMinor: 3 },
  saleInvoice: { seq: 1 },
};

/** Nullable columns that a valid row needs, and the table they refer to. */
const WANTED: Partial<Record<keyof Tables, Record<string, keyof Tables>>> = {
  closing: { countId: "cashCount" },
  movement: { toLocationId: "location" },
};

let serial = 0;

/**
 * Inserts a valid row into any table, and before it the rows it refers to, if missing. Returns the inserted row.
 * `values` take precedence.
 */
export async function insertRow(tx: WriteTx, key: keyof Tables, values: Row = {}): Promise<Row> {
  const row = plainRow(tables[key]);
  for (const { property, parent, parentProperty } of parentsOf(key)) {
    row[property] = (await findOrInsert(tx, parent))[parentProperty];
  }
  Object.assign(row, DEMANDED[key], values);
  if (key === "bundleComponent") await insertRow(tx, "product", { id: 2 });
  // safe because the row was built column by column from this table
  await tx.db.insert(tx.t[key]).values(row as never);
  return row;
}

async function findOrInsert(tx: WriteTx, key: keyof Tables): Promise<Row> {
  const find = async (): Promise<Row | undefined> =>
    (await tx.db.select().from(tx.t[key]).limit(1))[0];
  const found = await find();
  if (found) return found;
  await insertRow(tx, key);
  return (await find()) ?? {};
}

interface Parent {
  readonly property: string;
  readonly parent: keyof Tables;
  readonly parentProperty: string;
}

/** The rows that a row requires, except those of its own table. */
function parentsOf(key: keyof Tables): Parent[] {
  const table = tables[key];
  const parents: Parent[] = [];
  for (const foreignKey of getTableConfig(table).foreignKeys) {
    const { columns, foreignTable, foreignColumns } = foreignKey.reference();
    if (foreignTable === table || !columns.every((column) => column.notNull)) continue;
    for (const [index, column] of columns.entries()) {
      parents.push({
        property: propertyOf(table, column.name),
        parent: keyOf(getTableName(foreignTable)),
        parentProperty: propertyOf(foreignTable, foreignColumns[index]?.name ?? ""),
      });
    }
  }
  for (const [property, parent] of Object.entries(WANTED[key] ?? {})) {
    parents.push({ property, parent, parentProperty: "id" });
  }
  return parents;
}

function propertyOf(table: Parameters<typeof getTableColumns>[0], name: string): string {
  for (const [property, column] of Object.entries(getTableColumns(table)))
    if (column.name === name) return property;
  throw new Error(`${getTableName(table)} has no column ${name}.`);
}

function keyOf(name: string): keyof Tables {
  for (const [key, table] of Object.entries(tables)) {
    // safe because the entries of `tables` are named by its keys
    if (is(table, SQLiteTable) && getTableName(table) === name) return key as keyof Tables;
  }
  throw new Error(`There is no table ${name}.`);
}

function plainRow(table: SQLiteTable): Row {
  const row: Row = {};
  for (const [property, column] of Object.entries(getTableColumns(table))) {
    if (!column.notNull || property === "id" || property === "seq") continue;
    serial++;
    if (column.enumValues?.[0] !== undefined) row[property] = column.enumValues[0];
    else if (column.columnType === "SQLiteBoolean") row[property] = false;
    else if (column.columnType === "SQLiteTextJson") row[property] = [];
    else if (column.columnType === "SQLiteText") row[property] = `${property} ${serial}`;
    else row[property] = 1;
  }
  return row;
}
