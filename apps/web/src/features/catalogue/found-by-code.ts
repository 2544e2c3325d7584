import type { CatalogueRow } from "@daybook/contract/catalogue";

/** The product of a code; null where nobody knows the code, "neither" where the person chose none of several. */
export type FoundByCode = CatalogueRow | null | "neither";
