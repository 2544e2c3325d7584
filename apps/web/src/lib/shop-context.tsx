import { createContext, useContext, useEffect, useState } from "react";
import { businessTime } from "@daybook/contract/business-time";
import type { BusinessTime } from "@daybook/contract/business-time";
import type { Permission } from "@daybook/contract/permissions";
import type { Settings } from "@daybook/contract/settings";
import type { Me } from "@daybook/contract/users";
import type { Formats } from "./format.ts";

/** What every signed-in screen knows: the person, the shop and how it writes numbers. */
export interface ShopContextValue {
  readonly me: Me;
  readonly settings: Settings;
  readonly formats: Formats;
}

const ShopContext = createContext<ShopContextValue | null>(null);

export const ShopProvider = ShopContext.Provider;

/** The person and the shop. Only below the signed-in shell. */
export function useShop(): ShopContextValue {
  const shop = useContext(ShopContext);
  if (shop === null) throw new Error("useShop stands outside of the signed-in shell");
  return shop;
}

/** The person and the shop; null at the door. */
export function useShopIfAny(): ShopContextValue | null {
  return useContext(ShopContext);
}

/** Under which name this device keeps what this person types in this shop. */
export function useDraftScope(): string {
  const shop = useContext(ShopContext);
  return shop === null ? "door" : `${shop.settings.booksId}-${shop.me.user.id}`;
}

/** How this shop writes money, quantities and dates. */
export function useFormats(): Formats {
  return useShop().formats;
}

/** Whether the person's roles allow this. The server has the last word; this only spares a vain attempt. */
export function useAllowed(permission: Permission): boolean {
  return useShop().me.permissions.includes(permission);
}

const LOOK_EVERY_MS = 30_000;

/** The shop's business day now, `2026-03-01`; a screen left open overnight comes along. */
export function useToday(): string {
  return useBusinessTime().businessDate;
}

/** The shop's business day and the hour of its clock now. */
export function useBusinessTime(): BusinessTime {
  const { timeZone, dayCutoffMinutes } = useShop().settings;
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return businessTime({ timeZone, dayCutoffMinutes }, now);
}
