import type { CataloguePage, GetCataloguePage } from "@daybook/contract/catalogue";
import type { ReadCtx } from "../context/context.ts";
import { decodeCursor, encodeCursor } from "../lists/cursor.ts";
import { lastChange } from "../live/outbox-ends.ts";
import { catalogueMoment } from "./catalogue-moment.ts";
import { catalogueRows } from "./catalogue-rows.ts";
import { readPartsAfter } from "./catalogue-statements.ts";

/**
 * A page of all products, including deactivated ones, in creation order. A fixed number of statements reads the page,
 * whatever its size. `seq` is read first: `getCatalogueChanges` after the first page's `seq` returns the changes made
 * while the pages are read. Refuses 400 `invalid_input` at `cursor`.
 */
export async function getCataloguePage(
  ctx: ReadCtx,
  input: GetCataloguePage,
): Promise<CataloguePage> {
  const [from] = input.cursor === undefined ? [0] : decodeCursor(input.cursor, ["number"]);
  const seq = await lastChange(ctx);
  const parts = await readPartsAfter(ctx, from, input.limit + 1, await catalogueMoment(ctx));
  const heads = parts.heads.slice(0, input.limit);
  const last = heads.at(-1);
  const more = last !== undefined && parts.heads.length > input.limit;
  return {
    items: catalogueRows(ctx, { ...parts, heads }),
    nextCursor: more ? encodeCursor([last.id]) : null,
    seq,
  };
}
