/** Texts of the printing of receipts. What a receipt says is in the contract, in several languages. */
export const receiptTexts = {
  anyTitle: "Receipt",
  title: (number: string) => `Receipt ${number}`,
  lead: "Print preview. The paper size is saved on this device.",
  printProvisional: "Print provisional receipt",
  taxNumber: (number: string) => `Tax number ${number}`,
  tax: (name: string, percent: string, base: string) => `${name} ${percent} on ${base}`,
  print: "Print receipt",
  printCopy: "Print a copy",
  printGift: "Gift receipt",
  language: "Language",
  gift: "Gift receipt, without prices",
  paper: "Receipt paper",
  papers: { "58": "58 mm roll", "80": "80 mm roll", a4: "A4 sheet" },
  back: "Back to the sale",
  preparing: "Preparing the receipt …",
};
