import { is, SQL } from "drizzle-orm";
import { getTableConfig, SQLiteSyncDialect } from "drizzle-orm/sqlite-core";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";

/** A set of columns that is unique in a table. */
export interface UniqueKey {
  /** The constraint's name as PostgreSQL reports it. */
  readonly name: string;
  /** Column names in the database; empty for an index on expressions. */
  readonly columns: readonly string[];
  /** The condition of a partial index as SQL, or null. */
  readonly where: string | null;
}

const dialect = new SQLiteSyncDialect();

/** Primary key, unique constraints and unique indexes of a table. */
export function uniqueKeys(table: SQLiteTable): UniqueKey[] {
  const config = getTableConfig(table);
  const keys: UniqueKey[] = [];
  for (const column of config.columns) {
    if (column.primary)
      keys.push({ name: `${config.name}_pkey`, columns: [column.name], where: null });
    if (column.isUnique) {
      keys.push({
        name: column.uniqueName ?? `${config.name}_${column.name}_unique`,
        columns: [column.name],
        where: null,
      });
    }
  }
  for (const key of config.primaryKeys) {
    keys.push({
      name: key.getName(),
      columns: key.columns.map((column) => column.name),
      where: null,
    });
  }
  for (const constraint of config.uniqueConstraints) {
    const columns = constraint.columns.map((column) => column.name);
    keys.push({
      name: constraint.name ?? `${config.name}_${columns.join("_")}_unique`,
      columns,
      where: null,
    });
  }
  for (const { config: index } of config.indexes) {
    if (!index.unique) continue;
    const columns = index.columns.flatMap((column) => (is(column, SQL) ? [] : [column.name]));
    const where = index.where ? dialect.sqlToQuery(index.where).sql : null;
    keys.push({
      name: index.name,
      columns: columns.length === index.columns.length ? columns : [],
      where,
    });
  }
  return keys;
}
