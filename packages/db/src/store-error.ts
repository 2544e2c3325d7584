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

/** The program, not the person, did something wrong: for example a write job that waited for the network. */
export class DefectError extends Error {
  override readonly name = "DefectError";
}
