/** The languages that receipts can have. */
import { z } from "zod";

export const RECEIPT_LANGUAGES = ["en", "de", "es", "fr", "it", "nl", "pl", "pt"] as const;
export const ReceiptLanguage = z.enum(RECEIPT_LANGUAGES);
export type ReceiptLanguage = z.infer<typeof ReceiptLanguage>;

/** The language of the shop's receipts if none was chosen: that of its locale, else English. */
export function languageOfLocale(locale: string): ReceiptLanguage {
  const { language } = new Intl.Locale(locale);
  return RECEIPT_LANGUAGES.find((known) => known === language) ?? "en";
}

/** The locale of a receipt: its language as the shop's country writes it. The shop's own locale if it has the language. */
export function receiptLocale(language: ReceiptLanguage, shopLocale: string): string {
  const shop = new Intl.Locale(shopLocale).maximize();
  if (shop.language === language) return shopLocale;
  return shop.region === undefined ? language : `${language}-${shop.region}`;
}
