import type { CatalogueRow } from "@daybook/contract/catalogue";
import { sortKey } from "@daybook/contract/fold";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { CatalogueList } from "./catalogue-list.ts";

let last: CatalogueList | null = null;

/** Remembers the last list, so a product's page can navigate to the next product. */
export function rememberList(list: CatalogueList): void {
  last = list;
}

interface Product {
  readonly id: string;
  readonly name: string;
}

/** The product before (-1) or after (1) this one in the last list, or in the order of names; null at the end. */
export async function neighbourOf(
  catalogue: Pick<Catalogue, "search" | "getMany" | "current">,
  product: Product,
  step: -1 | 1,
): Promise<CatalogueRow | null> {
  let list = last;
  let at = list?.placeOf(product.id) ?? -1;
  if (list === null || at < 0) {
    list = new CatalogueList(catalogue);
    await list.ask({ text: "", sort: "name" });
    at = await placeByName(list, product);
  }
  const wanted = at + step;
  if (at < 0 || wanted < 0 || wanted >= list.state().total) return null;
  const [neighbour] = await list.between(wanted, wanted);
  return neighbour ?? null;
}

/** The maximum number of products with the same name. */
const NAMESAKES = 50;

/** Finds a product in a list sorted by name by bisection, without loading the list. */
async function placeByName(list: CatalogueList, { id, name }: Product): Promise<number> {
  const wanted = sortKey(name);
  let low = 0;
  let high = list.state().total;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const [row] = await list.between(middle, middle);
    if (row === undefined || sortKey(row.name) >= wanted) high = middle;
    else low = middle + 1;
  }
  const namesakes = await list.between(low, low + NAMESAKES);
  const at = namesakes.findIndex((row) => row.id === id);
  return at < 0 ? -1 : low + at;
}
