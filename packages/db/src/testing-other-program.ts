import Database from "better-sqlite3";

/** Another program that has a database file open, for tests: `end` lets go of it. */
export interface OtherProgram {
  end(): void;
}

/** One that is in the middle of writing. */
export function writeAside(path: string): OtherProgram {
  const database = new Database(path);
  // oxlint-disable-next-line daybook/one-begin -- another program keeps to no rule of ours
  database.exec("BEGIN EXCLUSIVE");
  return { end: () => void database.close() };
}

/** One that is in the middle of reading a table, so that the log cannot be emptied. */
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
