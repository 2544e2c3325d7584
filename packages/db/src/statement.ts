import { getTableColumns, sql } from "drizzle-orm";
import type { Placeholder, SQL } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Db, ReadTx, Tables } from "./types.ts";

/**
 * Building a query costs several times more than running it, so frequent queries are built once per connection:
 *
 *     const findBySku = prepared((db, t) =>
 *       db.select().from(t.product).where(eq(t.product.sku, sql.placeholder("sku"))).prepare());
 *     const [product] = await findBySku(tx).execute({ sku });
 *
 * `build` may return one prepared query or an object of them. A connection's `db` lives as long as the connection on
 * both engines; on PostgreSQL these queries also become named prepared statements of the server.
 */
export function prepared<S>(build: (db: Db, t: Tables) => S): (tx: ReadTx) => S {
  const built = new WeakMap<Db, S>();
  return (tx) => {
    const known = built.get(tx.db);
    if (known !== undefined) return known;
    const made = namingStatements(() => build(tx.db, tx.t));
    built.set(tx.db, made);
    return made;
  };
}

/**
 * As `prepared`, for a statement of several shapes: each shape is built when it is first asked for. A shape is plain
 * data that says which parts the statement has, never a value of a filter, so that there are only a few.
 */
export function preparedByShape<Shape, S>(
  build: (db: Db, t: Tables, shape: Shape) => S,
): (tx: ReadTx, shape: Shape) => S {
  const statements = new Map<string, (tx: ReadTx) => S>();
  return (tx, shape) => {
    const name = JSON.stringify(shape);
    const known = statements.get(name) ?? prepared((db, t) => build(db, t, shape));
    statements.set(name, known);
    return known(tx);
  };
}

let naming = false;

/** True while `prepared` builds; the PostgreSQL session then names the statement on the server. */
export function isNamingStatements(): boolean {
  return naming;
}

function namingStatements<S>(build: () => S): S {
  naming = true;
  try {
    return build();
  } finally {
    naming = false;
  }
}

type ColumnKey<T extends SQLiteTable> = keyof T["_"]["columns"] & string;

/**
 * A placeholder for every column of a table except some, each named like its column, for a prepared insert:
 * `db.insert(t.device).values(everyColumn(t.device, "id")).prepare()` is run with `{ publicId, name, … }`.
 */
export function everyColumn<T extends SQLiteTable, Except extends ColumnKey<T> = never>(
  table: T,
  ...except: readonly Except[]
): { [Key in Exclude<ColumnKey<T>, Except>]: Placeholder<Key> } {
  const left: ReadonlySet<string> = new Set(except);
  const keys = Object.keys(getTableColumns(table)).filter((key) => !left.has(key));
  // safe because the keys are the table's columns without the exceptions
  return Object.fromEntries(keys.map((key) => [key, sql.placeholder(key)])) as {
    [Key in Exclude<ColumnKey<T>, Except>]: Placeholder<Key>;
  };
}

/**
 * The same for the values of a prepared update: `db.update(t.device).set(settingEvery(t.device, "id"))` is run with the
 * whole row.
 */
export function settingEvery<T extends SQLiteTable, Except extends ColumnKey<T> = never>(
  table: T,
  ...except: readonly Except[]
): { [Key in Exclude<ColumnKey<T>, Except>]: SQL } {
  const left: ReadonlySet<string> = new Set(except);
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => !left.has(key));
  const sets = columns.map(([key, column]) => [
    key,
    sql`${sql.param(sql.placeholder(key), column)}`,
  ]);
  // safe because the keys are the table's columns without the exceptions
  return Object.fromEntries(sets) as { [Key in Exclude<ColumnKey<T>, Except>]: SQL };
}

/** The values of an upsert on conflict: each column except the keys is increased by the value to insert. */
export function addingUp<T extends SQLiteTable, Keys extends ColumnKey<T>>(
  table: T,
  ...keys: readonly Keys[]
): { [Key in Exclude<ColumnKey<T>, Keys>]: SQL<number> } {
  const fixed: ReadonlySet<string> = new Set(keys);
  const grown = Object.entries(getTableColumns(table)).filter(([key]) => !fixed.has(key));
  const sets = grown.map(([key, column]) => [
    key,
    sql`${column} + excluded.${sql.identifier(column.name)}`,
  ]);
  // safe because the keys are the table's columns without the fixed ones
  return Object.fromEntries(sets) as { [Key in Exclude<ColumnKey<T>, Keys>]: SQL<number> };
}

/**
 * The condition for `addingUp` that no column exceeds ±`most`: each stays within the limit, or at least moves towards
 * zero, so a row from before the limit existed can still be lowered. If it is false, the upsert changes nothing and
 * returns no row.
 */
export function staysWithin<T extends SQLiteTable, Keys extends ColumnKey<T>>(
  most: number,
  table: T,
  ...keys: readonly Keys[]
): SQL {
  const fixed: ReadonlySet<string> = new Set(keys);
  const grown = Object.entries(getTableColumns(table)).filter(([key]) => !fixed.has(key));
  const conditions = grown.map(([, column]) => {
    const sum = sql`abs(${column} + excluded.${sql.identifier(column.name)})`;
    return sql`(${sum} <= ${sql.raw(String(most))} OR ${sum} <= abs(${column}))`;
  });
  return sql.join(conditions, sql` AND `);
}
