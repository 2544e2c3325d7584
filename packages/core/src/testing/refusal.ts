import { expect } from "vitest";
import type { ReasonCode } from "@daybook/contract/reasons";
import { dbFailure } from "@daybook/db/db-error";
import type { DbFailure } from "@daybook/db/db-error";
import { DomainError } from "../errors/domain-error.ts";

/** Awaits a refusal and checks its code and its field paths. Returns it. */
export async function expectRefusal(
  work: Promise<unknown>,
  code: ReasonCode,
  ...paths: readonly string[]
): Promise<DomainError> {
  const error = await work.then(
    (value) => {
      throw new Error(`Expected the refusal ${code}, got ${JSON.stringify(value)}`);
    },
    (reason: unknown) => reason,
  );
  if (!(error instanceof DomainError)) throw error;
  expect(error.code).toBe(code);
  expect(Object.keys(error.fieldErrors)).toEqual(paths);
  return error;
}

/** Awaits a rejection by the database, and checks which constraint or trigger caused it. */
export async function expectDbRefusal(
  work: Promise<unknown>,
  kind: DbFailure["kind"],
): Promise<void> {
  const error = await work.then(
    () => {
      throw new Error(`Expected the database to refuse (${kind})`);
    },
    (reason: unknown) => reason,
  );
  expect(dbFailure(error)?.kind).toBe(kind);
}

/** The code of a refusal, in place of an answer; any other error is thrown. */
export function codeOfRefusal(error: unknown): { answer: null; code: string } {
  if (error instanceof DomainError) return { answer: null, code: error.code };
  throw error;
}
