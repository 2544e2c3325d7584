import type { Drawer } from "@daybook/contract/drawers";
import { useShop } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";

/**
 * The drawer of this till as the browser knows it, also while the server is away; null without one, and until it is
 * loaded, which never delays a sale: `TillDrawer` loads it.
 */
export function useOwnDrawer(): Drawer | null {
  const { me } = useShop();
  const { data } = trpc.drawers.list.useQuery({}, { enabled: false });
  if (me.till?.hasDrawer !== true || data === undefined) return null;
  return data.items.find(({ id }) => id === data.ownDrawerId) ?? null;
}

/** What the till has open for its drawer. */
export type DrawerSheet = "open" | "pay_in" | "pay_out" | "drop" | "top_up" | "no_sale" | "report";
