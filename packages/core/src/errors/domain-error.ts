import type { Reason, ReasonCode, ReasonDetails } from "@daybook/contract/reasons";
import type { FieldError, FieldErrors } from "@daybook/contract/refusal";
import type { RuleCode, RuleDetails } from "@daybook/contract/rules";
import { reasonSentence } from "@daybook/contract/sentences";

/** A refusal: an expected error with a code, never a bug. */
export class DomainError extends Error {
  readonly reason: Reason;
  #fieldErrors: FieldErrors;

  constructor(reason: Reason, fieldErrors: FieldErrors) {
    super(reasonSentence(reason));
    this.name = "DomainError";
    this.reason = reason;
    this.#fieldErrors = fieldErrors;
  }

  get fieldErrors(): FieldErrors {
    return this.#fieldErrors;
  }

  get code(): ReasonCode {
    return this.reason.code;
  }

  get details(): Reason["details"] {
    return this.reason.details;
  }

  /** Moves its fields into a part of the input, of which the refused input is the field `part`. */
  within(part: string): this {
    const moved = Object.entries(this.#fieldErrors).map(
      ([path, errors]) => [`${part}.${path}`, errors] as const,
    );
    this.#fieldErrors = Object.fromEntries(moved);
    return this;
  }

  /** The same refusal with additional field errors. */
  at(fieldErrors: FieldErrors): DomainError {
    return new DomainError(this.reason, fieldErrors);
  }
}

/**
 * Creates the refusal `code`. It applies to every given field path (`"lines.2.quantityMilli"`), or to the whole request
 * if none is given. The caller throws it: `throw refuse("not_found", …)`.
 */
export function refuse<Code extends ReasonCode>(
  code: Code,
  details: ReasonDetails<Code>,
  ...paths: readonly string[]
): DomainError {
  // safe because the parameters pair the code with its details
  const reason = { code, details } as Reason;
  return new DomainError(reason, Object.fromEntries(paths.map((path) => [path, [reason]])));
}

/** Does the work of a part of an input: its refusals are at the fields of that part. */
export async function within<Result>(part: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof DomainError ? error.within(part) : error;
  }
}

/** Creates the refusal of an input in which the field at `path` breaks a rule that its contract cannot check. */
export function refuseField<Code extends RuleCode>(
  path: string,
  code: Code,
  details: RuleDetails<Code>,
): DomainError {
  // safe because the parameters pair the code with its details
  const error = { code, details } as FieldError;
  return new DomainError({ code: "invalid_input", details: {} }, { [path]: [error] });
}

/** Combines refusals: the code and details of the first, the field errors of all. Undefined if there are none. */
export function refuseAll(errors: readonly DomainError[]): DomainError | undefined {
  const [first] = errors;
  if (first === undefined || errors.length === 1) return first;
  const fieldErrors: Record<string, FieldError[]> = {};
  for (const error of errors) {
    for (const [path, found] of Object.entries(error.fieldErrors)) {
      fieldErrors[path] = [...(fieldErrors[path] ?? []), ...found];
    }
  }
  return first.at(fieldErrors);
}

/** Throws if an invariant does not hold: a bug, not a refusal. The message says why it cannot happen. */
export function assert(condition: unknown, whyThisCannotHappen: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${whyThisCannotHappen}`);
}
