import { eq, sql } from "drizzle-orm";
import { identityKey } from "@daybook/contract/fold";
import { DEFAULT_SKU_PATTERN, skuOf } from "@daybook/contract/sku-pattern";
import { prepared } from "@daybook/db/statement";
import type { ReadTx } from "@daybook/db/types";

const statements = prepared((db, t) => ({
  pattern: db.select({ skuPattern: t.shop.skuPattern }).from(t.shop).prepare(),
  taken: db
    .select({ id: t.product.id })
    .from(t.product)
    .where(eq(t.product.skuKey, sql.placeholder("skuKey")))
    .prepare(),
}));

/**
 * The next free SKU of the shop's pattern: `P-####` gives P-0001, P-0002 and, after P-9999, P-10000. `promised`
 * contains folded SKUs that other products of the same request already have. Free numbers are found by doubling and
 * bisection, in a few queries whatever the number of products; skipped numbers may remain unused.
 */
export async function nextSku(
  tx: ReadTx,
  promised: ReadonlySet<string> = new Set(),
): Promise<string> {
  const [shop] = await statements(tx).pattern.execute({});
  const pattern = shop?.skuPattern || DEFAULT_SKU_PATTERN;
  const isTaken = async (number: number): Promise<boolean> => {
    const skuKey = identityKey(skuOf(pattern, number));
    if (promised.has(skuKey)) return true;
    return (await statements(tx).taken.execute({ skuKey })).length > 0;
  };
  let taken = 0;
  let free = 1;
  while (await isTaken(free)) {
    taken = free;
    free *= 2;
  }
  while (free - taken > 1) {
    const middle = Math.floor((taken + free) / 2);
    if (await isTaken(middle)) taken = middle;
    else free = middle;
  }
  return skuOf(pattern, free);
}
