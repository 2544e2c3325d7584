import { and, asc, eq, gt, inArray, lte, sql } from "drizzle-orm";
import type { CatalogueChanges, GetCatalogueChanges } from "@daybook/contract/catalogue";
import type { Topic } from "@daybook/contract/topics";
import { prepared } from "@daybook/db/statement";
import type { ReadTx } from "@daybook/db/types";
import type { ReadCtx } from "../context/context.ts";
import { outboxEnds } from "../live/outbox-ends.ts";
import { catalogueMoment } from "./catalogue-moment.ts";
import { catalogueRows } from "./catalogue-rows.ts";
import { readPartsOf } from "./catalogue-statements.ts";
import { preparedForIds } from "@daybook/db/prepared-ids";

/** Beyond this number, reading everything again in pages is less work. */
const MOST_PRODUCTS = 2000;
const MOST_EVENTS = 5000;

/** The data of a catalogue row, by the topics of its changes. */
const TOPICS = ["products", "stock", "categories", "suppliers"] as const satisfies Topic[];

/**
 * The current rows of all products affected by a change after `after`: changed products, moved stock, or products of a
 * changed category or supplier. `complete` is false, without rows, if the changes after `after` are no longer all
 * available, are too many, or do not name ids.
 */
export async function getCatalogueChanges(
  ctx: ReadCtx,
  { after }: GetCatalogueChanges,
): Promise<CatalogueChanges> {
  const { first, last } = await outboxEnds(ctx);
  const tooMuch: CatalogueChanges = { items: [], seq: last, complete: false };
  if (after > last || after < first - 1) return tooMuch;
  const changed = await changedIds(ctx, after, last);
  if (changed === null) return tooMuch;
  const ids = await productIds(ctx, changed);
  if (ids.length > MOST_PRODUCTS) return tooMuch;
  if (ids.length === 0) return { items: [], seq: last, complete: true };
  const parts = await readPartsOf(ctx, ids, await catalogueMoment(ctx));
  return { items: parts.flatMap((part) => catalogueRows(ctx, part)), seq: last, complete: true };
}

const reading = prepared((db, t) =>
  db
    .select({ topic: t.outboxEvent.topic, ids: t.outboxEvent.ids })
    .from(t.outboxEvent)
    .where(
      and(
        gt(t.outboxEvent.seq, sql.placeholder("after")),
        lte(t.outboxEvent.seq, sql.placeholder("last")),
        inArray(t.outboxEvent.topic, TOPICS),
      ),
    )
    .orderBy(asc(t.outboxEvent.seq))
    .limit(MOST_EVENTS + 1)
    .prepare(),
);

interface ChangedIds {
  readonly products: ReadonlySet<string>;
  readonly categories: ReadonlySet<string>;
  readonly suppliers: ReadonlySet<string>;
}

/** The public ids in the changes; null if there are too many changes or one names none. */
async function changedIds(tx: ReadTx, after: number, last: number): Promise<ChangedIds | null> {
  const events = await reading(tx).execute({ after, last });
  if (events.length > MOST_EVENTS) return null;
  const products = new Set<string>();
  const categories = new Set<string>();
  const suppliers = new Set<string>();
  for (const { topic, ids } of events) {
    if (ids.length === 0) return null;
    const named =
      topic === "categories" ? categories : topic === "suppliers" ? suppliers : products;
    for (const id of ids) named.add(id);
  }
  return products.size > MOST_PRODUCTS ? null : { products, categories, suppliers };
}

const lookup = preparedForIds((db, t, ids) => {
  const one = { id: t.product.id };
  // One more than the limit is enough to know that it is exceeded.
  const limit = MOST_PRODUCTS + 1;
  return {
    products: db
      .select(one)
      .from(t.product)
      .where(inArray(t.product.publicId, [...ids]))
      .prepare(),
    categories: db
      .select(one)
      .from(t.product)
      .innerJoin(t.category, eq(t.category.id, t.product.categoryId))
      .where(inArray(t.category.publicId, [...ids]))
      .limit(limit)
      .prepare(),
    suppliers: db
      .select({ id: t.productSupplier.productId })
      .from(t.productSupplier)
      .innerJoin(t.supplier, eq(t.supplier.id, t.productSupplier.supplierId))
      .where(inArray(t.supplier.publicId, [...ids]))
      .limit(limit)
      .prepare(),
  };
});

/** The internal ids of the changed products, each once, in ascending order. */
async function productIds(tx: ReadTx, changed: ChangedIds): Promise<number[]> {
  const found = new Set<number>();
  for (const by of ["products", "categories", "suppliers"] as const)
    for (const { statement, values } of lookup(tx, [...changed[by]]))
      for (const { id } of await statement[by].execute(values)) found.add(id);
  return [...found].sort((a, b) => a - b);
}
