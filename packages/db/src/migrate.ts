import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { StoreRefused } from "./store-error.ts";

/** One generated step of the schema. `hash` is the SHA-256 of its text: an applied step never changes. */
export interface Migration {
  readonly name: string;
  readonly hash: string;
  readonly statements: readonly string[];
}

/** A row of the table `migration`. */
export interface AppliedMigration {
  readonly name: string;
  readonly hash: string;
}

// This file lies three levels below the root, and so does the built server: the same relative path serves both.
const MIGRATIONS_FOLDER = fileURLToPath(new URL("../../../drizzle", import.meta.url));

/** Reads the steps of one engine in order. Throws `StoreRefused` where the folder is incomplete. */
export function readMigrations(
  engine: "sqlite" | "postgres",
  folder: string = MIGRATIONS_FOLDER,
): Migration[] {
  const journalPath = `${folder}/${engine}/meta/_journal.json`;
  if (!existsSync(journalPath)) {
    throw new StoreRefused(
      `The folder ${folder}/${engine} with the schema is missing; install Daybook again.`,
    );
  }
  return journalTags(JSON.parse(readFileSync(journalPath, "utf8"))).map((name) => {
    const text = readFileSync(`${folder}/${engine}/${name}.sql`, "utf8").replaceAll("\r\n", "\n");
    return {
      name,
      hash: createHash("sha256").update(text).digest("hex"),
      statements: text
        .split("--> statement-breakpoint")
        .map((statement) => statement.trim())
        .filter(Boolean),
    };
  });
}

/**
 * The steps that are still to be run. Throws `StoreRefused` where the database knows a step that this program does
 * not (it was made by a newer one) or where the text of an applied step has changed.
 */
export function pendingMigrations(
  known: readonly Migration[],
  applied: readonly AppliedMigration[],
  database: string,
): Migration[] {
  const byName = new Map(known.map((migration) => [migration.name, migration]));
  for (const { name, hash } of applied) {
    const migration = byName.get(name);
    if (!migration) {
      throw new StoreRefused(
        `${database} was last used by a newer Daybook (it contains the step "${name}"); install that version or newer.`,
      );
    }
    if (migration.hash !== hash) {
      throw new StoreRefused(
        `The step "${name}" has changed since ${database} was built with it; install Daybook again, unaltered.`,
      );
    }
  }
  for (const [index, { name }] of applied.entries()) {
    if (known[index]?.name === name) continue;
    throw new StoreRefused(
      `${database} was built in another order of steps ("${name}"); install Daybook again.`,
    );
  }
  return known.slice(applied.length);
}

/** Rows per table before and after; throws `StoreRefused` where a surviving table has lost some. */
export function refuseLostRows(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
  database: string,
): void {
  for (const [table, count] of before) {
    const left = after.get(table);
    if (left === undefined || left >= count) continue;
    throw new StoreRefused(
      `The update was undone because the table "${table}" of ${database} would have lost ${count - left} rows; ` +
        "keep using the version of Daybook you had and report this.",
    );
  }
}

function journalTags(journal: unknown): string[] {
  if (
    typeof journal !== "object" ||
    journal === null ||
    !("entries" in journal) ||
    !Array.isArray(journal.entries)
  ) {
    throw new StoreRefused("The journal of schema steps cannot be read; install Daybook again.");
  }
  return journal.entries.map((entry: unknown) => {
    if (
      typeof entry === "object" &&
      entry !== null &&
      "tag" in entry &&
      typeof entry.tag === "string"
    )
      return entry.tag;
    throw new StoreRefused("The journal of schema steps cannot be read; install Daybook again.");
  });
}
