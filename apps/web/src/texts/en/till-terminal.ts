/** Texts of payments by the card terminal. */
export const terminalTexts = {
  title: "Card terminal",
  of: (amount: string, by: string) => `Card payment of ${amount} by ${by}.`,
  waiting: "Waiting for the card …",
  unknown:
    "There is no answer from the terminal. The money may have been taken, so do not charge again: the outcome is requested until it is known.",
  declined: (why: string) => `The card was declined. ${why}`,
  aborted: "The payment was cancelled. Nothing was taken.",
  approved: (reference: string) => `The card was charged (${reference}). Finish this sale with it.`,
  otherCart: "The cart has changed since then. Check what the customer owes.",
  first: "Finish or cancel this payment before you change the cart or take another payment.",
  use: "Use this payment",
  abort: "Cancel the payment",
  close: "Close",
  closeUnknown: "Close: I have checked the terminal",
};
