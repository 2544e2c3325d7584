import type { z } from "zod";
import type { PriceRounding } from "@daybook/contract/price-change";
import type { UpdateProducts } from "@daybook/contract/products";

/** The values of the bulk form; "keep" means no change. */
export interface BulkValues {
  readonly set: {
    /** Null: prices do not change. */
    readonly priceChangePpm: number | null;
    readonly priceRounding: PriceRounding;
    readonly categoryId: string;
    readonly taxClassId: string;
    readonly active: string;
  };
}

export const noBulkChange: BulkValues = {
  set: {
    priceChangePpm: null,
    priceRounding: "exact",
    categoryId: "keep",
    taxClassId: "keep",
    active: "keep",
  },
};

/** The form as the bulk contract: only the chosen changes. */
export function bulkSet(values: BulkValues["set"]): z.input<typeof UpdateProducts>["set"] {
  const { priceChangePpm, priceRounding, categoryId, taxClassId, active } = values;
  return {
    ...(priceChangePpm === null ? {} : { priceChangePpm }),
    ...(priceChangePpm === null || priceRounding === "exact" ? {} : { priceRounding }),
    ...(categoryId === "keep" ? {} : { categoryId: categoryId === "none" ? null : categoryId }),
    ...(taxClassId === "keep" ? {} : { taxClassId }),
    ...(active === "keep" ? {} : { active: active === "yes" }),
  };
}
