import type { z } from "zod";
import type { AdjustStock, WasteStock } from "@daybook/contract/stock";
import { AdjustmentReason, WasteReason } from "@daybook/contract/stock";
import { required } from "../../lib/typed-number.ts";
import type { TypedNumber } from "../../lib/typed-number.ts";
import type { AdjustWay } from "./stock-searches.ts";

/** The form values of an adjustment. */
export interface AdjustmentValues {
  readonly productId: string;
  readonly locationId: string;
  /** The quantity found, lost or written off, or the counted quantity. */
  readonly quantityMilli: TypedNumber;
  readonly reason: string;
  readonly note: string;
}

/** The storage key of an unsaved adjustment. */
export const ADJUST_DRAFT = "adjust";

/** The address of an unsaved adjustment. */
export function adjustAbout(how: AdjustWay, product: string | undefined): string {
  return JSON.stringify({ how, product });
}

/** The reasons for a kind of adjustment, the most likely first. */
export const REASONS_OF: Readonly<Record<AdjustWay, readonly (AdjustmentReason | WasteReason)[]>> =
  {
    found: ["found", "correction"],
    lost: ["shrinkage", "damage", "internal_use", "correction"],
    counted: ["correction", "shrinkage", "damage", "found", "internal_use"],
    wasted: WasteReason.options,
  };

/**
 * The quantity to add (positive) or remove, in thousandths, relative to the recorded stock. Null while nothing is
 * typed, or, for a count, while the recorded stock is unknown.
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

/** The form as the adjustment contract. */
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

/** The form as the waste contract. */
export function wasteInput(values: AdjustmentValues, key: string): z.input<typeof WasteStock> {
  return {
    key,
    ...values,
    quantityMilli: required(values.quantityMilli),
    reason: WasteReason.safeParse(values.reason).data ?? "other",
  };
}
