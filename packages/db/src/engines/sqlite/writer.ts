import type { WriteTx } from "../../types.ts";
import type { Connection } from "./connection.ts";

/** The one connection that writes, with the statements of a batch compiled in advance. */
export interface Writer {
  readonly connection: Connection;
  readonly tx: WriteTx;
  readonly begin: () => void;
  readonly savepoint: () => void;
  readonly release: () => void;
  readonly undo: () => void;
  readonly commit: () => void;
  readonly rollback: () => void;
}

/** Prepares a connection for writing. `tx` is the handle that every job on this connection receives. */
export function writerOn(connection: Connection, tx: WriteTx): Writer {
  const { database } = connection;
  const begin = database.prepare("BEGIN IMMEDIATE");
  const savepoint = database.prepare("SAVEPOINT job");
  const release = database.prepare("RELEASE job");
  const undo = database.prepare("ROLLBACK TO job");
  const commit = database.prepare("COMMIT");
  const rollback = database.prepare("ROLLBACK");
  return {
    connection,
    tx,
    begin: () => void begin.run(),
    savepoint: () => void savepoint.run(),
    release: () => void release.run(),
    undo: () => {
      undo.run();
      release.run();
    },
    commit: () => void commit.run(),
    rollback: () => void rollback.run(),
  };
}
