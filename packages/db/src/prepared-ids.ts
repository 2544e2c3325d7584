import { sql } from "drizzle-orm";
import { prepared } from "./statement.ts";
import type { Db, ReadTx, Tables } from "./types.ts";

type Id = number | string;

/** A statement is prepared for each of these numbers of ids: the lines of a sale, a delivery, an import. */
const SIZES = [1, 2, 3, 4, 5, 8, 16, 64, 512];
const LARGEST = 512;

/** A prepared statement for `x IN (ids)`: `placeholders` are the names, `values` their values. */
export interface IdListStatement<S> {
  readonly statement: S;
  /** The number of placeholders of the statement; an id may fill several of them. */
  readonly size: number;
  readonly values: Readonly<Record<string, Id>>;
}

/**
 * Prepares statements for lists of ids of any length: the result yields one statement after another with the values of
 * its placeholders, until every id was used.
 */
export function preparedForIds<S>(
  build: (db: Db, t: Tables, placeholders: readonly ReturnType<typeof sql.placeholder>[]) => S,
): (tx: ReadTx, ids: readonly Id[]) => IdListStatement<S>[] {
  const bySize = new Map<number, (tx: ReadTx) => S>();
  const ofSize = (size: number) => {
    const known = bySize.get(size);
    if (known !== undefined) return known;
    const placeholders = Array.from({ length: size }, (_, index) => sql.placeholder(`id${index}`));
    const made = prepared((db, t) => build(db, t, placeholders));
    bySize.set(size, made);
    return made;
  };
  return (tx, ids) => {
    const statements: IdListStatement<S>[] = [];
    for (let start = 0; start < ids.length; start += LARGEST) {
      const some = ids.slice(start, start + LARGEST);
      const size = SIZES.find((one) => one >= some.length) ?? LARGEST;
      statements.push({ statement: ofSize(size)(tx), size, values: valuesOf(some, size) });
    }
    return statements;
  };
}

/** A list shorter than its statement repeats its last id, which has no effect. */
function valuesOf(ids: readonly Id[], size: number): Record<string, Id> {
  const last = ids.at(-1) ?? 0;
  const values: Record<string, Id> = {};
  for (let index = 0; index < size; index++) values[`id${index}`] = ids[index] ?? last;
  return values;
}
