/** Texts for a sale that was paid and refused. */
export const paidSaleTexts = {
  band: (total: string) => `${total} was paid, but the sale is not saved:`,
  settle: "Resolve",
  counted: (n: number) =>
    n === 1
      ? "1 paid sale is not saved and needs attention."
      : `${n} paid sales are not saved and need attention.`,
  open: "Go to the till",
  title: (total: string) => `Paid ${total}, not saved`,
  lead: "The customer has paid, but the sale could not be saved. It stays here until you resolve it.",
  reasonUnknown: "The reason is unknown.",
  close: "Close",
  takeFrom: (quantity: string, place: string) => `Take ${quantity} from ${place}`,
  taken: (quantity: string, from: string, to: string) => `Moved ${quantity} from ${from} to ${to}.`,
  mayNotMove: "Your role cannot move stock. Ask the owner or a manager.",
  again: "Save it again",
  againLead: "If the cause is fixed, for example because the stock has since been received:",
  withReason: "Sell fewer, or refund",
  reason: "Reason",
  reasonFirst: "Enter a reason first.",
  sellHereLead: (total: string, back: string) =>
    `The items in stock come to ${total}. Refund ${back} to the customer.`,
  sellHere: "Sell what is in stock",
  giveBack: (back: string) => `Refund ${back} to the customer.`,
  giveBackLead: (total: string) => `Or refund the full ${total}:`,
  cancelSale: "Refunded: cancel the sale",
  reopen: "Refunded: edit the cart",
  reopened: "Changed at the till",
  givenBack: (total: string) => `The sale of ${total} is cancelled. The audit log has the reason.`,
  note: (total: string, reason: string) => `Paid ${total}, sold what was in stock: ${reason}`,
};
