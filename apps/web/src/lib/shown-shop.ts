import { FIELD_CODES_HEADER, SHOWN_SHOP_HEADER, shownShop } from "@daybook/contract/shown-shop";
import type { ShownShop } from "@daybook/contract/shown-shop";

let shown: ShownShop | null = null;

/** Records which shop this page shows; it does not change until a reload. */
export function markShown(sampleShop: boolean): void {
  shown ??= shownShop(sampleShop);
}

/** Whether someone was signed in on this page before, so cached data belongs to them. */
export function hasShownAShop(): boolean {
  return shown !== null;
}

/** The header of every call, so nothing is saved in a shop that another tab has switched to. */
export function shownShopHeaders(): Record<string, string> {
  return shown === null ? {} : { [SHOWN_SHOP_HEADER]: shown, [FIELD_CODES_HEADER]: "1" };
}
