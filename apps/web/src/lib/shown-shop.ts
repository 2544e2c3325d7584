import { FIELD_CODES_HEADER, SHOWN_SHOP_HEADER, shownShop } from "@daybook/contract/shown-shop";
import type { ShownShop } from "@daybook/contract/shown-shop";

let shown: ShownShop | null = null;

/** Notes which shop this page shows, once it knows; it shows the same one until it is loaded anew. */
export function beginToShow(sampleShop: boolean): void {
  shown ??= shownShop(sampleShop);
}

/** Whether somebody was in a shop on this page already, so that its memory is theirs. */
export function hasShownAShop(): boolean {
  return shown !== null;
}

/** What every call says of the page, so that nothing lands in the shop that another tab has gone to. */
export function shownShopHeaders(): Record<string, string> {
  return shown === null ? {} : { [SHOWN_SHOP_HEADER]: shown, [FIELD_CODES_HEADER]: "1" };
}
