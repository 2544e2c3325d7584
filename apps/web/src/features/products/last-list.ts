import type { CatalogueRow } from "@daybook/contract/catalogue";
import type { Catalogue } from "../../catalogue/catalogue.ts";
import type { ListQuery } from "./catalogue-list.ts";

/** How far a neighbour is looked for. */
const FAR = 2000;

let last: ListQuery = { text: "", sort: "name" };

/** Remembers what the list last showed, so that a product's page can go on to the next one of it. */
export function rememberList(query: ListQuery): void {
  last = query;
}

/** The product before (-1) or after (1) this one in the list last shown, else in the order of names; null at its end. */
export async function neighbourOf(
  catalogue: Pick<Catalogue, "search">,
  id: string,
  step: -1 | 1,
): Promise<CatalogueRow | null> {
  for (const query of [last, { text: "", sort: "name" } as const]) {
    const { rows } = await catalogue.search({ ...query, limit: FAR });
    const at = rows.findIndex((row) => row.id === id);
    if (at >= 0) return rows[at + step] ?? null;
  }
  return null;
}
