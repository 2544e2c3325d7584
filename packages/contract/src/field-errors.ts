import { z } from "zod";
import { isReason } from "./reasons.ts";
import type { FieldError, FieldErrors } from "./refusal.ts";
import { isRule, RULES } from "./rules.ts";
import type { RuleCode } from "./rules.ts";

type Issue = z.core.$ZodIssue;

// If a contract names no rule, zod writes the message. Here it writes the code of a rule instead, because only here
// is the value available to tell a missing value from an invalid one.
z.config({ customError: ruleOfRawIssue });

/** Enough errors to help a person; without a limit, an attacker could request huge responses. */
export const MAX_FIELD_ERRORS = 20;

/**
 * The errors of a contract by field: `{ "lines.2.quantityMilli": [{ code: "quantity_not_positive", details: {} }] }`;
 * the empty path is the whole input. After twenty fields, an error at the empty path says that there are more.
 */
export function fieldErrorsOf(issues: readonly Issue[]): FieldErrors {
  const found: Found = { fields: {}, count: 0 };
  if (!collect(issues, [], found))
    add(found.fields, "", { code: "more_fields", details: { shown: MAX_FIELD_ERRORS } });
  return found.fields;
}

interface Found {
  readonly fields: Record<string, FieldError[]>;
  count: number;
}

/**
 * The field that shows an error at `path`: the field itself, or else the innermost field that contains it
 * ("barcodes.2" at "barcodes"); null if there is none.
 */
export function fieldFor(path: string, fields: readonly string[]): string | null {
  if (fields.includes(path)) return path;
  const holders = fields.filter((field) => path.startsWith(`${field}.`));
  return holders.toSorted((a, b) => b.length - a.length)[0] ?? null;
}

/** False if there were more than are listed. */
function collect(issues: readonly Issue[], above: readonly PropertyKey[], found: Found): boolean {
  for (const issue of issues) {
    const path = [...above, ...issue.path];
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys)
        if (!list(found, [...path, key], { code: "unknown_field", details: {} })) return false;
    } else if (issue.code === "invalid_union" && issue.errors.length > 0) {
      if (!collect(bestBranch(issue.errors), path, found)) return false;
    } else if (!list(found, path, errorOf(issue))) return false;
  }
  return true;
}

function list(found: Found, path: readonly PropertyKey[], error: FieldError): boolean {
  const field = path.map(String).join(".");
  if (!Object.hasOwn(found.fields, field)) {
    if (found.count === MAX_FIELD_ERRORS) return false;
    found.count += 1;
  }
  add(found.fields, field, error);
  return true;
}

/** The errors of the alternative that matched the most of the value. */
function bestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const depth = (issues: readonly Issue[]) => Math.max(...issues.map((issue) => issue.path.length));
  return branches.reduce((best, branch) => (depth(branch) >= depth(best) ? branch : best));
}

function add(found: Record<string, FieldError[]>, key: string, error: FieldError): void {
  // A key such as "__proto__" is data here: it may name a field but must not reach the prototype.
  const known = Object.hasOwn(found, key) ? (found[key] ?? []) : [];
  Object.defineProperty(found, key, {
    value: known.some(({ code }) => code === error.code) ? known : [...known, error],
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

/** The rule named in an issue's message, with the details it needs: bounds or options. */
function errorOf(issue: Issue): FieldError {
  const code = issue.message;
  if (isRule(code)) {
    const details = RULES[code].safeParse({
      min: "minimum" in issue ? Number(issue.minimum) : undefined,
      max: "maximum" in issue ? Number(issue.maximum) : undefined,
      values: issue.code === "invalid_value" ? issue.values.map(String) : undefined,
      expected: issue.code === "invalid_type" ? issue.expected : undefined,
    });
    // safe because the schema of this rule has just validated the details
    if (details.success) return { code, details: details.data } as FieldError;
  }
  // safe because a contract may name only reasons without details as its rule, see `reasonAsRule`
  if (isReason(code)) return { code, details: {} } as FieldError;
  return { code: "not_valid", details: {} };
}

function ruleOfRawIssue(issue: z.core.$ZodRawIssue): RuleCode {
  switch (issue.code) {
    case "invalid_type":
      return isMissing(issue) ? "required" : "wrong_type";
    case "invalid_value":
      return issue.input === undefined ? "required" : "not_one_of";
    case "too_small":
      return tooSmall(issue.origin, Number(issue.minimum));
    case "too_big":
      return issue.origin === "string"
        ? "too_long"
        : issue.origin === "array"
          ? "too_many"
          : "too_big";
    default:
      return "not_valid";
  }
}

/** A form without a value sends none, nothing, or no number. */
function isMissing({ expected, input }: { readonly expected: string; readonly input?: unknown }) {
  return input === undefined || Number.isNaN(input) || (expected !== "object" && input === null);
}

function tooSmall(origin: string, minimum: number): RuleCode {
  if (origin === "string") return minimum === 1 ? "required" : "too_short";
  return origin === "array" ? "too_few" : "too_small";
}
