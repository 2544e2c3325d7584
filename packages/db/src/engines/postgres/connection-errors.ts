import pg from "pg";
import { StoreBusyError, StoreUnavailableError } from "../../store-error.ts";

/** What node-postgres says in words only; everything else has a code. */
const CONNECTION_LOST =
  /^(Connection terminated|Connection ended|Query read timeout|Client has encountered a connection error|Client was closed|timeout expired)/;
const NO_FREE_CONNECTION = /^timeout exceeded when trying to connect/;

/** Throws the error again, as what it means for whoever asked: the server is away, or it has too much to do. */
export function asStoreError(error: unknown): never {
  if (!(error instanceof Error)) throw error;
  if (NO_FREE_CONNECTION.test(error.message)) throw new StoreBusyError(error);
  if (isConnectionLost(error)) throw new StoreUnavailableError(error);
  throw error;
}

function isConnectionLost(error: Error): boolean {
  // After FATAL and PANIC the server closes the connection; 53300 (too many of them) is for the reasons to name.
  if (error instanceof pg.DatabaseError)
    return (
      /^(08|57P)/.test(error.code ?? "") ||
      ((error.severity === "FATAL" || error.severity === "PANIC") && error.code !== "53300")
    );
  // What the system says of a connection names the call that failed.
  return "syscall" in error || CONNECTION_LOST.test(error.message);
}
