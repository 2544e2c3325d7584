/** Texts of the till that the first sale does not need: announcements, the last sale, carts that wait. */
export const tillAfterTexts = {
  lead: "Scan or search for items (type 3* first for three), then choose how the customer pays. Press Enter in the empty box to go to the amount, and Enter again to take cash.",
  /** Announced to screen readers. */
  said: {
    added: (name: string, quantity: string) => `${name} added, ${quantity} in the cart.`,
    quantity: (name: string, quantity: string) => `${name}: ${quantity} in the cart.`,
    removed: (name: string) => `${name} removed.`,
    undone: "Undone.",
  },
  reference: (tender: string) => `Reference of ${tender}`,
  takeWith: (tender: string) => `Take ${tender}`,
  doWithout: "Cancel",
  change: "Change",
  paid: "Paid",
  booking: "Saving …",
  bookedAs: "Receipt",
  openSale: "Open sale",
  undoSale: "Undo",
  undoReason: "Undone at the till",
  mayNotUndo: "Your role cannot undo a sale. Ask the owner or a manager.",
  undoCard: (amount: string) => `Refund ${amount} at the card terminal.`,
  undoDone: (receipt: string) => `Sale ${receipt} was undone; its cart is back.`,
  refusedAside: (total: string) => `A sale of ${total} was not saved. It is kept here.`,
  setAside: (total: string) => `A cart of ${total} is on hold.`,
  takeUp: "Resume cart",
};
