/** The port of fiscal signing devices. Daybook has none by default. */
import type { Sale } from "@daybook/contract/sales";

/** What a device signs: the document as the customer sees it. */
export type SignedDocument = Omit<Sale, "signature" | "returns" | "copies" | "invoice">;

/** A signature as the receipt shows it. */
export interface Signature {
  /** The serial number of the device. */
  readonly signer: string;
  /** The device's number of the transaction. */
  readonly transaction: string;
  /** The device's number of the signature; it only grows. */
  readonly counter: number;
  readonly value: string;
  /** What the receipt shows as a code; empty if nothing. */
  readonly code: string;
}

/**
 * A signing device. It never decides about a sale: one that is away, rejects or does not answer leaves the sale unsigned
 * with the reason, and the sale is signed later. `testFiscalSigner` in `core/src/testing` has the tests that each one
 * must pass.
 */
export interface FiscalSigner {
  /** Begins the transaction of a document, named by its id. A known id continues its transaction. */
  start(document: Pick<Sale, "id" | "startedAt" | "occurredAt">): Promise<{
    readonly transaction: string;
  }>;
  /** Signs the document and ends its transaction. A document that is signed already gets the same signature. */
  finish(transaction: string, document: SignedDocument): Promise<Signature>;
  /**
   * Signs the end of a business day. Called after each closing of a drawer, so several times for a day with several
   * closings; a failure does not undo the closing.
   */
  close(day: { readonly businessDate: string }): Promise<Signature>;
  /** Whether the device can sign now, and if not, why. */
  status(): Promise<{ readonly ready: boolean; readonly message: string }>;
}
