import type { z } from "zod";
import { issueSentence } from "./sentences.ts";

type Issue = z.core.$ZodIssue;

/** So many fields help a person; thousands would only help somebody who wants a long answer. */
export const MAX_FIELD_ERRORS = 20;
export const MORE_FIELD_ERRORS = `More fields are wrong; these are the first ${MAX_FIELD_ERRORS}.`;

/**
 * What a contract refused, by field: `{ "lines.2.quantityMilli": ["Enter a quantity above zero."] }`; the empty path is
 * the whole input. The contract's own sentences stay; the schema library's stock phrases become sentences too. After
 * twenty fields the whole input says that there are more.
 */
export function fieldErrorsOf(issues: readonly Issue[]): Record<string, string[]> {
  const found: Found = { fields: {}, count: 0 };
  if (!collect(issues, [], found)) add(found.fields, "", MORE_FIELD_ERRORS);
  return found.fields;
}

interface Found {
  readonly fields: Record<string, string[]>;
  count: number;
}

/**
 * The field at which a sentence about `path` is shown: that of the path itself, else the innermost one around it
 * ("barcodes.2" at "barcodes"); null where there is none.
 */
export function fieldFor(path: string, fields: readonly string[]): string | null {
  if (fields.includes(path)) return path;
  const holders = fields.filter((field) => path.startsWith(`${field}.`));
  return holders.toSorted((a, b) => b.length - a.length)[0] ?? null;
}

/** False where there were more than may be told. */
function collect(issues: readonly Issue[], above: readonly PropertyKey[], found: Found): boolean {
  for (const issue of issues) {
    const path = [...above, ...issue.path];
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys)
        if (!tell(found, [...path, key], issueSentence(issue))) return false;
    } else if (issue.code === "invalid_union" && issue.errors.length > 0) {
      if (!collect(bestBranch(issue.errors), path, found)) return false;
    } else if (!tell(found, path, issueSentence(issue))) return false;
  }
  return true;
}

function tell(found: Found, path: readonly PropertyKey[], text: string): boolean {
  const field = path.map(String).join(".");
  if (!Object.hasOwn(found.fields, field)) {
    if (found.count === MAX_FIELD_ERRORS) return false;
    found.count += 1;
  }
  add(found.fields, field, text);
  return true;
}

/** The alternative that got furthest into the value says best what is wrong with it. */
function bestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const depth = (issues: readonly Issue[]) => Math.max(...issues.map((issue) => issue.path.length));
  return branches.reduce((best, branch) => (depth(branch) >= depth(best) ? branch : best));
}

function add(found: Record<string, string[]>, key: string, text: string): void {
  // A key such as "__proto__" is data here: it may name a field and must not reach the prototype.
  const known = Object.hasOwn(found, key) ? (found[key] ?? []) : [];
  Object.defineProperty(found, key, {
    value: known.includes(text) ? known : [...known, text],
    enumerable: true,
    configurable: true,
    writable: true,
  });
}
