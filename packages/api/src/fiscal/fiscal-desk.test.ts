import { expect, test } from "vitest";
import { pieces } from "@daybook/contract/quantity";
import { getSale } from "@daybook/core/sales/sales";
import { count, counter, open, sellAt, sessionId } from "@daybook/core/testing/counter";
import { createTestShop } from "@daybook/core/testing/create-test-shop";
import { SimulatedFiscalSigner } from "@daybook/core/testing/simulated-fiscal-signer";
import { testFiscalSigner } from "@daybook/core/testing/test-fiscal-signer";
import { returnGoods, sell } from "@daybook/core/testing/trade";
import { newId } from "@daybook/contract/uuid";
import { contextAs } from "../testing/create-test-caller.ts";
import { overTrpc } from "../testing/call.ts";
import { createFiscalDesk } from "./fiscal-desk.ts";

testFiscalSigner("of the tests", () => {
  const signer = new SimulatedFiscalSigner();
  return { signer, setDown: (down) => void (signer.down = down) };
});

async function opened(answerWithinMs = 5_000, giveUpAfterMs = 5_000) {
  const shop = await createTestShop().withProduct("MUG", { onHandMilli: pieces(9) });
  const signer = new SimulatedFiscalSigner();
  const onProblem = () => undefined;
  const times = { answerWithinMs, giveUpAfterMs };
  const desk = createFiscalDesk({ signer, work: shop.work, ...times, onProblem });
  // It remembers its first use; only documents from then on need a signature.
  await desk.signLate();
  const mug = () => sell(shop, [{ sku: "MUG", quantityMilli: pieces(1) }]);
  return { shop, signer, desk, mug };
}

test("[F6] a sale is signed after it is saved, and its copy has the same signature", async () => {
  const { shop, desk, mug } = await opened();
  const signed = await desk.sign(await mug());
  expect(signed.signature).toMatchObject({ state: "signed", signer: "TEST-1", counter: 1 });
  expect(await shop.read((r) => getSale(r, signed))).toEqual(signed);
  expect(await desk.sign(signed)).toEqual(signed);
});

test("[F6] a device that is down never stops a sale: it is unsigned with the reason, and signed later in order", async () => {
  const { shop, signer, desk, mug } = await opened();
  signer.down = true;
  const first = await desk.sign(await mug());
  expect(first.signature).toMatchObject({
    state: "unsigned",
    reason: "The signing device does not answer",
  });
  expect(await desk.signLate()).toBe(0);
  const second = await mug();
  signer.down = false;
  expect(await desk.signLate()).toBe(2);
  const counters = await Promise.all(
    [first, second].map(async ({ id }) => {
      const { signature } = await shop.read((r) => getSale(r, { id }));
      return [signature?.state, signature?.counter];
    }),
  );
  expect(counters).toEqual([
    ["signed", 1],
    ["signed", 2],
  ]);
  expect(await desk.signLate()).toBe(0);
});

test("[F6] a slow device does not delay a sale", async () => {
  const { signer, desk, mug, shop } = await opened(10);
  const { start } = signer;
  const answers: (() => void)[] = [];
  signer.start = async (document) => {
    await new Promise<void>((resolve) => answers.push(resolve));
    return start.call(signer, document);
  };
  const sale = await desk.sign(await mug());
  expect(sale.signature).toBeNull();
  await expect.poll(() => answers).toHaveLength(1);
  answers[0]?.();
  await desk.signLate();
  expect((await shop.read((r) => getSale(r, sale))).signature).toMatchObject({ state: "signed" });
});

test("[F6] returns are signed, and documents from before the device are not", async () => {
  const shop = await createTestShop().withProduct("MUG", { onHandMilli: pieces(9) });
  const sale = await sell(shop, [{ sku: "MUG", quantityMilli: pieces(1) }]);
  shop.advance(1000);
  const signer = new SimulatedFiscalSigner();
  const desk = createFiscalDesk({ signer, work: shop.work, onProblem: () => undefined });
  expect(await desk.signLate()).toBe(0);
  shop.advance(1000);
  await returnGoods(shop, sale, [{ lineNo: 1, quantityMilli: pieces(1) }]);
  expect(await desk.signLate()).toBe(1);
  expect((await shop.read((r) => getSale(r, sale))).signature).toBeNull();
});

test("[F6] the answer to a sale has its signature", async () => {
  const { shop, desk } = await opened();
  const base = contextAs(shop, "owner");
  const ctx = { ...base, services: { ...base.services, fiscalDesk: desk } };
  const answer = await overTrpc(ctx, "sales.ringUp", {
    key: newId(),
    locationId: shop.locationId(),
    lines: [{ productId: shop.productId("MUG"), quantityMilli: 1000 }],
    tenders: [{ tender: "cash", amountMinor: 1000 }],
    expectedTotalMinor: 1000,
  });
  expect(answer).toMatchObject({ status: 200, body: { signature: { state: "signed" } } });
});

test("[F6] a device that never answers does not stop the signatures after it", async () => {
  const { signer, desk, mug, shop } = await opened(5_000, 20);
  const { start } = signer;
  signer.start = () => new Promise(() => undefined);
  const first = await desk.sign(await mug());
  expect(first.signature).toMatchObject({
    state: "unsigned",
    reason: "The signing device did not answer",
  });
  signer.start = start;
  expect((await desk.sign(await mug())).signature).toMatchObject({ state: "signed" });
  expect(await desk.signLate()).toBe(1);
  expect((await shop.read((r) => getSale(r, first))).signature).toMatchObject({ state: "signed" });
});

test("[F6] a void is signed at once, and a closing has the day signed; neither waits for a device that is away", async () => {
  const at = await counter();
  const signer = new SimulatedFiscalSigner();
  const desk = createFiscalDesk({ signer, work: at.shop.work, onProblem: () => undefined });
  await desk.signLate();
  const base = contextAs(at.shop, "owner");
  const ctx = { ...base, services: { ...base.services, fiscalDesk: desk } };
  await open(at, 0);
  const sale = await sellAt(at);
  const voiding = { key: newId(), id: sale.id, reason: "Mistake" };
  expect(await overTrpc(ctx, "sales.void", voiding)).toMatchObject({ status: 200 });
  const { voidDocument } = await at.shop.read((r) => getSale(r, sale));
  const id = voidDocument?.id ?? sale.id;
  expect((await at.shop.read((r) => getSale(r, { id }))).signature).toMatchObject({
    state: "signed",
  });
  const days: string[] = [];
  const { close } = signer;
  signer.close = (day) => {
    days.push(day.businessDate);
    return close.call(signer, day);
  };
  const end = async () => {
    const { id: countId } = await count(at, 0);
    const closing = { key: newId(), sessionId: await sessionId(at), countId, leftMinor: 0 };
    return overTrpc(ctx, "drawers.close", closing);
  };
  expect(await end()).toMatchObject({ status: 200 });
  expect(days).toEqual([sale.businessDate]);
  await open(at, 0);
  signer.down = true;
  expect(await end()).toMatchObject({ status: 200, body: { number: 2 } });
  // The end of the day is signed once, after its documents, when the device is back.
  days.length = 0;
  await desk.signLate();
  signer.down = false;
  await desk.signLate();
  await desk.signLate();
  expect(days).toEqual([sale.businessDate]);
});
