import { refuse } from "../errors/domain-error.ts";

/** Where a page ended: the sort values of its last row, packed so that nobody is tempted to build one. */
export function encodeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString("base64url");
}

/**
 * Unpacks a cursor into its sort values, checking their types: `["string", "number"]`.
 * Refuses 400 `invalid_input` at `cursor` when it is not one of ours.
 */
export function decodeCursor<const Types extends readonly ("string" | "number")[]>(
  cursor: string,
  types: Types,
): { -readonly [I in keyof Types]: Types[I] extends "string" ? string : number } {
  const values = parse(cursor);
  if (!Array.isArray(values) || values.length !== types.length)
    throw refuse("invalid_input", {}, "cursor");
  if (!values.every((value, index) => typeof value === types[index] && isStorable(value)))
    throw refuse("invalid_input", {}, "cursor");
  // safe because every value's type was just checked against the list
  return values as unknown as {
    -readonly [I in keyof Types]: Types[I] extends "string" ? string : number;
  };
}

/** What a row can hold: whole numbers, and text without the one character that PostgreSQL does not take. */
function isStorable(value: unknown): boolean {
  return typeof value === "number" ? Number.isSafeInteger(value) : !String(value).includes("\0");
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}

/** Cuts one row too many off: asked for `limit + 1`, the extra row only says that there is a next page. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  item: (row: Row) => Item,
  cursorOf: (row: Row) => readonly (string | number)[],
): { items: Item[]; nextCursor: string | null } {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return {
    items: kept.map(item),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null,
  };
}
