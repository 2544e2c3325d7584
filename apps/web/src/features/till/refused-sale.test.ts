import { CARD, CASH, FIRST_TENDERS, OTHER, TenderInput } from "@daybook/contract/tenders";
import { expect, test } from "vitest";
import { minor } from "@daybook/contract/money";
import { pieces } from "@daybook/contract/quantity";
import { paidMinor, soldInstead } from "./refused-sale.ts";
import { createTestTill, fill, payCash, settle, unsentIn } from "./testing/test-till.ts";

const OFF = { cashRounding: "off", cashStepMinor: 1 } as const;

test("[fault G5] [X13] a refused sale remains paid: it waits for a user, also after a reload, and is no open cart", async () => {
  const { open, remote, storage } = createTestTill();
  const store = open();
  fill(store, 3);
  const { cart } = store.get().state;
  remote.answers.push("refused");
  payCash(store, 1497, 2000);
  await settle();
  const paid = {
    state: { cart: { lines: [] }, aside: [] },
    last: null,
    refused: [{ cart, problems: { above: ["Error: refused"] }, changeMinor: 503 }],
  };
  expect(store.get()).toMatchObject(paid);
  expect(open().get()).toMatchObject(paid);
  expect(unsentIn(storage)).toBe(0);
  expect(remote.recorded.size).toBe(0);
});

test("[fault G5] sent again it keeps its key, and its available part is recorded once", async () => {
  const { open, remote } = createTestTill();
  const store = open();
  fill(store, 3);
  remote.answers.push("refused");
  payCash(store, 1497, 2000);
  await settle();
  const [sale] = store.get().refused;
  if (sale === undefined) throw new Error("It was not kept");
  const [line] = sale.cart.lines;
  if (line === undefined) throw new Error("Its line was not kept");
  const less = { ...sale.cart, lines: [{ ...line, quantityMilli: pieces(1) }] };
  store.resend(
    soldInstead(sale, { cart: less, totalMinor: 499, methods: FIRST_TENDERS, rule: OFF }),
  );
  store.resend(sale);
  await settle();
  expect(store.get().refused).toEqual([]);
  expect([...remote.recorded.values()]).toMatchObject([
    {
      key: sale.input.key,
      lines: [{ quantityMilli: 1000 }],
      tenders: [{ tender: CASH, amountMinor: 499 }],
      expectedTotalMinor: 499,
    },
  ]);
});

test("[S18] a voucher that gave change is recorded whole for the available part, and the rest as change", async () => {
  const { open, remote } = createTestTill();
  const store = open();
  fill(store, 3);
  remote.answers.push("refused");
  payCash(store, 1497, 2000);
  await settle();
  const [sale] = store.get().refused;
  if (sale === undefined) throw new Error("It was not kept");
  const methods = FIRST_TENDERS.map((one) => ({ ...one, givesChange: one.id !== CARD }));
  const paidWith = (given: readonly (readonly [string, number])[], totalMinor: number) => {
    const tenders = given.map(([tender, amountMinor]) =>
      TenderInput.parse({ tender, amountMinor }),
    );
    const taken = { ...sale, input: { ...sale.input, tenders } };
    const sold = soldInstead(taken, { cart: sale.cart, totalMinor, methods, rule: OFF });
    return sold.input.tenders?.map(({ tender, amountMinor }) => [tender, amountMinor]);
  };
  expect(paidWith([[OTHER, 2000]], 499)).toEqual([[OTHER, 2000]]);
  const mixed = [
    [CASH, 500],
    [OTHER, 900],
    [CARD, 97],
  ] as const;
  expect(paidWith(mixed, 499)).toEqual([
    [CARD, 97],
    [OTHER, 900],
  ]);
  expect(paidWith(mixed, 97)).toEqual([[CARD, 97]]);
});

test("[M3] the part that is sold instead is rounded again, and what was paid includes the rounding", async () => {
  const { open, remote } = createTestTill();
  const store = open();
  fill(store, 3);
  remote.answers.push("refused");
  payCash(store, 1497, 1500);
  await settle();
  const [sale] = store.get().refused;
  if (sale === undefined) throw new Error("It was not kept");
  const taken = { ...sale, input: { ...sale.input, roundingMinor: 3 } };
  expect(paidMinor(taken)).toBe(1500);
  const rule = { cashRounding: "nearest", cashStepMinor: 5 } as const;
  const what = { cart: sale.cart, totalMinor: 998, methods: FIRST_TENDERS, rule };
  const sold = soldInstead(taken, what);
  expect(sold.input).toMatchObject({
    tenders: [{ tender: CASH, amountMinor: 1000 }],
    expectedTotalMinor: 998,
    roundingMinor: 2,
  });
  expect(paidMinor(sold)).toBe(1000);
});

test("[fault G5] once its money is refunded it is removed, or its cart is in the till again", async () => {
  const { open, remote } = createTestTill();
  const store = open();
  remote.answers.push("refused", "refused");
  for (const total of [499, 998]) {
    fill(store, total / 499);
    payCash(store, total);
    await settle();
  }
  const [first, second] = store.get().refused;
  store.resolveRefused(first?.input.key ?? "", "forget");
  expect(store.get()).toMatchObject({ state: { cart: { lines: [] } }, refused: [second] });
  store.resolveRefused(second?.input.key ?? "", "reopen");
  expect(store.get()).toMatchObject({ state: { cart: { lines: [{ quantityMilli: 2000 }] } } });
  expect(open().get().refused).toEqual([]);
});

test("[X13] a refused sale does not change the next one in the till; reopened, it waits next to it", async () => {
  const { open, remote } = createTestTill();
  const store = open();
  fill(store, 3);
  const refused = store.get().state.cart;
  remote.answers.push("refused");
  payCash(store, 1497, 2000);
  fill(store);
  const next = store.get().state.cart;
  await settle();
  expect(store.get().state).toMatchObject({ cart: next, aside: [] });
  store.resolveRefused(store.get().refused[0]?.input.key ?? "", "reopen");
  expect(store.get().state).toMatchObject({ cart: next, aside: [{ cart: refused }] });
  const id = store.get().state.aside[0]?.id ?? "";
  store.takeUp(id, minor(499));
  expect(store.get().state).toMatchObject({
    cart: refused,
    problems: { above: ["Error: refused"] },
    aside: [{ cart: next, totalMinor: 499 }],
  });
});

test("[fault C1] a server that does not know whether it recorded the sale is retried until it does, with the same key", async () => {
  const { open, remote, timers } = createTestTill();
  const store = open();
  fill(store);
  remote.answers.push("later", "later");
  payCash(store);
  await settle();
  fill(store, 2);
  payCash(store, 998);
  await settle();
  // The next sale does not wait for the first one's answer, and no cart is restored in the meantime.
  expect(store.get()).toMatchObject({ waiting: 1, refused: [], state: { cart: { lines: [] } } });
  remote.answers.push("later", "later");
  while (timers.length > 0) {
    timers.shift()?.();
    await settle();
  }
  expect(remote.recorded.size).toBe(2);
  expect(new Set(remote.attempts.map(({ key }) => key)).size).toBe(2);
  expect(store.get()).toMatchObject({ waiting: 0, refused: [] });
});
