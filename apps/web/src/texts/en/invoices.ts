/** Texts of invoices for paid sales. */
export const invoiceTexts = {
  action: "Invoice …",
  show: (number: string) => `Invoice ${number}`,
  title: "Invoice",
  lead: (receipt: string) =>
    `The invoice refers to receipt ${receipt} and counts in no report: the sale does. It cannot be changed.`,
  name: "Name of the buyer",
  address: "Address of the buyer",
  taxNumber: "Tax number of the buyer",
  save: "Issue the invoice",
  close: "Close",
  fact: "Invoice",
};
