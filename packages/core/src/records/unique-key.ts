import { dbFailure } from "@daybook/db/db-error";
import { refuse } from "../errors/domain-error.ts";

/** A unique key that a row may clash with, and where the clash is told. */
export interface UniqueField {
  /** The constraint's name in the database. */
  readonly constraint: string;
  readonly field: string;
  readonly value: string;
  readonly path: string;
}

/**
 * Runs an insert or update whose key was looked up and found free. Should another transaction have taken it since, the
 * database refuses, and so do we: 409 `duplicate` at `path`. Which row won cannot be asked any more: PostgreSQL has
 * ended this transaction.
 */
export async function orDuplicate<T>(
  statement: PromiseLike<T>,
  ...keys: readonly UniqueField[]
): Promise<T> {
  try {
    return await statement;
  } catch (error) {
    const failure = dbFailure(error);
    const key =
      failure?.kind === "unique" && keys.find(({ constraint }) => constraint === failure.name);
    if (!key) throw error;
    throw refuse("duplicate", { field: key.field, value: key.value, existingId: null }, key.path);
  }
}
