import type { ReceiptBlock } from "@daybook/contract/receipt-blocks";
import { receiptBlocks } from "@daybook/contract/receipt-content";
import type { ReceiptTemplate } from "@daybook/contract/receipt-content";
import { receiptFormats } from "@daybook/contract/receipt-formats";
import { languageOfLocale } from "@daybook/contract/receipt-language";
import type { Sale } from "@daybook/contract/sales";
import type { Shop } from "../settings/shop.ts";

interface ReceiptOptions {
  readonly shop: Pick<Shop, "locale" | "currency" | "timeZone">;
  /** Marked as a copy, so that goods cannot be returned twice with two prints. */
  readonly isCopy: boolean;
}

/** The parts of every receipt, until the shop chooses them. */
const PLAIN_TEMPLATE: ReceiptTemplate = {
  logo: null,
  showSku: false,
  showSeller: true,
  showCustomer: true,
  showTaxes: true,
  showBarcode: true,
};

/** The receipt of a document as the server prints it: in the shop's language. The sample shop is never printed here. */
export function blocksOfReceipt(sale: Sale, { shop, isCopy }: ReceiptOptions): ReceiptBlock[] {
  return receiptBlocks(sale, {
    template: PLAIN_TEMPLATE,
    language: languageOfLocale(shop.locale),
    formats: receiptFormats(shop),
    copy: isCopy,
    gift: false,
    sample: false,
  });
}
