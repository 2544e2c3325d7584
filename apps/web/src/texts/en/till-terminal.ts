/** Texts of payments by the card terminal. */
export const terminalTexts = {
  title: "Card terminal",
  waiting: (amount: string) => `Waiting for the card: ${amount}`,
  unknown:
    "The terminal did not answer. It may have taken the money, so do not charge again: Daybook keeps asking.",
  declined: (why: string) => `The card was declined. ${why}`,
  aborted: "The payment was cancelled. Nothing was taken.",
  approved: (amount: string, reference: string) =>
    `The terminal took ${amount} (${reference}). Finish this sale with it.`,
  use: "Use this payment",
  abort: "Cancel the payment",
  close: "Close",
};
