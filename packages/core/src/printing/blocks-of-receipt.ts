import type { ReceiptBlock } from "@daybook/contract/receipt-blocks";
import { languageOf, receiptBlocks, templateOf } from "@daybook/contract/receipt-content";
import { receiptFormats } from "@daybook/contract/receipt-formats";
import { receiptLocale } from "@daybook/contract/receipt-language";
import type { Sale } from "@daybook/contract/sales";
import type { Shop } from "../settings/shop.ts";

interface ReceiptOptions {
  readonly shop: Pick<Shop, "locale" | "currency" | "timeZone" | "exponent">;
  /** Marked as a copy, so that goods cannot be returned twice with two prints. */
  readonly isCopy: boolean;
  /** Without prices. */
  readonly isGift: boolean;
}

/** The receipt of a document as the server prints it, as its shop designed it. The sample shop is never printed here. */
export function blocksOfReceipt(
  sale: Sale,
  { shop, isCopy, isGift }: ReceiptOptions,
): ReceiptBlock[] {
  const language = languageOf(sale.shop, shop.locale);
  return receiptBlocks(sale, {
    template: templateOf(sale.shop),
    language,
    formats: receiptFormats({ ...shop, locale: receiptLocale(language, shop.locale) }),
    copy: isCopy,
    gift: isGift,
    sample: false,
  });
}
