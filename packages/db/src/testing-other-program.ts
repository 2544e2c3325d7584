import Database from "better-sqlite3";

/** Another program that has a database file open, for tests: `end` releases it. */
export interface OtherProgram {
  end(): void;
}

/** A program in the middle of a write. */
export function writeAside(path: string): OtherProgram {
  const database = new Database(path);
  // oxlint-disable-next-line daybook/one-begin -- another program keeps to no rule of ours
  database.exec("BEGIN EXCLUSIVE");
  return { end: () => void database.close() };
}

/** A database of another program. */
export function otherDatabase(path: string): void {
  const database = new Database(path);
  database.exec("CREATE TABLE note (text TEXT); INSERT INTO note VALUES ('milk')");
  database.close();
}

/** A program that is reading a table, so the log cannot be truncated. */
export function readAside(path: string, table: string): OtherProgram {
  const database = new Database(path, { readonly: true });
  const rows = database.prepare(`SELECT * FROM ${table}`).iterate();
  rows.next();
  return {
    end: () => {
      rows.return?.();
      database.close();
    },
  };
}
