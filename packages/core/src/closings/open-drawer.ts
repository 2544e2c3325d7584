import { max } from "drizzle-orm";
import { businessTime } from "@daybook/contract/business-time";
import type { Drawer, OpenDrawer } from "@daybook/contract/drawers";
import type { DrawerSessionId } from "@daybook/contract/ids";
import { newId } from "@daybook/contract/uuid";
import type { WriteCtx } from "../context/context.ts";
import { assert, refuse } from "../errors/domain-error.ts";
import { holdDrawer, setOpenSession } from "../drawers/drawer-rows.ts";
import { leftIn, listDrawers } from "../drawers/drawers.ts";
import { insertedRow } from "../records/versions.ts";
import { getShop } from "../settings/shop.ts";
import { recordAudit } from "../writes/audit.ts";
import { addSupplements } from "./supplements.ts";
import { refuseRevokedTill } from "../tills/tills.ts";

/**
 * Opens a drawer with the cash that was counted in it. What differs from what the previous closing left is the difference
 * overnight; the first opening has none. Late documents of earlier sessions get a supplement each. Refuses 404 and 409
 * `inactive` at `drawerId`, and 409 `drawer_open` there if it is open already.
 */
export async function openDrawer(ctx: WriteCtx, input: OpenDrawer): Promise<Drawer> {
  refuseRevokedTill(ctx);
  const drawer = await holdDrawer(ctx, input.drawerId, "drawerId");
  if (drawer.openSessionId !== null) throw refuse("drawer_open", { name: drawer.name }, "drawerId");
  await addSupplements(ctx, drawer);
  // Before the first closing nothing was left, so nothing can differ from it.
  const leftMinor = (await leftIn(ctx, drawer.id)) ?? input.floatMinor;
  const rows = await ctx.db
    .insert(ctx.t.drawerSession)
    .values({
      publicId: newId<DrawerSessionId>(ctx.now),
      drawerId: drawer.id,
      deviceId: ctx.actor.deviceId,
      businessDate: businessTime(await getShop(ctx), ctx.now).businessDate,
      openedAt: ctx.now,
      openedBy: ctx.actor.userId,
      openedByName: ctx.actor.name,
      leftMinor,
      floatMinor: input.floatMinor,
      pieces: input.pieces ?? null,
      afterSaleId: await lastSaleId(ctx),
    })
    .returning();
  await setOpenSession(ctx, drawer.id, insertedRow(rows).id);
  await recordAudit(ctx, {
    action: "drawers.open",
    entity: "drawer",
    entityId: drawer.publicId,
    after: { name: drawer.name, floatMinor: input.floatMinor, leftMinor },
  });
  ctx.changed("drawers", drawer.publicId);
  const opened = (await listDrawers(ctx)).items.find(({ id }) => id === drawer.publicId);
  assert(opened !== undefined, "a drawer is never deleted");
  return opened;
}

/** Documents of this drawer wait for it, so those that come later have higher ids. */
async function lastSaleId({ db, t }: WriteCtx): Promise<number> {
  const [last] = await db.select({ id: max(t.sale.id) }).from(t.sale);
  return Number(last?.id ?? 0);
}
