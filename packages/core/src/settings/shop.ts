import { eq, sql } from "drizzle-orm";
import { prepared } from "@daybook/db/statement";
import type { ReadTx } from "@daybook/db/types";
import { assert } from "../errors/domain-error.ts";

const selecting = prepared((db, t) =>
  db
    .select({ settings: t.shop, identity: t.shopIdentity })
    .from(t.shop)
    .innerJoin(t.shopIdentity, eq(t.shopIdentity.id, t.shop.identityId))
    .where(sql`${t.shop.id} = 1`)
    .prepare(),
);

/** The shop's row with its present identity. Setup creates it before any other request, so it exists. */
export async function getShop(tx: ReadTx) {
  const shop = await findShop(tx);
  assert(shop !== null, "nobody reaches the shop's rules before set-up has made the shop");
  return shop;
}

export type Shop = Awaited<ReturnType<typeof getShop>>;

/** The shop's row, or null before set-up. */
export async function findShop(tx: ReadTx) {
  const [found] = await selecting(tx).execute({});
  return found === undefined ? null : { ...found.settings, identity: found.identity };
}
