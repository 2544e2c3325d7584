/** Invoices of the sample shop. */
import { IssueInvoice } from "@daybook/contract/invoices";
import { newId } from "@daybook/contract/uuid";
import type { WriteCtx } from "../context/context.ts";
import { issueInvoice } from "../sales/invoices.ts";
import { CUSTOMERS } from "./assortment/people.ts";
import { moment } from "./sample-shop.ts";
import type { SampleShop } from "./sample-shop.ts";

const BUYERS = [
  { name: "The Corner Café", address: "1 Quay Street\nPort Ellery", taxNumber: "EX 100 200 300" },
  { name: "St Brannock's Primary School", address: "School Lane\nPort Ellery", taxNumber: "" },
];

/** Issues the invoice of the latest sale of each buyer, if there is one that can be returned. */
export async function invoiceSome(ctx: WriteCtx, shop: SampleShop): Promise<void> {
  const asManager = moment(ctx, ctx.now, shop.staff.manager);
  for (const { name, address, taxNumber } of BUYERS) {
    const customerId = shop.customers[CUSTOMERS.indexOf(name)];
    const sale = shop.recent.findLast((one) => one.customerId === customerId);
    if (sale === undefined) continue;
    const input = IssueInvoice.parse({
      key: newId(ctx.now),
      id: sale.id,
      buyerName: name,
      buyerAddress: address,
      buyerTaxNumber: taxNumber,
    });
    await issueInvoice(asManager, input);
  }
}
