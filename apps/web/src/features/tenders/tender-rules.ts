/**
 * The rules of a payment method that its sheet shows, in this order. `opensDrawer` and `countedAtClose` follow with the
 * cash drawer: until then they would change nothing.
 */
export const TENDER_RULES = [
  "givesChange",
  "needsReference",
  "allowedForRefunds",
  "refundsUnreceipted",
] as const;
