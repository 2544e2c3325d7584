import { Column, getTableName, is, SQL } from "drizzle-orm";
import * as pg from "drizzle-orm/pg-core";
import type {
  AnyPgColumn,
  PgColumnBuilderBase,
  PgTable,
  PgTableExtraConfigValue,
} from "drizzle-orm/pg-core";
import { getTableConfig, SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";

type SqliteTables = Readonly<Record<string, SQLiteTable>>;
type PgColumns = Readonly<Record<string, AnyPgColumn>>;

/** The state of the conversion: the new column of each old one. */
interface Mapping {
  readonly properties: ReadonlyMap<Column, string>;
  readonly made: Map<string, PgColumns>;
}

/**
 * Builds the PostgreSQL tables from the SQLite tables, which are the only handwritten ones. Integers become bigint,
 * integer keys identities, booleans boolean, JSON text jsonb. Foreign keys, keys, checks, unique constraints and
 * (partial) indexes are converted too. Unsupported definitions throw, so nothing is silently dropped.
 */
export function toPostgres(tables: SqliteTables): Record<string, PgTable> {
  const properties = new Map<Column, string>();
  for (const table of Object.values(tables)) {
    for (const [property, column] of columnsOf(table)) properties.set(column, property);
  }
  const mapping: Mapping = { properties, made: new Map() };
  const result: Record<string, PgTable> = {};
  for (const [key, table] of Object.entries(tables)) result[key] = convertTable(table, mapping);
  return result;
}

function columnsOf(table: SQLiteTable): [string, SQLiteColumn][] {
  return Object.entries(table).filter((entry): entry is [string, SQLiteColumn] =>
    is(entry[1], SQLiteColumn),
  );
}

function convertTable(table: SQLiteTable, mapping: Mapping): PgTable {
  const { name } = getTableConfig(table);
  const columns: Record<string, PgColumnBuilderBase> = {};
  for (const [property, column] of columnsOf(table))
    columns[property] = convertColumn(name, column);
  // Drizzle reads the constraints later, when all referenced tables exist. Its indexes accept only the columns passed
  // here.
  const made = pg.pgTable(name, columns, (self) => {
    // safe because pgTable passes exactly the columns that were given to it
    mapping.made.set(name, self as unknown as PgColumns);
    return constraintsOf(table, mapping);
  });
  // safe because the columns of a table are properties with the same names
  mapping.made.set(name, made as unknown as PgColumns);
  return made;
}

function convertColumn(table: string, column: SQLiteColumn): PgColumnBuilderBase {
  let builder = typed(table, column);
  if (column.notNull) builder = builder.notNull();
  if (column.primary) builder = builder.primaryKey();
  if (column.isUnique) builder = builder.unique(column.uniqueName);
  if (column.default !== undefined) {
    if (is(column.default, SQL))
      throw unknownPart(table, column.name, "a default in SQL (use $defaultFn)");
    builder = builder.default(column.default);
  }
  if (column.defaultFn) builder = builder.$defaultFn(column.defaultFn);
  if (column.onUpdateFn) builder = builder.$onUpdateFn(column.onUpdateFn);
  if (column.generated) throw unknownPart(table, column.name, "a generated column");
  return builder;
}

/** The builder methods used here, without Drizzle's types, which grow with each call. */
interface Builder extends PgColumnBuilderBase {
  notNull(): Builder;
  primaryKey(): Builder;
  unique(name: string | undefined): Builder;
  default(value: unknown): Builder;
  $defaultFn(make: () => unknown): Builder;
  $onUpdateFn(make: () => unknown): Builder;
}

/** Keys sort by code point, as on SQLite, whatever the collation of the database. */
const keyText = pg.customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });

/** PGlite returns plain arrays of bytes. */
const bytes = pg.customType<{ data: Buffer; driverData: Uint8Array }>({
  dataType: () => "bytea",
  fromDriver: (value) => Buffer.from(value),
});

