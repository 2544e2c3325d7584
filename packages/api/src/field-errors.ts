import type { z } from "zod";

type Issue = z.core.$ZodIssue;

/**
 * What a contract refused, by field: `{ "lines.2.quantityMilli": ["Enter a quantity above zero."] }`; the empty path is
 * the whole input. The contract's own sentences stay; the schema library's stock phrases become sentences too.
 */
export function fieldErrorsOf(issues: readonly Issue[]): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  collect(issues, [], found);
  return found;
}

function collect(
  issues: readonly Issue[],
  above: readonly PropertyKey[],
  found: Record<string, string[]>,
): void {
  for (const issue of issues) {
    const path = [...above, ...issue.path];
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) add(found, [...path, key], "This field is not known here.");
    } else if (issue.code === "invalid_union" && issue.errors.length > 0) {
      collect(bestBranch(issue.errors), path, found);
    } else {
      add(found, path, sentence(issue));
    }
  }
}

/** The alternative that got furthest into the value says best what is wrong with it. */
function bestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const depth = (issues: readonly Issue[]) => Math.max(...issues.map((issue) => issue.path.length));
  return branches.reduce((best, branch) => (depth(branch) >= depth(best) ? branch : best));
}

function add(found: Record<string, string[]>, path: readonly PropertyKey[], text: string): void {
  const key = path.map(String).join(".");
  // A key such as "__proto__" is data here: it may name a field and must not reach the prototype.
  const known = Object.hasOwn(found, key) ? (found[key] ?? []) : [];
  Object.defineProperty(found, key, {
    value: known.includes(text) ? known : [...known, text],
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

const STOCK_PHRASE = /^(Invalid |Too (small|big)|Unrecognized )/;

const KINDS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  null: "null",
};

function sentence(issue: Issue): string {
  if (!STOCK_PHRASE.test(issue.message)) return issue.message;
  switch (issue.code) {
    case "invalid_type":
      return issue.message.endsWith("received undefined")
        ? "Fill this in."
        : `This must be ${KINDS[issue.expected] ?? issue.expected}.`;
    case "invalid_value":
      return `Choose one of: ${issue.values.map(String).join(", ")}.`;
    case "too_small":
      return `This must be at least ${String(issue.minimum)}.`;
    case "too_big":
      return `This must be at most ${String(issue.maximum)}.`;
    default:
      return "This is not valid here.";
  }
}
