import { refuse } from "../errors/domain-error.ts";

/** The position after a page: the sort values of its last row, encoded so that clients treat it as opaque. */
export function encodeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString("base64url");
}

/**
 * Decodes a cursor into its sort values and checks their types: `["string", "number"]`. Refuses 400 `invalid_input` at
 * `cursor` if it is not valid.
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
  // safe because the type of every value was just checked
  return values as unknown as {
    -readonly [I in keyof Types]: Types[I] extends "string" ? string : number;
  };
}

/** Valid row values: whole numbers, and text without the NUL character, which PostgreSQL does not accept. */
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

/** Removes the extra row: queries read `limit + 1` rows, and the extra row only shows that there is a next page. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  item: (row: Row) => Item,
  cursorOf: (row: Row) => readonly (string | number)[],
): { items: Item[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(item),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null,
  };
}
