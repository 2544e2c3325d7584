/** Contracts of the tiles that a till shows: chosen products in a chosen order, on pages with a name. */
import { z } from "zod";
import { line, WriteKey } from "./fields.ts";
import { ProductId, TileArrangementId, TillId } from "./ids.ts";
import { rule } from "./rules.ts";

export const MOST_TILE_PAGES = 12;
export const MOST_TILES = 60;

/** A page of tiles: a tab of the till. */
export const TilePage = z.strictObject({
  name: line(30, 1),
  productIds: z
    .array(ProductId)
    .max(MOST_TILES)
    .superRefine((ids, ctx) => {
      for (const [index, id] of ids.entries())
        if (ids.indexOf(id) < index)
          ctx.addIssue({ code: "custom", path: [index], message: rule("given_twice") });
    })
    .describe("In the order of the tiles; each product once"),
});
export type TilePage = z.infer<typeof TilePage>;

/** Replaces an arrangement. */
export const ArrangeTiles = z.strictObject({
  key: WriteKey,
  tillId: TillId.nullable().describe("Null for all tills without an arrangement of their own"),
  version: z
    .int()
    .min(0)
    .describe("The version of the arrangement that was read; 0 if there was none"),
  pages: z
    .array(TilePage)
    .max(MOST_TILE_PAGES)
    .describe("In the order of the tabs; without pages the arrangement is removed"),
});
export type ArrangeTiles = z.infer<typeof ArrangeTiles>;

const Named = z.strictObject({ id: z.string(), name: z.string() });

/** An arrangement with its products, also deactivated ones. */
export const TileArrangement = z.strictObject({
  id: TileArrangementId,
  till: Named.nullable().describe("Null for the arrangement of all tills"),
  version: z.int(),
  pages: z.array(
    z.strictObject({
      name: z.string(),
      products: z.array(z.strictObject({ id: ProductId, name: z.string(), active: z.boolean() })),
    }),
  ),
});
export type TileArrangement = z.infer<typeof TileArrangement>;

/** That of all tills first, then those of tills in the order in which they were made. One that was removed has no pages. */
export const TileArrangements = z.strictObject({ items: z.array(TileArrangement) });
export type TileArrangements = z.infer<typeof TileArrangements>;

/** What the till of the caller shows: its own arrangement, or else that of all tills; no pages without either. */
export const OwnTiles = z.strictObject({ pages: z.array(TilePage) });
export type OwnTiles = z.infer<typeof OwnTiles>;
