/** Invoices for paid sales: the receipt with the name, address and tax number of the buyer. */
import { z } from "zod";
import { Instant, line, paragraph, WriteKey } from "./fields.ts";
import { SaleId } from "./ids.ts";
import { rule } from "./rules.ts";

export const IssueInvoice = z.strictObject({
  key: WriteKey,
  id: SaleId.describe("The sale, which is paid and of which nothing was returned"),
  buyerName: line(200, 1).describe("The person or company that bought"),
  buyerAddress: paragraph(500).refine((text) => text !== "", rule("required")),
  buyerTaxNumber: line(50).default(""),
});
export type IssueInvoice = z.infer<typeof IssueInvoice>;

/** An invoice as it was issued. Its amounts are those of its sale, and count there only. */
export const Invoice = z.strictObject({
  number: z.string().describe("Numbered without gaps"),
  buyerName: z.string(),
  buyerAddress: z.string(),
  buyerTaxNumber: z.string(),
  issuedAt: Instant,
});
export type Invoice = z.infer<typeof Invoice>;
