import type { z } from "zod";
import type { AdjustStock, WasteStock } from "@daybook/contract/stock";
import { AdjustmentReason, WasteReason } from "@daybook/contract/stock";
import { required } from "../../lib/typed-number.ts";
import type { TypedNumber } from "../../lib/typed-number.ts";
import type { AdjustWay } from "./stock-searches.ts";

/** What the fields of the adjustment hold. */
export interface AdjustmentValues {
  readonly productId: string;
  readonly locationId: string;
  /** How many were found, lost or thrown away, or how many were counted. */
  readonly quantityMilli: TypedNumber;
  readonly reason: string;
  readonly note: string;
}

/** Under which name an adjustment is kept until it is saved. */
export const ADJUST_DRAFT = "adjust";

/** What a kept adjustment is about: the address that it is typed at. */
export function adjustAbout(how: AdjustWay, product: string | undefined): string {
  return JSON.stringify({ how, product });
}

/** The reasons that fit a way, the likeliest first. */
export const REASONS_OF: Readonly<Record<AdjustWay, readonly (AdjustmentReason | WasteReason)[]>> =
  {
    found: ["found", "correction"],
    lost: ["shrinkage", "damage", "internal_use", "correction"],
    counted: ["correction", "shrinkage", "damage", "found", "internal_use"],
    wasted: WasteReason.options,
  };

/**
 * What is to be added (above zero) or taken off, in thousandths, seen from what the books say is there.
 * Null while nothing is typed, or, for a count, while it is not known what is there.
 */
export function differenceOf(
  way: Exclude<AdjustWay, "wasted">,
  quantityMilli: TypedNumber,
  onHandMilli: number | undefined,
): TypedNumber {
  if (quantityMilli === null) return null;
  if (way === "found") return quantityMilli;
  if (way === "lost") return quantityMilli === 0 ? 0 : -quantityMilli;
  return onHandMilli === undefined ? null : quantityMilli - onHandMilli;
}

/** The form as the contract of a correction. */
export function adjustInput(
  values: AdjustmentValues,
  way: Exclude<AdjustWay, "wasted">,
  onHandMilli: number | undefined,
  key: string,
): z.input<typeof AdjustStock> {
  const { reason, quantityMilli, ...rest } = values;
  return {
    key,
    ...rest,
    quantityMilli: required(differenceOf(way, quantityMilli, onHandMilli)),
    reason: AdjustmentReason.safeParse(reason).data ?? "correction",
  };
}

/** The form as the contract of waste. */
export function wasteInput(values: AdjustmentValues, key: string): z.input<typeof WasteStock> {
  return {
    key,
    ...values,
    quantityMilli: required(values.quantityMilli),
    reason: WasteReason.safeParse(values.reason).data ?? "other",
  };
}
