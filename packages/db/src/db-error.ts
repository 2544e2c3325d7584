import { getTableConfig } from "drizzle-orm/sqlite-core";
import { tables } from "./schema/tables.ts";
import { uniqueKeys } from "./unique-keys.ts";

/** A constraint violation, with the same names on both engines. */
export type DbFailure = {
  kind:
    | "unique"
    | "check"
    | "foreign_key"
    | "not_null"
    | "append_only"
    | "guard"
    | "storage_full"
    | "io"
    | "busy"
    | "unavailable";
  /**
   * Unique and check: the name of the constraint. Not null: `table.column`. Append-only: the table. Guard: the name of
   * the guard. Foreign key: the name of the constraint, which SQLite does not report (empty there). Otherwise the
   * driver's code.
   */
  name: string;
};

type Kind = DbFailure["kind"];
type Cause = Error & { code: string };

/** Finds the constraint violation in an error or its causes; null for other errors. */
export function dbFailure(error: unknown): DbFailure | null {
  let cause = error;
  for (let depth = 0; depth < 10 && cause instanceof Error; depth++) {
    if ("code" in cause && typeof cause.code === "string") {
      // safe because the line above has checked the code
      const failure = failureOf(cause as Cause);
      if (failure) return failure;
    }
    cause = cause.cause;
  }
  return null;
}

function failureOf(cause: Cause): DbFailure | null {
  return cause.code.startsWith("SQLITE_") ? sqliteFailure(cause) : postgresFailure(cause);
}

/** Messages of our own triggers, the same on both engines. */
function triggerFailure(message: string): DbFailure | null {
  const [, kind, name] = /^(append_only|guard|unique): (\w+)$/.exec(message) ?? [];
  if ((kind !== "append_only" && kind !== "guard" && kind !== "unique") || name === undefined)
    return null;
  return { kind, name };
}

const SQLITE_PREFIXES: readonly (readonly [string, Kind])[] = [
  ["SQLITE_FULL", "storage_full"],
  ["SQLITE_BUSY", "busy"],
  ["SQLITE_LOCKED", "busy"],
  ["SQLITE_IOERR", "io"],
  ["SQLITE_CORRUPT", "io"],
  ["SQLITE_READONLY", "io"],
  ["SQLITE_CANTOPEN", "io"],
  ["SQLITE_NOTADB", "io"],
];

function sqliteFailure({ code, message }: Cause): DbFailure | null {
  // SQLite reports some writes beyond the end of the disk as an I/O error without the system error.
  const prefix = SQLITE_PREFIXES.find(([start]) => code.startsWith(start));
  if (prefix) return { kind: prefix[1], name: code };
  const subject = message.slice(message.indexOf(": ") + 2);
  switch (code) {
    case "SQLITE_CONSTRAINT_TRIGGER":
      return triggerFailure(message);
    case "SQLITE_CONSTRAINT_UNIQUE":
    case "SQLITE_CONSTRAINT_PRIMARYKEY":
    case "SQLITE_CONSTRAINT_ROWID":
      return { kind: "unique", name: uniqueName(subject) };
    case "SQLITE_CONSTRAINT_CHECK":
      return { kind: "check", name: subject };
    case "SQLITE_CONSTRAINT_DATATYPE":
      return { kind: "check", name: subject };
    case "SQLITE_CONSTRAINT_NOTNULL":
      return { kind: "not_null", name: subject };
    case "SQLITE_CONSTRAINT_FOREIGNKEY":
      return { kind: "foreign_key", name: "" };
    default:
      return null;
  }
}

const POSTGRES_CODES: Readonly<Record<string, Kind>> = {
  "23505": "unique",
  "23514": "check",
  "23503": "foreign_key",
  "23001": "foreign_key",
  "23502": "not_null",
  "53100": "storage_full",
  "40001": "busy",
  "40P01": "busy",
  "55P03": "busy",
  "53300": "busy",
  // statement_timeout: the server did not finish in time.
  "57014": "busy",
};

function postgresFailure(cause: Cause): DbFailure | null {
  const { code, message } = cause;
  if (code === "P0001") return triggerFailure(message);
  const kind =
    POSTGRES_CODES[code] ??
    (/^(08|57P)/.test(code) ? "unavailable" : code.startsWith("58") ? "io" : undefined);
  if (!kind) return null;
  if (kind === "not_null")
    return { kind, name: `${textOf(cause, "table")}.${textOf(cause, "column")}` };
  return { kind, name: textOf(cause, "constraint") || code };
}

function textOf(cause: object, key: string): string {
  const value: unknown = Reflect.get(cause, key);
  return typeof value === "string" ? value : "";
}

let names: Map<string, string> | null = null;

/** Converts "table.column, table.other" (or "index 'name'") to the name of the constraint. */
function uniqueName(subject: string): string {
  const [, index] = /^index '(.+)'$/.exec(subject) ?? [];
  if (index !== undefined) return index;
  names ??= uniqueNames();
  return names.get(subject) ?? subject;
}

function uniqueNames(): Map<string, string> {
  const found = new Map<string, string>();
  for (const table of Object.values(tables)) {
    const { name } = getTableConfig(table);
    for (const key of uniqueKeys(table)) {
      found.set(key.columns.map((column) => `${name}.${column}`).join(", "), key.name);
    }
  }
  return found;
}
