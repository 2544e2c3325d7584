import { REASONS } from "@daybook/contract/reasons";
import type { ReasonCode, ReasonDetails } from "@daybook/contract/reasons";

export type FieldErrors = Readonly<Record<string, readonly string[]>>;

/** A refusal on its way out: a value the caller can read, never a bug. */
export class DomainError extends Error {
  readonly code: ReasonCode;
  readonly details: Readonly<Record<string, unknown>>;
  readonly fieldErrors: FieldErrors;

  constructor(
    code: ReasonCode,
    details: Readonly<Record<string, unknown>>,
    message: string,
    fieldErrors: FieldErrors,
  ) {
    super(message);
    this.name = "DomainError";
    this.code = code;
    this.details = details;
    this.fieldErrors = fieldErrors;
  }

  /** The same refusal with other sentences at other fields. */
  at(fieldErrors: FieldErrors): DomainError {
    return new DomainError(this.code, this.details, this.message, fieldErrors);
  }
}

/** The reason's own sentence for these details. */
export function sentenceOf<Code extends ReasonCode>(
  code: Code,
  details: ReasonDetails<Code>,
): string {
  // safe because the map pairs each code with the sentence of its own details; TypeScript cannot follow the pairing
  const sentence = REASONS[code].sentence as (details: ReasonDetails<Code>) => string;
  return sentence(details);
}

/**
 * Makes the refusal `code`. Its sentence stands at every given field path (`"lines.2.quantityMilli"`), or for the
 * whole request when none is given. The caller throws it: `throw refuse("not_found", …)`.
 */
export function refuse<Code extends ReasonCode>(
  code: Code,
  details: ReasonDetails<Code>,
  ...paths: readonly string[]
): DomainError {
  const message = sentenceOf(code, details);
  const fieldErrors = Object.fromEntries(paths.map((path) => [path, [message]]));
  // safe because every details schema is an object
  return new DomainError(code, details as Readonly<Record<string, unknown>>, message, fieldErrors);
}

/** One refusal for many: the first one's code and details, the field errors of all. Undefined when there are none. */
export function refuseAll(errors: readonly DomainError[]): DomainError | undefined {
  const [first] = errors;
  if (first === undefined || errors.length === 1) return first;
  const fieldErrors: Record<string, string[]> = {};
  for (const error of errors) {
    for (const [path, sentences] of Object.entries(error.fieldErrors)) {
      fieldErrors[path] = [...(fieldErrors[path] ?? []), ...sentences];
    }
  }
  return new DomainError(first.code, first.details, first.message, fieldErrors);
}

/** Throws when an invariant does not hold: a bug, not a refusal. Say why it cannot happen. */
export function assert(condition: unknown, whyThisCannotHappen: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${whyThisCannotHappen}`);
}
