/** Another process (or another store of this one) holds the database file. */
export class StoreInUseError extends Error {
  override readonly name = "StoreInUseError";
}

/** The database cannot be opened as it is; the message names the file, the cause and the next step. */
export class StoreRefused extends Error {
  override readonly name = "StoreRefused";
}

/** The database file was taken away or overwritten while it was open: nothing is written any more until a new start. */
export class StoreLostError extends Error {
  override readonly name = "StoreLostError";
}

/** The database cannot be reached, or went away before it was told to keep anything: this write has left nothing. */
export class StoreUnavailableError extends Error {
  override readonly name = "StoreUnavailableError";

  constructor(cause: Error) {
    super(`The database cannot be reached: ${cause.message}`, { cause });
  }
}

/** Too many wait already; nothing was done. */
export class StoreBusyError extends Error {
  override readonly name = "StoreBusyError";

  constructor(cause: Error) {
    super(`No connection to the database became free: ${cause.message}`, { cause });
  }
}

/** The database was told to commit and its answer was lost. */
export class CommitLostError extends Error {
  override readonly name = "CommitLostError";
  /** Whether the transaction has ended by now, one way or the other, so that a look says which. */
  readonly ended: boolean;

  constructor(ended: boolean, cause: Error) {
    super(`The answer to a COMMIT was lost: ${cause.message}`, { cause });
    this.ended = ended;
  }
}

/** The program, not the person, did something wrong: for example a write job that waited for the network. */
export class DefectError extends Error {
  override readonly name = "DefectError";
}
