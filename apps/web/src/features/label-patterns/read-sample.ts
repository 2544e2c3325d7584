import { readLabel, writeLabel } from "@daybook/contract/label-codes";
import type { LabelLayout } from "@daybook/contract/label-codes";
import { labelPriceOf } from "@daybook/contract/scanned-codes";
import { labelProblemsEn } from "@daybook/contract/texts/en-label-problems";
import type { Formats } from "../../lib/format.ts";
import { labelPatternTexts as texts } from "../../texts/en/label-patterns.ts";

/** How a pattern reads a label, in words. */
export function sampleText(
  code: string,
  pattern: LabelLayout,
  { formats, exponent }: { readonly formats: Formats; readonly exponent: number },
): string {
  const read = readLabel(code, [pattern]);
  if (read === null) return texts.notThis;
  if ("problem" in read) return labelProblemsEn[read.problem];
  const { item, measure } = read;
  if (measure.kind === "weight")
    return texts.reads(item, texts.weightOf(formats.quantity(measure.grams)));
  if (measure.kind === "count")
    return texts.reads(item, texts.piecesOf(formats.quantity(measure.pieces * 1000)));
  const priceMinor = labelPriceOf(code, [pattern], exponent);
  return priceMinor === null
    ? labelProblemsEn.price_too_large
    : texts.reads(item, formats.money(priceMinor));
}

const ITEM = "1234567890";

/** A label of a valid pattern, to compare with a real one. */
export function exampleOf(pattern: LabelLayout): string {
  const items = pattern.layout.split("I").length - 1;
  return writeLabel(pattern, ITEM.slice(0, items), pattern.meaning === "count" ? 12 : 1250);
}
