/** What tRPC, REST, the command line and every screen see when something is refused. */
import { z } from "zod";
import { isReason, REASONS } from "./reasons.ts";
import type { Reason, ReasonCode } from "./reasons.ts";
import { isRule, RULES } from "./rules.ts";
import type { RuleCode, RuleDetails } from "./rules.ts";

/** What is wrong with one field: a rule of its contract, or a refusal that concerns this field. */
export type FieldError =
  | Reason
  | { [One in RuleCode]: { readonly code: One; readonly details: RuleDetails<One> } }[RuleCode];
export type FieldErrors = Readonly<Record<string, readonly FieldError[]>>;

/** The shape of a refusal on the wire; `readRefusal` gives it the type of its code. */
export type Refusal = z.infer<typeof Refusal>;
export const Refusal = z.strictObject({
  code: z.string(),
  message: z.string().describe("The refusal as an English sentence"),
  fieldErrors: z.record(
    z.string(),
    z.array(
      z.strictObject({
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

/** What is wrong with each field as a caller reads it: in the server's English as well. */
export type ReadFieldErrors = Readonly<
  Record<string, readonly ((FieldError | UnknownReason) & { readonly message: string })[]>
>;
/** A code, or details of it, that this version does not know: a server of a later one sent it. Its message is still good. */
export interface UnknownReason {
  readonly code: "unknown";
  readonly details: Readonly<Record<string, never>>;
}

type Common = Omit<Refusal, "code" | "details" | "fieldErrors"> & {
  readonly fieldErrors: ReadFieldErrors;
};
/** A refusal with one of these codes and the details of it: `switch (refusal.code)` tells them apart. */
export type RefusalOf<Code extends ReasonCode = ReasonCode> = {
  [One in Code]: Common & Reason<One>;
}[Code];
/** A refusal as a caller reads it. */
export type ReadRefusal = RefusalOf | (Common & UnknownReason);

/** Reads what should be a refusal; null where it is none. What this version does not know in it becomes "unknown". */
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
  // safe because the details were just read by this code's own contract
  return parsed.success ? ({ code, details: parsed.data } as Reason) : UNKNOWN;
}

function readFieldError(error: WireReason): FieldError | UnknownReason {
  if (!isRule(error.code)) return readReason(error);
  const parsed = RULES[error.code].safeParse(error.details);
  // safe because the details were just read by this code's own contract
  return parsed.success ? ({ code: error.code, details: parsed.data } as FieldError) : UNKNOWN;
}
