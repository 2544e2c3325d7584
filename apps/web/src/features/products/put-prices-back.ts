import type { z } from "zod";
import type { UpdateProducts } from "@daybook/contract/products";
import { newId } from "@daybook/contract/uuid";
import { refusalOf } from "../../lib/refusal-of.ts";

/** A product before its price was changed. */
export interface PricedBefore {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly priceMinor: number;
}

export interface PutBack {
  readonly changed: number;
  /** Names of products that someone has changed since: they are left unchanged. */
  readonly left: readonly string[];
}

/** Undoes a bulk price change, except for products that were changed since. Rethrows all other errors of `send`. */
export async function putPricesBack(
  before: readonly PricedBefore[],
  send: (input: z.input<typeof UpdateProducts>) => Promise<{ readonly changed: number }>,
): Promise<PutBack> {
  const input = (rows: readonly PricedBefore[]) => ({
    key: newId(),
    // The bulk change increased each version by one.
    products: rows.map(({ id, version, priceMinor }) => ({ id, version: version + 1, priceMinor })),
    set: {},
  });
  try {
    return { ...(await send(input(before))), left: [] };
  } catch (error) {
    const refused = refusedAt(error);
    if (refused.size === 0) throw error;
    const left = before.filter((_, index) => refused.has(index)).map(({ name }) => name);
    const rest = before.filter((_, index) => !refused.has(index));
    return { changed: rest.length === 0 ? 0 : (await send(input(rest))).changed, left };
  }
}

/** The indexes of the products in a refusal. */
function refusedAt(error: unknown): ReadonlySet<number> {
  const paths = Object.keys(refusalOf(error)?.fieldErrors ?? {});
  const places = paths.map((path) => /^products\.(\d+)\./.exec(path)?.[1]);
  return new Set(places.filter((place) => place !== undefined).map(Number));
}
