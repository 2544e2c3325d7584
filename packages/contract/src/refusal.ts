/** Refusals as tRPC, REST, the command line and every screen receive them. */
import { z } from "zod";
import { isReason, REASONS } from "./reasons.ts";
import type { Reason, ReasonCode } from "./reasons.ts";
import { isRule, RULES } from "./rules.ts";
import type { RuleCode, RuleDetails } from "./rules.ts";

/** The error of one field: a rule of its contract, or a refusal that concerns this field. */
export type FieldError =
  | Reason
  | { [One in RuleCode]: { readonly code: One; readonly details: RuleDetails<One> } }[RuleCode];
export type FieldErrors = Readonly<Record<string, readonly FieldError[]>>;

/**
 * A refusal as sent over the network; `readRefusal` narrows it by its code. A later version may add to it: a page that
 * stays open during an update must still recognize a refusal.
 */
export type Refusal = z.infer<typeof Refusal>;
export const Refusal = z.object({
  code: z.string(),
  message: z.string().describe("The refusal as an English sentence"),
  fieldErrors: z.record(
    z.string(),
    z.array(
      z.object({
        code: z.string(),
        message: z.string(),
        details: z.record(z.string(), z.unknown()),
      }),
    ),
  ),
  details: z.record(z.string(), z.unknown()),
  hint: z.string().optional(),
  retryable: z.boolean(),
  requestId: z.string(),
});

/** The errors of each field as callers receive them, with the server's English message. */
export type ReadFieldErrors = Readonly<
  Record<string, readonly ((FieldError | UnknownReason) & { readonly message: string })[]>
>;
/** A code or details that this version does not support, from a newer server. The message is still valid. */
export interface UnknownReason {
  readonly code: "unknown";
  readonly details: Readonly<Record<string, never>>;
}

type Common = Omit<Refusal, "code" | "details" | "fieldErrors"> & {
  readonly fieldErrors: ReadFieldErrors;
};
/** A refusal with one of these codes and its details: `switch (refusal.code)` narrows them. */
export type RefusalOf<Code extends ReasonCode = ReasonCode> = {
  [One in Code]: Common & Reason<One>;
}[Code];
/** A refusal as callers receive it. */
export type ReadRefusal = RefusalOf | (Common & UnknownReason);

/** Parses a refusal; null if the value is not one. Unsupported codes become "unknown". */
export function readRefusal(value: unknown): ReadRefusal | null {
  const parsed = Refusal.safeParse(value);
  if (!parsed.success) return null;
  const { code, details, fieldErrors, ...rest } = parsed.data;
  const fields = Object.entries(fieldErrors).map(
    ([path, errors]) =>
      [
        path,
        errors.map((error) => ({ message: error.message, ...readFieldError(error) })),
      ] as const,
  );
  return { ...rest, fieldErrors: Object.fromEntries(fields), ...readReason({ code, details }) };
}

interface WireReason {
  readonly code: string;
  readonly details: unknown;
}

const UNKNOWN: UnknownReason = { code: "unknown", details: {} };

function readReason({ code, details }: WireReason): Reason | UnknownReason {
  if (!isReason(code)) return UNKNOWN;
  const parsed = REASONS[code].details.safeParse(details);
  // safe because the contract of this code has just validated the details
  return parsed.success ? ({ code, details: parsed.data } as Reason) : UNKNOWN;
}

/** A field error that was stored or sent; "unknown" for one of a newer version. */
export function readFieldError(error: WireReason): FieldError | UnknownReason {
  if (!isRule(error.code)) return readReason(error);
  const parsed = RULES[error.code].safeParse(error.details);
  // safe because the contract of this code has just validated the details
  return parsed.success ? ({ code: error.code, details: parsed.data } as FieldError) : UNKNOWN;
}
