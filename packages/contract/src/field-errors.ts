import type { z } from "zod";
import { issueSentence } from "./sentences.ts";

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

/**
 * The field at which a sentence about `path` is shown: that of the path itself, else the innermost one around it
 * ("barcodes.2" at "barcodes"); null where there is none.
 */
export function fieldFor(path: string, fields: readonly string[]): string | null {
  if (fields.includes(path)) return path;
  const holders = fields.filter((field) => path.startsWith(`${field}.`));
  return holders.toSorted((a, b) => b.length - a.length)[0] ?? null;
}

function collect(
  issues: readonly Issue[],
  above: readonly PropertyKey[],
  found: Record<string, string[]>,
): void {
  for (const issue of issues) {
    const path = [...above, ...issue.path];
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) add(found, [...path, key], issueSentence(issue));
    } else if (issue.code === "invalid_union" && issue.errors.length > 0) {
      collect(bestBranch(issue.errors), path, found);
    } else {
      add(found, path, issueSentence(issue));
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
