/** Another process (or another store in this process) holds the database file. */
export class StoreInUseError extends Error {
  override readonly name = "StoreInUseError";
}

/** The database cannot be opened as it is; the message contains the file, the cause and the next step. */
export class StoreRefused extends Error {
  override readonly name = "StoreRefused";
}

/** The database cannot be opened or updated, because its disk is full. */
export class DiskFull extends StoreRefused {}

/** The database file was removed or overwritten while open: nothing more is written until a restart. */
export class StoreLostError extends Error {
  override readonly name = "StoreLostError";
}

/** The database is unreachable, or failed before the COMMIT: this write had no effect. */
export class StoreUnavailableError extends Error {
  override readonly name = "StoreUnavailableError";

  constructor(cause: Error) {
    super(`The database cannot be reached: ${cause.message}`, { cause });
  }
}

/** Too many requests are waiting; nothing was done. */
export class StoreBusyError extends Error {
  override readonly name = "StoreBusyError";

  constructor(cause: Error) {
    super(`No connection to the database became free: ${cause.message}`, { cause });
  }
}

/** The response to a COMMIT was lost. */
export class CommitLostError extends Error {
  override readonly name = "CommitLostError";
  /** Whether the transaction has ended by now, so its outcome can be looked up. */
  readonly ended: boolean;

  constructor(ended: boolean, cause: Error) {
    super(`The answer to a COMMIT was lost: ${cause.message}`, { cause });
    this.ended = ended;
  }
}

/** A defect of the program, not of the user: for example a write job that waited for the network. */
export class DefectError extends Error {
  override readonly name = "DefectError";
}
