import type { Drawer } from "@daybook/contract/drawers";
import { useAllowed, useShop } from "../../lib/shop-context.tsx";
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

/**
 * Whether cash that is taken in this browser would be outside the drawers of the shop, and then whether the person may
 * take it; "no" until the drawers are loaded. The invented cash of the sample shop needs no drawer.
 */
export type CashOutside = "no" | "allowed" | "refused";

/** Whether this browser can take cash in a shop with drawers, as far as it knows. */
export function useCashOutside(): CashOutside {
  const { me } = useShop();
  const mayTake = useAllowed("drawers.read");
  const { data } = trpc.drawers.list.useQuery({}, { enabled: false });
  const hasDrawers = data?.items.some(({ active }) => active) === true;
  if (me.sampleShop || me.till?.hasDrawer === true || !hasDrawers) return "no";
  return mayTake ? "allowed" : "refused";
}

/** What the till has open for its drawer. */
export type DrawerSheet = "open" | "pay_in" | "pay_out" | "drop" | "top_up" | "no_sale" | "report";
