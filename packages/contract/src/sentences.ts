import type { z } from "zod";

/** How the schema library begins where a contract has no words of its own. */
const STOCK_PHRASE = /^(Invalid |Too (small|big)|Unrecognized )/;

const KINDS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
  null: "null",
};

/**
 * What a contract has against one value, for the person at the counter: its own sentence, or ours in place of the schema
 * library's. The one list of them, so that a form that checks by itself says what the server would say.
 */
export function issueSentence(issue: z.core.$ZodIssue): string {
  // Whether a contract wrote the full stop or not, two sentences in one form end alike.
  if (!STOCK_PHRASE.test(issue.message)) return issue.message.replace(/(?<![.!?])$/, ".");
  switch (issue.code) {
    case "invalid_type":
      return isMissing(issue)
        ? "This field is required."
        : `This must be ${KINDS[issue.expected] ?? "something else"}.`;
    case "invalid_value":
      return `Choose one of: ${issue.values.map(String).join(", ")}.`;
    case "too_small":
      return tooSmall(issue.origin, Number(issue.minimum));
    case "too_big":
      return tooBig(issue.origin, Number(issue.maximum));
    case "unrecognized_keys":
      return "This field is not allowed here.";
    default:
      return "This is not valid here.";
  }
}

/** A form without a value sends none, nothing, or no number. */
function isMissing({ expected, message }: z.core.$ZodIssueInvalidType): boolean {
  if (/received (undefined|NaN)$/.test(message)) return true;
  return expected !== "object" && message.endsWith("received null");
}

function tooSmall(origin: string, minimum: number): string {
  if (origin === "string")
    return minimum === 1 ? "This field is required." : `Use at least ${minimum} characters.`;
  return origin === "array" ? `Give at least ${minimum}.` : `This must be at least ${minimum}.`;
}

function tooBig(origin: string, maximum: number): string {
  if (origin === "string") return `Use at most ${maximum} characters.`;
  return origin === "array" ? `Give at most ${maximum}.` : `This must be at most ${maximum}.`;
}
