import type { ReceiptLanguage } from "../receipt-language.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { it } from "./it.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { pt } from "./pt.ts";
import type { ReceiptTexts } from "./receipt-texts.ts";

export const RECEIPT_TEXTS: Readonly<Record<ReceiptLanguage, ReceiptTexts>> = {
  en,
  de,
  es,
  fr,
  it,
  nl,
  pl,
  pt,
};
