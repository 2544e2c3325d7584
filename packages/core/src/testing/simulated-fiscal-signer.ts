/** A signing device for tests, with a key of its own. */
import { createHmac } from "node:crypto";
import type { FiscalSigner, Signature, SignedDocument } from "../fiscal/fiscal-signer.ts";

export class SimulatedFiscalSigner implements FiscalSigner {
  /** Whether the device does not answer. */
  down = false;
  readonly #transactions = new Map<string, string>();
  readonly #signatures = new Map<string, Signature>();
  #counter = 0;

  async start({ id }: { readonly id: string }): Promise<{ transaction: string }> {
    this.#answer();
    const transaction = this.#transactions.get(id) ?? `${this.#transactions.size + 1}`;
    this.#transactions.set(id, transaction);
    return { transaction };
  }

  async finish(transaction: string, document: SignedDocument): Promise<Signature> {
    this.#answer();
    const { id, receiptNumber, totalMinor, taxMinor, occurredAt } = document;
    return this.#sign(transaction, id, [receiptNumber, totalMinor, taxMinor, occurredAt].join(";"));
  }

  async close({ businessDate }: { readonly businessDate: string }): Promise<Signature> {
    this.#answer();
    return this.#sign(businessDate, businessDate, businessDate);
  }

  async status(): Promise<{ ready: boolean; message: string }> {
    return this.down ? { ready: false, message: "No answer" } : { ready: true, message: "" };
  }

  #answer(): void {
    if (this.down) throw new Error("The signing device does not answer");
  }

  #sign(transaction: string, id: string, text: string): Signature {
    const known = this.#signatures.get(id);
    if (known !== undefined) return known;
    this.#counter += 1;
    const value = createHmac("sha256", "a key of the test")
      .update(`${transaction};${this.#counter};${text}`)
      .digest("base64");
    const signature = { signer: "TEST-1", transaction, counter: this.#counter, value, code: value };
    this.#signatures.set(id, signature);
    return signature;
  }
}
