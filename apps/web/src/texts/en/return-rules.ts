/** Texts of the rules of returns. */
export const returnRuleTexts = {
  title: "Returns",
  lead: "A product can have its own time to return. After the time, someone with the right must take it back or approve it. How much may be refunded without a receipt is among the limits of the roles, under People.",
  days: "Customers may return goods within",
  daysHint: "Leave empty for no limit. It applies to sales from now on, and receipts say it.",
  unit: "days",
  reasons: "Reasons that a return offers",
  reasonsHint: "One per line.",
  save: "Save the rules of returns",
  saved: "Saved. The rules apply from now on.",
};
