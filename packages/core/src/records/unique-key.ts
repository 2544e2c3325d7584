import { dbFailure } from "@daybook/db/db-error";
import { refuse } from "../errors/domain-error.ts";

/** A unique key that may conflict, and the path of the refusal. */
export interface UniqueField {
  /** The constraint's name in the database. */
  readonly constraint: string;
  readonly field: string;
  readonly value: string;
  readonly path: string;
}

/**
 * Runs an insert or update whose key was checked and found free. If another transaction has taken it since, the
 * database rejects it, and this refuses 409 `duplicate` at `path`. The conflicting row cannot be queried, because
 * PostgreSQL has aborted this transaction.
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
