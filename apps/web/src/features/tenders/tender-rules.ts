/** The rules of a payment method, in the order of its sheet. */
export const TENDER_RULES = [
  "givesChange",
  "needsReference",
  "allowedForRefunds",
  "opensDrawer",
  "countedAtClose",
] as const;
