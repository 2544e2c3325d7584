import { expect } from "vitest";
import type { ReasonCode } from "@daybook/contract/reasons";
import { dbFailure } from "@daybook/db/db-error";
import type { DbFailure } from "@daybook/db/db-error";
import { DomainError } from "../errors/domain-error.ts";

/** Waits for a refusal, checks its code, and that it stands at these fields and no others. Answers it. */
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

/** Waits for the database itself to refuse, and checks which of its guards did. */
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
