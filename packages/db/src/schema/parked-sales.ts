import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { ParkedSaleId } from "@daybook/contract/ids";
import type { ParkedCart } from "@daybook/contract/parked-sales";
import { id, instant, money, publicId, wholeNumbers } from "../columns.ts";
import { location } from "./locations.ts";
import { sale } from "./sales.ts";
import { device } from "./shop.ts";
import { appUser } from "./users.ts";

/**
 * A cart that is saved for later. It has no effect on stock and belongs to no drawer session. While it is open on a
 * till, the columns `opened…` say on which; afterwards it stays as a record, sold or discarded.
 */
export const parkedSale = sqliteTable(
  "parked_sale",
  {
    id: id(),
    publicId: publicId<ParkedSaleId>(),
    key: text("key").notNull().unique(),
    name: text("name").notNull(),
    cart: text("cart", { mode: "json" }).$type<ParkedCart>().notNull(),
    /** How many lines the cart has. */
    lines: integer("lines").notNull(),
    /** As the till showed it. */
    totalMinor: money("total_minor").notNull(),
    locationId: integer("location_id")
      .notNull()
      .references(() => location.id),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    parkedBy: integer("parked_by")
      .notNull()
      .references(() => appUser.id),
    /** The till; null for callers without one. */
    parkedDeviceId: integer("parked_device_id").references(() => device.id),
    openedBy: integer("opened_by").references(() => appUser.id),
    openedDeviceId: integer("opened_device_id").references(() => device.id),
    openedAt: instant("opened_at"),
    /** When the till last said that it is in use. */
    lastSeenAt: instant("last_seen_at"),
    version: integer("version").notNull(),
    closedAt: instant("closed_at"),
    closedBy: integer("closed_by").references(() => appUser.id),
    outcome: text("outcome", { enum: ["sold", "discarded"] }),
    /** The sale that it became; a sale is of one parked sale at most. */
    saleId: integer("sale_id")
      .unique()
      .references(() => sale.id),
    /** Why it was discarded. */
    reason: text("reason").notNull().default(""),
  },
  (t) => [
    index("parked_sale_outcome").on(t.outcome, t.id),
    check("parked_sale_lines", sql`${t.lines} > 0`),
    check("parked_sale_total", sql`${t.totalMinor} >= 0`),
    check("parked_sale_opened", sql`(${t.openedAt} IS NULL) = (${t.openedBy} IS NULL)`),
    check("parked_sale_seen", sql`(${t.openedAt} IS NULL) = (${t.lastSeenAt} IS NULL)`),
    check("parked_sale_device", sql`${t.openedDeviceId} IS NULL OR ${t.openedAt} IS NOT NULL`),
    check("parked_sale_closed", sql`(${t.closedAt} IS NULL) = (${t.outcome} IS NULL)`),
    check("parked_sale_closed_by", sql`(${t.closedAt} IS NULL) = (${t.closedBy} IS NULL)`),
    check("parked_sale_closed_free", sql`${t.closedAt} IS NULL OR ${t.openedAt} IS NULL`),
    check(
      "parked_sale_sold",
      sql`(${t.saleId} IS NOT NULL) = (${t.outcome} IS NOT NULL AND ${t.outcome} = 'sold')`,
    ),
    ...wholeNumbers("parked_sale", [t.totalMinor]),
  ],
);
