import type { WriteCtx } from "../context/context.ts";

/** The person who adds something, as a column; null for a job or a command, which is no user in the database. */
export function adder({ actor }: WriteCtx): number | null {
  return actor.userId === 0 ? null : actor.userId;
}

/** The same person in an answer. */
export function addedByOf(row: {
  readonly addedById: string | null;
  readonly addedByName: string | null;
}): { id: string; name: string } | null {
  const { addedById: id, addedByName: name } = row;
  return id === null || name === null ? null : { id, name };
}
