/** Words for a sale that is paid and was refused. */
export const paidSaleTexts = {
  band: (total: string) => `${total} was paid, but the sale is not booked:`,
  settle: "Settle it",
  counted: (n: number) =>
    n === 1
      ? "1 sale is paid but not booked, and needs you."
      : `${n} sales are paid but not booked, and need you.`,
  open: "Go to the till",
  title: (total: string) => `Paid ${total}, not booked`,
  lead: "The customer has paid, but the sale was refused. It stays here until you have settled it.",
  reasonUnknown: "The reason was not kept.",
  close: "Close",
  takeFrom: (quantity: string, place: string) => `Take ${quantity} from ${place}`,
  taken: (quantity: string, from: string, to: string) => `Moved ${quantity} from ${from} to ${to}.`,
  mayNotMove: "Your role cannot move stock. Ask the owner or a manager.",
  again: "Book it again",
  againLead: "If the reason is gone, for example because the goods were received meanwhile:",
  withReason: "Sell less, or give the money back",
  reason: "Reason",
  reasonFirst: "Enter a reason first.",
  sellHereLead: (total: string, back: string) =>
    `What is here comes to ${total}. Give ${back} back to the customer.`,
  sellHere: "Sell what is here",
  giveBack: (back: string) => `Give ${back} back to the customer.`,
  giveBackLead: (total: string) => `Or give all of the ${total} back:`,
  cancelSale: "Money given back, cancel the sale",
  reopen: "Money given back, change the cart",
  reopened: "Changed at the till",
  givenBack: (total: string) => `The sale of ${total} is cancelled. The audit log has the reason.`,
  note: (total: string, reason: string) => `Paid ${total}, sold what was here: ${reason}`,
};
