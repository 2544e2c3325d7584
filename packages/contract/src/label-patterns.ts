/** Contracts of the label patterns: how the shop reads labels with a price, a weight or a count in their code. */
import { z } from "zod";
import { Instant, line, WriteKey } from "./fields.ts";
import { LabelPatternId } from "./ids.ts";
import {
  faultOfLayout,
  LABEL_MEANINGS,
  LABEL_VERIFIERS,
  MOST_LABEL_DECIMALS,
} from "./label-codes.ts";
import type { LabelLayout } from "./label-codes.ts";
import { rule } from "./rules.ts";

const LabelMeaning = z
  .enum(LABEL_MEANINGS)
  .describe("What the value is: a weight in kilograms, a price, or pieces");
const LabelVerifier = z
  .enum(LABEL_VERIFIERS)
  .describe(
    "The digit that verifies the value; `gs1` is that of the GS1 General Specifications 7.9",
  );

/** The digits are compared as typed, so other scripts and spaces are refused by the check below. */
const fields = {
  name: line(60, 1),
  prefix: line(4, 1).describe("The first digits of every label"),
  layout: line(20, 1).describe(
    "A letter for each of 13, 12 or 8 digits: P prefix, I item number, V value, C verifier digit, X check digit",
  ),
  verifier: LabelVerifier,
  meaning: LabelMeaning,
  decimals: z
    .int()
    .min(0)
    .max(MOST_LABEL_DECIMALS)
    .describe("The decimals of the value: 3 for grams, 2 for cents; 0 for a count"),
};

/** The field at which a fault of the layout is refused. */
const PREFIX_FAULT = "label_prefix_not_digits";

function checkLayout(
  pattern: Pick<LabelLayout, "prefix" | "layout" | "verifier" | "meaning" | "decimals">,
  ctx: z.core.$RefinementCtx,
): void {
  const fault = faultOfLayout(pattern);
  if (fault !== null)
    ctx.addIssue({
      code: "custom",
      path: [fault === PREFIX_FAULT ? "prefix" : "layout"],
      message: rule(fault),
    });
  if (pattern.meaning === "count" && pattern.decimals !== 0)
    ctx.addIssue({ code: "custom", path: ["decimals"], message: rule("label_count_not_whole") });
}

export const CreateLabelPattern = z
  .strictObject({ key: WriteKey, ...fields })
  .superRefine(checkLayout);
export type CreateLabelPattern = z.infer<typeof CreateLabelPattern>;

/** The pattern is replaced by a new one: sales that were made before are still read with the old one. */
export const ChangeLabelPattern = z
  .strictObject({ key: WriteKey, id: LabelPatternId, ...fields })
  .superRefine(checkLayout);
export type ChangeLabelPattern = z.infer<typeof ChangeLabelPattern>;

export const DeactivateLabelPattern = z.strictObject({ key: WriteKey, id: LabelPatternId });
export type DeactivateLabelPattern = z.infer<typeof DeactivateLabelPattern>;

export const LabelPattern = z.strictObject({
  id: LabelPatternId,
  name: z.string(),
  prefix: z.string(),
  layout: z.string(),
  verifier: LabelVerifier,
  meaning: LabelMeaning,
  decimals: z.int(),
  validFrom: Instant,
  active: z.boolean(),
});
export type LabelPattern = z.infer<typeof LabelPattern>;

/** The patterns that are in force, in the order of their prefixes. */
export const LabelPatterns = z.strictObject({ items: z.array(LabelPattern) });
export type LabelPatterns = z.infer<typeof LabelPatterns>;

/** A pattern in force, as a till needs it. */
export const UsedLabelPattern = LabelPattern.omit({
  id: true,
  name: true,
  validFrom: true,
  active: true,
});
