import type { UnitCode } from "../units.ts";

/** What a receipt says, in one language. Arguments are inserted as they are. */
export interface ReceiptTexts {
  readonly number: string;
  readonly kinds: { readonly return: string; readonly void: string };
  readonly gift: string;
  readonly sample: string;
  readonly copy: string;
  readonly voided: string;
  readonly provisional: string;
  readonly numberFollows: string;
  readonly taxNumber: (number: string) => string;
  readonly till: (name: string) => string;
  readonly servedBy: (name: string) => string;
  readonly customer: (name: string) => string;
  readonly exchangedFor: (receiptNumber: string) => string;
  readonly origins: {
    readonly return: (receiptNumber: string) => string;
    readonly void: (receiptNumber: string) => string;
  };
  readonly sku: (sku: string) => string;
  readonly discount: string;
  readonly subtotal: string;
  readonly rounding: string;
  readonly total: string;
  readonly refunded: string;
  readonly corrected: (tender: string) => string;
  readonly change: string;
  /** The tax of one rate: `VAT 20 % on £10.00`. */
  readonly tax: (name: string, percent: string, base: string) => string;
  readonly unsigned: string;
  readonly signer: string;
  readonly transaction: string;
  readonly signatureCounter: string;
  readonly returnUntil: (day: string) => string;
  /** Of goods that cannot be returned. */
  readonly noReturn: string;
  readonly invoice: (number: string) => string;
  readonly creditNote: string;
  readonly corrects: (invoiceNumber: string) => string;
  readonly buyer: string;
  readonly buyerTaxNumber: (number: string) => string;
  readonly thanks: string;
  /** The units that have no international symbol. */
  readonly units: Readonly<Partial<Record<UnitCode, string>>>;
}
