import type { ImportProblem } from "@daybook/contract/imports";
import { readFieldError } from "@daybook/contract/refusal";
import { describeFieldError } from "../../lib/describe-error.ts";
// Imported for its side effect: what is wrong with a row is a sentence from the beginning.
import "../../lib/refusal-texts-at-once.ts";
import { importTexts as texts } from "../../texts/en/imports.ts";

/** What is wrong with a cell, with the name of its field. */
export function sentenceOf(problem: ImportProblem): string {
  const sentence = describeFieldError({ ...readFieldError(problem), message: "" });
  return problem.field === null ? sentence : `${texts.fields[problem.field]}: ${sentence}`;
}

/** What is wrong with one field of a row; null if nothing is. */
export function problemAt(
  problems: readonly ImportProblem[],
  field: ImportProblem["field"],
  severity: ImportProblem["severity"],
): string | null {
  const found = problems.filter((one) => one.field === field && one.severity === severity);
  const sentences = found.map((one) => describeFieldError({ ...readFieldError(one), message: "" }));
  return sentences.length === 0 ? null : sentences.join(" ");
}
