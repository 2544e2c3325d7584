import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { dbFailure } from "./db-error.ts";
import { DiskFull, StoreRefused } from "./store-error.ts";

/** One generated migration. `hash` is the SHA-256 of its text: an applied migration never changes. */
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

// This file is three levels below the root, and so is the built server: the same relative path works for both.
const MIGRATIONS_FOLDER = fileURLToPath(new URL("../../../drizzle", import.meta.url));

/** The result of updating an existing database: the migrations, and the path of the copy made before (SQLite). */
export interface SchemaUpdate {
  readonly steps: readonly string[];
  readonly copy: string | null;
}

/** The name prefix of migrations from the second journal, for custom tables of developers who build on Daybook. */
const OWN = "own/";

/**
 * Reads the migrations of one engine in order: Daybook's first, then those in `own/<engine>`, if any. Throws
 * `StoreRefused` if the folder is incomplete.
 */
export function readMigrations(
  engine: "sqlite" | "postgres",
  folder: string = MIGRATIONS_FOLDER,
): Migration[] {
  if (!existsSync(journalOf(`${folder}/${engine}`))) {
    throw new StoreRefused(
      `The folder ${folder}/${engine} with the schema is missing; install Daybook again.`,
    );
  }
  const own = `${folder}/own/${engine}`;
  return [
    ...readJournal(`${folder}/${engine}`, ""),
    ...(existsSync(journalOf(own)) ? readJournal(own, OWN) : []),
  ];
}

const journalOf = (folder: string): string => `${folder}/meta/_journal.json`;

function readJournal(folder: string, prefix: string): Migration[] {
  return journalTags(JSON.parse(readFileSync(journalOf(folder), "utf8"))).map((tag) => {
    const text = readFileSync(`${folder}/${tag}.sql`, "utf8").replaceAll("\r\n", "\n");
    return {
      name: `${prefix}${tag}`,
      hash: createHash("sha256").update(text).digest("hex"),
      statements: text
        .split("--> statement-breakpoint")
        .map((statement) => statement.trim())
        .filter(Boolean),
    };
  });
}

/**
 * The pending migrations. Each journal has its own order: a custom migration never blocks Daybook's next one. Throws
 * `StoreRefused` if the database has a migration that this program does not have (it was made by a newer one) or if the
 * text of an applied migration has changed.
 */
export function pendingMigrations(
  known: readonly Migration[],
  applied: readonly AppliedMigration[],
  database: string,
): Migration[] {
  const byName = new Map(known.map((migration) => [migration.name, migration]));
  const named = applied.map((step) => ({ ...step, name: nameToday(step, byName) }));
  for (const { name, hash } of named) {
    const migration = byName.get(name);
    if (!migration) throw new StoreRefused(unknownStep(name, database));
    if (migration.hash !== hash) {
      throw new StoreRefused(
        `The migration "${name}" has changed since ${database} was created; install Daybook again, unmodified.`,
      );
    }
  }
  return [isOurs, isOwn].flatMap((isOwners) => {
    const theirs = known.filter(isOwners);
    const done = named.filter(isOwners);
    for (const [index, { name }] of done.entries()) {
      if (theirs[index]?.name === name) continue;
      throw new StoreRefused(
        `${database} has its migrations in another order ("${name}"); install Daybook again.`,
      );
    }
    return theirs.slice(done.length);
  });
}

/** The migrations up to and including the named one. Throws an Error if there is no such migration. */
export function upTo(migrations: readonly Migration[], last: string): Migration[] {
  const index = migrations.findIndex(({ name }) => name === last);
  if (index === -1) throw new Error(`There is no migration ${last}.`);
  return migrations.slice(0, index + 1);
}

/** This program's migrations up to the named one. Throws `StoreRefused` if it does not have that one. */
export function knownUpTo(engine: "sqlite" | "postgres", last: string): Migration[] {
  const known = readMigrations(engine);
  if (!known.some(({ name }) => name === last))
    throw new StoreRefused(unknownStep(last, "The file"));
  return upTo(known, last);
}

/** The name of this program's last migration, which identifies its schema. */
export function lastMigration(engine: "sqlite" | "postgres"): string {
  return readMigrations(engine).at(-1)?.name ?? "";
}

/** Throws `StoreRefused` if migrations are pending: a read-only process cannot run them. */
export function refuseBehind(
  known: readonly Migration[],
  applied: readonly AppliedMigration[],
  database: string,
): void {
  if (pendingMigrations(known, applied, database).length === 0) return;
  throw new StoreRefused(
    `${database} was last used by an earlier version of Daybook; start Daybook once, which updates it.`,
  );
}

export interface FailedUpdate {
  readonly database: string;
  /** The migration that failed. */
  readonly step: string;
  /** The disk of the database is full, so an error of a write needs no other cause. */
  readonly isDiskFull?: boolean;
}

/** The sentence for an update that failed at a migration and was undone; other refusals and outages are unchanged. */
export function describeFailedUpdate(
  error: unknown,
  { database, step, isDiskFull = false }: FailedUpdate,
): unknown {
  const kind = dbFailure(error)?.kind;
  const isFull = kind === "storage_full" || (kind === "io" && isDiskFull);
  if (error instanceof StoreRefused) return error;
  if (kind === "busy" || kind === "unavailable" || (kind === "io" && !isFull)) return error;
  const undone = `The update of ${database} was undone at "${step}", so nothing has changed`;
  if (isFull)
    return new DiskFull(`${undone}: the disk is full. Free some space, then start Daybook again.`);
  const cause = error instanceof Error ? error.message : String(error);
  return new StoreRefused(
    `${undone} (${cause}); keep using your previous version of Daybook and report this.`,
  );
}

const isOwn = ({ name }: { readonly name: string }): boolean => name.startsWith(OWN);
const isOurs = (step: { readonly name: string }): boolean => !isOwn(step);

/** A migration that was applied as one of Daybook's and has since moved to the second journal. */
function nameToday(
  { name, hash }: AppliedMigration,
  byName: ReadonlyMap<string, Migration>,
): string {
  const moved = byName.get(`${OWN}${name}`);
  return !byName.has(name) && moved?.hash === hash ? moved.name : name;
}

function unknownStep(name: string, database: string): string {
  return name.startsWith(OWN)
    ? `${database} contains the custom migration "${name}", which this Daybook does not have; use the one it was created with.`
    : `${database} was last used by a newer Daybook (it contains the migration "${name}"); install that version or newer.`;
}

/** Compares row counts before and after; throws `StoreRefused` if a remaining table has lost rows. */
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
        "keep using your previous version of Daybook and report this.",
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
    throw new StoreRefused("The list of migrations cannot be read; install Daybook again.");
  }
  return journal.entries.map((entry: unknown) => {
    if (
      typeof entry === "object" &&
      entry !== null &&
      "tag" in entry &&
      typeof entry.tag === "string"
    )
      return entry.tag;
    throw new StoreRefused("The list of migrations cannot be read; install Daybook again.");
  });
}