function typed(table: string, column: SQLiteColumn): Builder {
  // safe because every Drizzle column builder has the methods of Builder; only their result types differ
  return builderOf(table, column) as unknown as Builder;
}

function builderOf(table: string, column: SQLiteColumn): unknown {
  const { name, columnType } = column;
  switch (columnType) {
    case "SQLiteInteger": {
      const integer = pg.bigint(name, { mode: "number" });
      return column.primary && (name === "id" || name === "seq")
        ? integer.generatedByDefaultAsIdentity()
        : integer;
    }
    case "SQLiteBoolean":
      return pg.boolean(name);
    case "SQLiteText": {
      const [first, ...rest] = column.enumValues ?? [];
      if (name.endsWith("_key")) return keyText(name);
      return first === undefined ? pg.text(name) : pg.text(name, { enum: [first, ...rest] });
    }
    case "SQLiteTextJson":
      return pg.jsonb(name);
    case "SQLiteBlobBuffer":
      return bytes(name);
    default:
      throw unknownPart(table, name, `a column of type ${columnType}`);
  }
}

function constraintsOf(table: SQLiteTable, mapping: Mapping): PgTableExtraConfigValue[] {
  const config = getTableConfig(table);
  const columns = (list: readonly Column[]) =>
    atLeastOne(list.map((column) => mapColumn(column, mapping)));
  return [
    ...config.indexes.map((index) => convertIndex(index.config, mapping)),
    ...config.checks.map((check) => pg.check(check.name, mapSql(check.value, mapping))),
    ...config.primaryKeys.map((key) =>
      pg.primaryKey({ name: key.getName(), columns: columns(key.columns) }),
    ),
    ...config.uniqueConstraints.map((unique) =>
      pg.unique(unique.name).on(...columns(unique.columns)),
    ),
    ...config.foreignKeys.map((key) => {
      const { columns: from, foreignColumns: to } = key.reference();
      const foreign = pg.foreignKey({
        name: key.getName(),
        columns: columns(from),
        foreignColumns: columns(to),
      });
      if (key.onDelete) foreign.onDelete(key.onDelete);
      if (key.onUpdate) foreign.onUpdate(key.onUpdate);
      return foreign;
    }),
  ];
}

type IndexConfig = ReturnType<typeof getTableConfig>["indexes"][number]["config"];

function convertIndex(config: IndexConfig, mapping: Mapping) {
  const columns = atLeastOne(
    config.columns.map((column) =>
      is(column, SQL) ? mapSql(column, mapping) : mapColumn(column, mapping),
    ),
  );
  const start = config.unique ? pg.uniqueIndex(config.name) : pg.index(config.name);
  const index = start.on(...columns);
  return config.where ? index.where(mapSql(config.where, mapping)) : index;
}

function mapColumn(column: Column, { made, properties }: Mapping): AnyPgColumn {
  const property = properties.get(column);
  const mapped =
    property === undefined ? undefined : made.get(getTableName(column.table))?.[property];
  if (!mapped)
    throw unknownPart(
      getTableName(column.table),
      column.name,
      "a column of a table that is not in the list",
    );
  return mapped;
}

/** The same SQL fragment with every column replaced by PostgreSQL's. */
function mapSql(fragment: SQL, mapping: Mapping): SQL {
  return new SQL(
    fragment.queryChunks.map((chunk) => {
      if (is(chunk, SQL)) return mapSql(chunk, mapping);
      return is(chunk, Column) ? mapColumn(chunk, mapping) : chunk;
    }),
  );
}

function atLeastOne<T>(list: readonly T[]): [T, ...T[]] {
  const [first, ...rest] = list;
  if (first === undefined) throw new Error("A key or an index has no columns.");
  return [first, ...rest];
}

function unknownPart(table: string, column: string, what: string): Error {
  return new Error(`${table}.${column}: PostgreSQL's tables cannot be derived from ${what}.`);
}
