import { earlyEn } from "@daybook/contract/texts/en-early";

/** Texts of the till. */
export const tillTexts = {
  title: "Sell",
  help: "How to sell",
  lead: "Scan or search for items (type 3* first for three), then choose how the customer pays. Press Enter in the empty box to go to the amount, and Enter again to take cash.",
  box: "Scan or search",
  boxHint: "Scan, or type a name or code",
  keys: {
    box: "Go to the scan box",
    customer: "Choose a customer",
    person: "Change the person",
    discount: "Discount the selected line",
    wholeDiscount: "Discount the whole sale",
    cash: "Take cash",
    card: "Take a card payment",
    more: "Increase the quantity by one",
    less: "Decrease the quantity by one",
    remove: "Remove the line",
    undo: "Undo the last change to the cart",
  },
  results: "Products found",
  found: (n: number) => (n === 1 ? "1 product found" : `${n} products found`),
  nothing: (text: string) => `Nothing matches “${text}”.`,
  here: (quantity: string) => `${quantity} here`,
  elsewhere: (quantity: string) => `${quantity} elsewhere`,
  left: (quantity: string) => `${quantity} left`,
  notHere: "Not here",
  noneLeft: "None left",
  per: (basis: string) => `for ${basis}`,
  service: "Service",
  offSale: "Deactivated",
  perBasis: (price: string, basis: string) => `${price} for ${basis}`,
  notAQuantity: "Enter a quantity above zero, such as 3*.",
  quantityTooLarge: "The quantity can be at most 1,000,000.",
  notOnStep: (step: string) => `This product is sold in steps of ${step}.`,
  wholePieces: "This product is sold in whole pieces only.",
  catalogueLoading: "Loading products …",

  tiles: "Best sellers",
  hideTiles: "Hide the best sellers",
  allCategories: "All",
  noTiles: "Your best sellers will appear here.",

  /** Announced to screen readers. */
  said: {
    added: (name: string, quantity: string) => `${name} added, ${quantity} in the cart.`,
    quantity: (name: string, quantity: string) => `${name}: ${quantity} in the cart.`,
    removed: (name: string) => `${name} removed.`,
    undone: "Undone.",
  },

  cart: "Cart",
  cartEmpty: "Scan the first item or type its name.",
  alreadyTaken: (amount: string) =>
    `${amount} is already paid towards this sale. If the customer leaves, refund it under Pay.`,
  quantityOf: (name: string) => `Quantity of ${name}`,
  less: (name: string) => `One less of ${name}`,
  more: (name: string) => `One more of ${name}`,
  remove: "Remove",
  choose: (name: string) => `Edit the line for ${name}`,
  discount: "Discount",
  price: "Price",
  wholeDiscount: "Discount sale",
  noDiscount: "Remove discount",
  mayNotDiscount: "Your role cannot give discounts. Ask the owner or a manager.",
  undo: "Undo last change",
  shortage: (quantity: string, place: string) => `Only ${quantity} left in ${place}`,

  goods: "Subtotal",
  discountLine: "Discount",
  total: "Total",
  inCash: "In cash",
  taxWithin: (name: string, percent: string) => `incl. ${name} ${percent}`,
  taxOnTop: (name: string, percent: string) => `${name} ${percent}`,
  tooLarge: "The amounts are too large. Split this into smaller sales.",
  pricing: "Loading taxes …",

  pay: "Pay",
  payPanel: "Payment",
  closePay: "Back to the cart",
  received: "Amount received",
  exactCash: "Exact cash",
  reference: (tender: string) => `Reference of ${tender}`,
  takeWith: (tender: string) => `Take ${tender}`,
  doWithout: "Cancel",
  referenceFirst: "Enter the reference, such as the number of the voucher.",
  referenceInvalid: "The reference contains characters that cannot be saved. Type it.",
  referenceMissing: "A payment has no reference. Remove it and enter it again with one.",
  tenderDeactivated: "A payment method of this sale is deactivated. Use another one.",
  loadingTenders: "Loading payment methods …",
  cardNumber: earlyEn.card_number_refused,
  takenByTerminal:
    "The card terminal has taken this payment. Finish the sale, and refund it by a return.",
  terminalFirst: "Finish or cancel the payment at the card terminal first.",
  stillToPay: "Still to pay",
  removePart: (tender: string, amount: string) => `Remove ${tender} ${amount}`,
  notAnAmount: "Enter an amount above zero, such as 20.",
  tooMuchCash: earlyEn.too_much_cash,
  beyond: {
    discount: (most: string | null) => `${earlyEn.discount_beyond(most)} ${earlyEn.ask_to_approve}`,
    priceChange: (most: string | null) => `${earlyEn.price_beyond(most)} ${earlyEn.ask_to_approve}`,
  },
  approvalAway:
    "The server cannot be reached, so nobody can approve this now. Remove it, or try again later.",
  soldBy: "Sold by",
  discountReasonFirst: (percent: string) =>
    `Give a reason in the cart first: the discount is more than ${percent}.`,
  changeFromCash: earlyEn.change_only_from_cash,
  tooManyParts: "Use at most twenty payments for one sale.",
  wasACode: "This is far more than is due and may be a barcode, so no payment was recorded.",
  unreadable: "Correct the values in the cart first.",
  cartFirst: "Add an item before you take payment.",
  tooManyLines: (most: number) => `A sale has at most ${most} lines. Sell the rest in another one.`,
  clearProblems: "Fix the highlighted lines first.",
  mayNotSell: "Your role cannot sell. Ask the owner.",
  noPlace: "There is no shop location to sell from.",
  addPlace: "Add a location",

  change: "Change",
  paid: "Paid",
  booking: "Saving …",
  bookedAs: "Receipt",
  openSale: "Open sale",
  undoSale: "Undo",
  undoReason: "Undone at the till",
  mayNotUndo: "Your role cannot undo a sale. Ask the owner or a manager.",
  undoDone: (receipt: string) => `Sale ${receipt} was undone; its cart is back.`,
  tillRevoked: earlyEn.till_revoked,
  drawerClosed: earlyEn.drawer_closed,
  waitingForDrawer: (n: number) =>
    n === 1
      ? "1 paid sale is waiting until the drawer is open. It is safe and will be saved once."
      : `${n} paid sales are waiting until the drawer is open. They are safe, and each will be saved once.`,
  waitingForTill: (n: number) =>
    n === 1
      ? "1 paid sale is waiting until this device is a till again. It is safe and will be saved once."
      : `${n} paid sales are waiting until this device is a till again. They are safe, and each will be saved once.`,
  waiting: (n: number) =>
    n === 1
      ? "1 paid sale is waiting for the connection. It is safe and will be saved once."
      : `${n} paid sales are waiting for the connection. They are safe, and each will be saved once.`,
  refusedAside: (total: string) => `A sale of ${total} was not saved. It is kept here.`,
  setAside: (total: string) => `A cart of ${total} is on hold.`,
  takeUp: "Resume cart",

  menu: "Till settings",
};
