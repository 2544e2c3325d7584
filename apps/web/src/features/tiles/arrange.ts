/** What the editor of tiles does to its pages. */
import { MOST_TILES } from "@daybook/contract/tiles";
import type { TileArrangement } from "@daybook/contract/tiles";

export type Pages = TileArrangement["pages"];
export type Page = Pages[number];
type Product = Page["products"][number];

/** The list with one item at another place; places beyond the ends change nothing. */
export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length) return [...items];
  return items.toSpliced(from, 1).toSpliced(to, 0, item);
}

/** The pages with another one at `index`. */
export function withPage(pages: Pages, index: number, change: Partial<Page>): Pages {
  return pages.map((page, at) => (at === index ? { ...page, ...change } : page));
}

/** Why a product cannot be added to a page; null if it can. */
export function whyNot(page: Page, product: Pick<Product, "id">): "alreadyOn" | "full" | null {
  if (page.products.some(({ id }) => id === product.id)) return "alreadyOn";
  return page.products.length >= MOST_TILES ? "full" : null;
}

/** The pages as they are sent: each with the ids of its products. */
export function pagesToSend(pages: Pages) {
  return pages.map(({ name, products }) => ({ name, productIds: products.map(({ id }) => id) }));
}
