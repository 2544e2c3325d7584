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

/** A record that has the key. */
interface KeyHolder {
  readonly id: number;
  readonly publicId: string;
}

interface CheckedField {
  readonly field: string;
  readonly value: string;
  /** The record that may have the key; null for a new one. */
  readonly ownId: number | null;
}

/** Refuses 409 `duplicate` at the field if another record has its key. `holders` are the records with the key. */
export function checkUnique(holders: readonly KeyHolder[], checked: CheckedField): void {
  const { field, value, ownId } = checked;
  const other = holders.find(({ id }) => id !== ownId);
  if (other === undefined) return;
  throw refuse("duplicate", { field, value, existingId: other.publicId }, field);
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
