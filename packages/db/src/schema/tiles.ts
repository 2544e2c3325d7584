import { sql } from "drizzle-orm";
import { check, integer, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import type { TileArrangementId } from "@daybook/contract/ids";
import { id, publicId } from "../columns.ts";
import { product } from "./products.ts";
import { device } from "./shop.ts";

/** The tiles of one till, or of all tills without an arrangement of their own. Without pages it is removed. */
export const tileArrangement = sqliteTable("tile_arrangement", {
  id: id(),
  publicId: publicId<TileArrangementId>(),
  /** The public id of the till, or `all`: there is one arrangement of each. */
  scope: text("scope").notNull().unique(),
  deviceId: integer("device_id").references(() => device.id),
  version: integer("version").notNull(),
});

/** A tab of the till. */
export const tilePage = sqliteTable(
  "tile_page",
  {
    id: id(),
    arrangementId: integer("arrangement_id")
      .notNull()
      .references(() => tileArrangement.id),
    position: integer("position").notNull(),
    name: text("name").notNull(),
  },
  (t) => [
    unique("tile_page_position").on(t.arrangementId, t.position),
    check("tile_page_place", sql`${t.position} >= 0`),
  ],
);

/** A product on a page, once. */
export const tile = sqliteTable(
  "tile",
  {
    id: id(),
    pageId: integer("page_id")
      .notNull()
      .references(() => tilePage.id),
    position: integer("position").notNull(),
    productId: integer("product_id")
      .notNull()
      .references(() => product.id),
  },
  (t) => [
    unique("tile_position").on(t.pageId, t.position),
    unique("tile_product").on(t.pageId, t.productId),
    check("tile_place", sql`${t.position} >= 0`),
  ],
);
