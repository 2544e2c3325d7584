import { Column, getTableName, is, SQL, Subquery } from "drizzle-orm";

type Decode = (value: unknown) => unknown;
type Field = { readonly path: readonly string[]; readonly field: unknown };
type Row = Record<string, unknown>;
type Join = { readonly name: string; readonly columns: readonly number[] };

/**
 * Turns Drizzle's list of selected fields into a function from the driver's array row to the selected object. The
 * fields are analysed once here, not once per row.
 *
 * `notNullable` is Drizzle's map of joined tables that always have a row: an object of an outer join whose columns are
 * all null becomes null unless its table is true there.
 */
export function compileRowMapper(
  fields: readonly Field[],
  notNullable: Record<string, boolean> | undefined,
): (row: readonly unknown[]) => Row {
  const keys = fields.map((field) => field.path);
  const decoders = fields.map((field) => decoderOf(field.field));
  const joins = notNullable ? optionalJoins(fields, notNullable) : [];
  if (keys.every((path) => path.length === 1)) return flatMapper(keys.flat(), decoders);
  return (row) => {
    const result: Row = {};
    for (let index = 0; index < keys.length; index++) {
      const path = keys[index] ?? [];
      let node = result;
      for (let depth = 0; depth < path.length - 1; depth++) {
        // safe because only this loop puts values at inner nodes, and it puts objects there
        node = (node[path[depth] ?? ""] ??= {}) as Row;
      }
      node[path[path.length - 1] ?? ""] = decoded(row[index], decoders[index]);
    }
    for (const join of joins) {
      if (join.columns.every((index) => row[index] === null)) result[join.name] = null;
    }
    return result;
  };
}

function flatMapper(keys: readonly string[], decoders: readonly (Decode | null)[]) {
  return (row: readonly unknown[]): Row => {
    const result: Row = {};
    for (let index = 0; index < keys.length; index++) {
      result[keys[index] ?? ""] = decoded(row[index], decoders[index]);
    }
    return result;
  };
}

function decoded(value: unknown, decode: Decode | null | undefined): unknown {
  return value === null || !decode ? value : decode(value);
}

function optionalJoins(fields: readonly Field[], notNullable: Record<string, boolean>): Join[] {
  const columns = new Map<string, number[]>();
  const tables = new Map<string, Set<string>>();
  for (const [index, { path, field }] of fields.entries()) {
    const [name] = path;
    if (!is(field, Column) || path.length !== 2 || name === undefined) continue;
    columns.set(name, [...(columns.get(name) ?? []), index]);
    tables.set(name, (tables.get(name) ?? new Set()).add(getTableName(field.table)));
  }
  const joins: Join[] = [];
  for (const [name, from] of tables) {
    const [table] = from;
    // An object made of columns from several tables is the caller's own type and is not replaced.
    if (from.size !== 1 || table === undefined || notNullable[table]) continue;
    joins.push({ name, columns: columns.get(name) ?? [] });
  }
  return joins;
}

type Decoder = { mapFromDriverValue: Decode };
type WithDecoder = { decoder: Decoder };

/** Null means that the driver's value needs no conversion. */
function decoderOf(field: unknown): Decode | null {
  const decoder = rawDecoder(field);
  if (decoder.mapFromDriverValue === Column.prototype.mapFromDriverValue) return null;
  return (value) => decoder.mapFromDriverValue(value);
}

function rawDecoder(field: unknown): Decoder {
  if (is(field, Column)) return field;
  // safe because every SQL fragment has a decoder; Drizzle only hides it from its public types
  if (is(field, SQL)) return (field as unknown as WithDecoder).decoder;
  // safe because of the same hidden decoder, on the fragment of a subquery
  if (is(field, Subquery)) return (field._.sql as unknown as WithDecoder).decoder;
  // safe because only columns, fragments, subqueries and aliased fragments can be selected
  const aliased = field as SQL.Aliased;
  // safe because of the same hidden decoder, on the aliased fragment
  return (aliased.sql as unknown as WithDecoder).decoder;
}
