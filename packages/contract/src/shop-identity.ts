/** The shop's name, address and numbers, as documents show them. */
import { z } from "zod";
import { hasDirections } from "./directions.ts";
import { line, paragraph } from "./fields.ts";
import { PictureHash } from "./pictures.ts";
import { ReceiptLanguage } from "./receipt-language.ts";
import { rule } from "./rules.ts";

/** What documents show of the shop. */
export const ShopIdentity = z.strictObject({
  name: z.string().describe("What the shop is called, on screens and receipts"),
  legalName: z.string().describe("The person or company, if its name differs from the shop's"),
  address: z.string().describe("The postal address, in lines"),
  taxNumber: z.string().describe("The tax number, as receipts show it"),
  registerEntry: z.string().describe("The entry in a register of companies"),
  receiptHeader: z.string().describe("A text above the lines of a receipt"),
  receiptFooter: z.string().describe("A text below the lines of a receipt"),
  receiptLanguage: ReceiptLanguage.nullable().describe(
    "The language of receipts; null for that of the shop's formats",
  ),
  receiptLogo: PictureHash.nullable().describe("The picture above a receipt; null without one"),
  showSku: z.boolean().describe("Whether receipts show the SKU of each line"),
  showSeller: z.boolean().describe("Whether receipts name the person who sold"),
  showCustomer: z.boolean().describe("Whether receipts name the customer"),
  showTaxes: z.boolean().describe("Whether receipts show the tax of each rate"),
  showBarcode: z.boolean().describe("Whether receipts show their number as a barcode"),
});
export type ShopIdentity = z.infer<typeof ShopIdentity>;

/** What closing reports show of the shop. */
export const ReportedShop = ShopIdentity.pick({
  name: true,
  legalName: true,
  address: true,
  taxNumber: true,
  registerEntry: true,
  receiptHeader: true,
  receiptFooter: true,
});
export type ReportedShop = z.infer<typeof ReportedShop>;

/** A text that receipts show: without characters that would make it look like another text. */
const receiptText = paragraph(500).refine(
  (text) => !hasDirections(text),
  rule("direction_characters"),
);

/** A change of any of these makes a new version of the shop's identity; documents keep theirs. */
export const identityInput = {
  name: line(100, 1).optional(),
  legalName: line(200).optional(),
  address: paragraph(500).optional(),
  taxNumber: line(60).optional(),
  registerEntry: line(200).optional(),
  receiptHeader: receiptText.optional(),
  receiptFooter: receiptText.optional(),
  receiptLanguage: ReceiptLanguage.nullable().optional(),
  receiptLogo: PictureHash.nullable().optional(),
  showSku: z.boolean().optional(),
  showSeller: z.boolean().optional(),
  showCustomer: z.boolean().optional(),
  showTaxes: z.boolean().optional(),
  showBarcode: z.boolean().optional(),
};
