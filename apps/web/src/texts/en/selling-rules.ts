/** Texts of how a product is sold. */
export const sellingTexts = {
  title: "How it is sold",
  lead: "All of these are optional.",
  deposit: "Deposit",
  depositHint: "Charged with each piece. Add a product of the kind “Deposit” first.",
  noDeposit: "None",
  ageLimit: "Least age of the customer",
  ageHint: "The till asks once per sale.",
  years: "years",
  returnDays: "Returns within",
  returnHint: (shop: string) => `Leave empty for the shop's rule: ${shop} 0 means no returns.`,
  shopRule: (days: number | null) =>
    days === null ? "no limit." : days === 1 ? "1 day." : `${days} days.`,
  days: "days",
  askPrice: "Enter the price at the till",
  askPriceHint: "For repairs, flowers and goods without a product of their own.",
  stopReason: "Do not sell, because",
  stopHint: "Such as a recall. While there is a reason, no till sells it.",
  stopped: (reason: string) => `Must not be sold: ${reason}`,
  facts: {
    deposit: (name: string) => `Sold with its deposit: ${name}.`,
    age: (years: number) => `Sold from the age of ${years}.`,
    askPrice: "Its price is entered at the till.",
    noReturns: "Cannot be returned.",
    returns: (days: number) =>
      days === 1 ? "Returns within 1 day." : `Returns within ${days} days.`,
  },
};
