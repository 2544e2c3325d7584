import Database from "better-sqlite3";

/** What SQLite finds wrong in a whole file, indexes included; empty if nothing. */
export function integrityProblems(path: string): string[] {
  const database = new Database(path, { readonly: true });
  try {
    const found = database.prepare("PRAGMA integrity_check(5)").pluck().all().map(String);
    return found.filter((line) => line !== "ok");
  } finally {
    database.close();
  }
}
