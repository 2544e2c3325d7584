import type { CatalogueRow } from "@daybook/contract/catalogue";

/** The product of a code; null if the code is unknown, "neither" if the user chose none of several. */
export type FoundByCode = CatalogueRow | null | "neither";
