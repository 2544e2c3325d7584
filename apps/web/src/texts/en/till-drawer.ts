/** Texts of the cash drawer at the till. */
export const tillDrawerTexts = {
  /** Names of the tools of the drawer on Sell. */
  tools: "Cash drawer",
  menu: "Drawer",
  payOut: "Pay out",
  openDrawer: "Open drawer",
  openWith: (amount: string) => `Open with ${amount}`,
  countFirst: "Count first",
  countAndClose: "Count and close",
  keys: {
    payOut: "Pay cash out of the drawer",
    openDrawer: "Open the drawer",
  },
  closed: (name: string) => `Drawer “${name}” is closed.`,
  outside:
    "This device has no cash drawer. Cash taken here is listed at the end of the day as cash outside the drawers.",
  left: (amount: string) => `${amount} was left in it.`,
  close: "Close",
  amount: "Amount",
  category: "Category",
  categoryHint: "Press ↓ to choose.",
  otherCategory: "Other",
  whichCategory: "Other category",
  note: "Note",
  leads: {
    pay_in: "Cash that is added to the drawer without a sale, such as change from the bank.",
    pay_out: "Cash taken from the drawer for a small expense.",
    drop: "Cash moved from the drawer into the safe.",
    top_up: "Cash moved from the safe into the drawer.",
  },
  save: {
    pay_in: "Pay in",
    pay_out: "Pay out",
    drop: "Drop to safe",
    top_up: "Top up",
  },
  done: {
    pay_in: (amount: string) => `${amount} is recorded as paid in.`,
    pay_out: (amount: string, category: string) =>
      `${amount} is recorded as paid out: ${category}.`,
    drop: (amount: string) => `${amount} is recorded as moved into the safe.`,
    top_up: (amount: string) => `${amount} is recorded as moved from the safe.`,
  },
  noSaleLead: "Records in the till journal that the drawer is opened without a sale. Choose why.",
  noSaleReasons: ["Give change", "Check the cash", "Wrong change given"],
  noSaleOther: "Another reason",
  noSaleRecord: "Record",
  noSaleFirst: "Enter the reason.",
  noSaleDone: "Drawer opening recorded.",
  reportLead:
    "What was sold, paid in and paid out since the drawer was opened. The drawer stays open.",
  print: "Print",
  printSlip: "Print slip",
  sample: "Sample, no real money",
  slipDrawer: (name: string) => `Drawer: ${name}`,
  slipBy: (name: string) => `By ${name}`,
  signature: "Signature",
};
