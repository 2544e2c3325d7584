import type { ImportKind } from "@daybook/contract/import-fields";
import type { KindOfImport } from "./kind-of-import.ts";
import { PAST_SALES } from "./past-sale-import.ts";
import { CUSTOMERS, SUPPLIERS } from "./person-import.ts";
import { PRODUCTS } from "./product-import.ts";

export const KINDS: Readonly<Record<ImportKind, KindOfImport>> = {
  products: PRODUCTS,
  customers: CUSTOMERS,
  suppliers: SUPPLIERS,
  past_sales: PAST_SALES,
};
