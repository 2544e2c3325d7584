import { useShop } from "./shop-context.tsx";
import type { ShopContextValue } from "./shop-context.tsx";

/** What this browser keeps for one person in one shop has this in its name: nobody continues what another began. */
export function personScope({ me, settings }: Pick<ShopContextValue, "me" | "settings">): string {
  return `${me.user.id}:${settings.booksId}`;
}

export function usePersonScope(): string {
  return personScope(useShop());
}
