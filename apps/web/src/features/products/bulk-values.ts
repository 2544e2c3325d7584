import type { z } from "zod";
import type { UpdateProducts } from "@daybook/contract/products";

/** What the fields of the bulk form hold; "keep" leaves a thing as it is. */
export interface BulkValues {
  readonly set: {
    /** Null: prices stay. */
    readonly priceChangePpm: number | null;
    readonly categoryId: string;
    readonly taxClassId: string;
    readonly active: string;
  };
}

export const noBulkChange: BulkValues = {
  set: { priceChangePpm: null, categoryId: "keep", taxClassId: "keep", active: "keep" },
};

/** The form as the contract of a bulk change: only what was chosen. */
export function bulkSet(values: BulkValues["set"]): z.input<typeof UpdateProducts>["set"] {
  const { priceChangePpm, categoryId, taxClassId, active } = values;
  return {
    ...(priceChangePpm === null ? {} : { priceChangePpm }),
    ...(categoryId === "keep" ? {} : { categoryId: categoryId === "none" ? null : categoryId }),
    ...(taxClassId === "keep" ? {} : { taxClassId }),
    ...(active === "keep" ? {} : { active: active === "yes" }),
  };
}
