/** The tests that every implementation of the signing device must pass. */
import { describe, expect, test } from "vitest";
import { pieces } from "@daybook/contract/quantity";
import type { Sale } from "@daybook/contract/sales";
import type { FiscalSigner } from "../fiscal/fiscal-signer.ts";
import { createTestShop } from "./create-test-shop.ts";
import { sell } from "./trade.ts";

/** A signing device, and a way to cut it off. */
export interface SignerUnderTest {
  readonly signer: FiscalSigner;
  /** From now on the device cannot be reached, or can be again. */
  readonly setDown: (down: boolean) => void;
}

/** Declares the tests of a device: `testFiscalSigner("my device", () => openMyDevice())`. */
export function testFiscalSigner(
  name: string,
  open: () => SignerUnderTest | Promise<SignerUnderTest>,
): void {
  const documents = async (count: number): Promise<Sale[]> => {
    const shop = await createTestShop().withProduct("MUG", { onHandMilli: pieces(count) });
    const sales: Sale[] = [];
    for (let n = 0; n < count; n += 1)
      sales.push(await sell(shop, [{ sku: "MUG", quantityMilli: pieces(1) }]));
    return sales;
  };
  const sign = async (signer: FiscalSigner, document: Sale) => {
    const { transaction } = await signer.start(document);
    return signer.finish(transaction, document);
  };
  describe(`[F6] the signing device ${name}`, () => {
    test("signs documents one after another, each with another signature", async () => {
      const { signer } = await open();
      const [first, second] = await documents(2);
      if (first === undefined || second === undefined) throw new Error("There are two");
      const one = await sign(signer, first);
      const two = await sign(signer, second);
      expect(two.counter).toBeGreaterThan(one.counter);
      expect(two.transaction).not.toBe(one.transaction);
      expect(two.value).not.toBe(one.value);
      expect([one.signer, two.signer]).toEqual([one.signer, one.signer]);
    });

    test("gives a document that is signed already the same signature", async () => {
      const { signer } = await open();
      const [document] = await documents(1);
      if (document === undefined) throw new Error("There is one");
      expect(await sign(signer, document)).toEqual(await sign(signer, document));
    });

    test("rejects while it cannot be reached, says so, and signs afterwards", async () => {
      const { signer, setDown } = await open();
      const [document] = await documents(1);
      if (document === undefined) throw new Error("There is one");
      setDown(true);
      await expect(sign(signer, document)).rejects.toBeInstanceOf(Error);
      expect(await signer.status()).toEqual({ ready: false, message: expect.stringMatching(/./) });
      setDown(false);
      expect(await signer.status()).toMatchObject({ ready: true });
      expect((await sign(signer, document)).value).toMatch(/./);
    });

    test("signs the end of a day", async () => {
      const { signer } = await open();
      expect((await signer.close({ businessDate: "2026-03-02" })).value).toMatch(/./);
    });
  });
}
