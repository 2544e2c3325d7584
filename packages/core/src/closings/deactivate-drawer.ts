import type { Drawer, DrawerState } from "@daybook/contract/drawers";
import type { WriteCtx } from "../context/context.ts";
import { drawerRows } from "../drawers/drawer-rows.ts";
import { retireDrawer } from "../drawers/drawers.ts";
import { addSupplements } from "./supplements.ts";

/**
 * Deactivates a drawer and reports its late documents, because no opening may follow. Refuses 404, 409 `stale_version`,
 * 409 `drawer_open`, and 409 `still_in_use` by a till or by cash.
 */
export async function deactivateDrawer(ctx: WriteCtx, input: DrawerState): Promise<Drawer> {
  const drawer = await retireDrawer(ctx, input);
  await addSupplements(ctx, await drawerRows.get(ctx, input.id));
  return drawer;
}
