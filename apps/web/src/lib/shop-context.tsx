import { createContext, useContext } from "react";
import { businessTime } from "@daybook/contract/business-time";
import type { BusinessTime } from "@daybook/contract/business-time";
import type { Permission } from "@daybook/contract/permissions";
import type { Settings } from "@daybook/contract/settings";
import type { Me } from "@daybook/contract/users";
import type { Formats } from "./format.ts";
import { useNow } from "./use-now.ts";

/** The context of every signed-in screen: the user, the shop and its formats. */
export interface ShopContextValue {
  readonly me: Me;
  readonly settings: Settings;
  readonly formats: Formats;
}

const ShopContext = createContext<ShopContextValue | null>(null);

export const ShopProvider = ShopContext.Provider;

/** The user and the shop. Only inside the signed-in shell. */
export function useShop(): ShopContextValue {
  const shop = useContext(ShopContext);
  if (shop === null) throw new Error("useShop stands outside of the signed-in shell");
  return shop;
}

/** The user and the shop; null before sign-in. */
export function useShopIfAny(): ShopContextValue | null {
  return useContext(ShopContext);
}

/** The storage name for input of this user in this shop. */
export function useDraftScope(): string {
  const shop = useContext(ShopContext);
  return shop === null ? "door" : `${shop.settings.booksId}-${shop.me.user.id}`;
}

/** The shop's formats for money, quantities and dates. */
export function useFormats(): Formats {
  return useShop().formats;
}

/** Whether the user's roles have this permission. The server decides; this only avoids failing requests. */
export function useAllowed(permission: Permission): boolean {
  return useShop().me.permissions.includes(permission);
}

/** Whether this user sees costs, margins, profit and the value of the stock; for others the server sends null. */
export function useSeesCosts(): boolean {
  return useAllowed("products.readCost");
}

/** The shop's current business day, `2026-03-01`; updated if the screen stays open overnight. */
export function useToday(): string {
  return useBusinessTime().businessDate;
}

/** The shop's current business day and hour. */
export function useBusinessTime(): BusinessTime {
  const { timeZone, dayCutoffMinutes } = useShop().settings;
  return businessTime({ timeZone, dayCutoffMinutes }, useNow());
}
