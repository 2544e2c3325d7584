import type { Db, ReadTx, Tables } from "./types.ts";

/**
 * Building a query costs several times the work of running it, so hot queries are built once per connection:
 *
 *     const findBySku = prepared((db, t) =>
 *       db.select().from(t.product).where(eq(t.product.sku, sql.placeholder("sku"))).prepare());
 *     const [product] = await findBySku(tx).execute({ sku });
 *
 * `build` may answer one prepared query or an object of them. A connection's `db` lives as long as the connection on
 * both engines; on PostgreSQL what is prepared here also becomes a named statement of the server.
 */
export function prepared<S>(build: (db: Db, t: Tables) => S): (tx: ReadTx) => S {
  const built = new WeakMap<Db, S>();
  return (tx) => {
    const known = built.get(tx.db);
    if (known !== undefined) return known;
    const made = namingStatements(() => build(tx.db, tx.t));
    built.set(tx.db, made);
    return made;
  };
}

let naming = false;

/** True while `prepared` builds; the PostgreSQL session then gives the statement a name on the server. */
export function isNamingStatements(): boolean {
  return naming;
}

function namingStatements<S>(build: () => S): S {
  naming = true;
  try {
    return build();
  } finally {
    naming = false;
  }
}
