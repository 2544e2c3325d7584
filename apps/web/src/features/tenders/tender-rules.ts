/**
 * The rules of a payment method that its sheet shows, in this order. `opensDrawer` and `countedAtClose` are changed
 * over the API only: what a method of its kind begins with suits almost every shop.
 */
export const TENDER_RULES = [
  "givesChange",
  "needsReference",
  "allowedForRefunds",
  "refundsUnreceipted",
] as const;
