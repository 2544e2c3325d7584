import pg from "pg";
import { StoreBusyError, StoreUnavailableError } from "../../store-error.ts";

/** Errors of node-postgres without a code, recognized by their message. */
const CONNECTION_LOST =
  /^(Connection terminated|Connection ended|Query read timeout|Client has encountered a connection error|Client was closed|timeout expired)/;
const NO_FREE_CONNECTION = /^timeout exceeded when trying to connect/;

/** Rethrows the error as one that callers can handle: the server is unavailable, or too busy. */
export function asStoreError(error: unknown): never {
  if (!(error instanceof Error)) throw error;
  if (NO_FREE_CONNECTION.test(error.message)) throw new StoreBusyError(error);
  if (isConnectionLost(error)) throw new StoreUnavailableError(error);
  throw error;
}

function isConnectionLost(error: Error): boolean {
  // After FATAL and PANIC the server closes the connection; 53300 (too many connections) is handled separately.
  if (error instanceof pg.DatabaseError)
    return (
      /^(08|57P)/.test(error.code ?? "") ||
      ((error.severity === "FATAL" || error.severity === "PANIC") && error.code !== "53300")
    );
  // System errors of a connection name the failed call.
  return "syscall" in error || CONNECTION_LOST.test(error.message);
}
