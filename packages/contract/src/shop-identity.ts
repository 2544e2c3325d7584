/** The shop's name, address and numbers, as documents show them. */
import { z } from "zod";
import { line, paragraph } from "./fields.ts";

/** What documents show of the shop. */
export const ShopIdentity = z.strictObject({
  name: z.string().describe("What the shop is called, on screens and receipts"),
  legalName: z.string().describe("The person or company, if its name differs from the shop's"),
  address: z.string().describe("The postal address, in lines"),
  taxNumber: z.string().describe("The tax number, as receipts show it"),
  registerEntry: z.string().describe("The entry in a register of companies"),
  receiptHeader: z.string().describe("A text above the lines of a receipt"),
  receiptFooter: z.string().describe("A text below the lines of a receipt"),
});
export type ShopIdentity = z.infer<typeof ShopIdentity>;

/** A change of any of these makes a new version of the shop's identity; documents keep theirs. */
export const identityInput = {
  name: line(100, 1).optional(),
  legalName: line(200).optional(),
  address: paragraph(500).optional(),
  taxNumber: line(60).optional(),
  registerEntry: line(200).optional(),
  receiptHeader: paragraph(500).optional(),
  receiptFooter: paragraph(500).optional(),
};
