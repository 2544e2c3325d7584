import type { z } from "zod";
import type { UpdateProducts } from "@daybook/contract/products";
import { newId } from "@daybook/contract/uuid";
import { refusalOf } from "../../lib/refusal-of.ts";

/** A product as it was before its price was changed. */
export interface PricedBefore {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly priceMinor: number;
}

export interface PutBack {
  readonly changed: number;
  /** Names of those that somebody has changed since: theirs stays. */
  readonly left: readonly string[];
}

/**
 * Undoes a change of many prices: each product has the price it had, but those that were changed again. Throws what
 * `send` throws where it is about anything else.
 */
export async function putPricesBack(
  before: readonly PricedBefore[],
  send: (input: z.input<typeof UpdateProducts>) => Promise<{ readonly changed: number }>,
): Promise<PutBack> {
  const input = (rows: readonly PricedBefore[]) => ({
    key: newId(),
    // One change made each of them one version newer.
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

/** The places of the products that a refusal is about. */
function refusedAt(error: unknown): ReadonlySet<number> {
  const paths = Object.keys(refusalOf(error)?.fieldErrors ?? {});
  const places = paths.map((path) => /^products\.(\d+)\./.exec(path)?.[1]);
  return new Set(places.filter((place) => place !== undefined).map(Number));
}
