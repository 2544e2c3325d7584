import { expect, test } from "vitest";
import { newId } from "@daybook/contract/uuid";
import { EMPTY_CART } from "./cart.ts";
import { createSaleSender } from "./sale-sender.ts";
import type { SendError } from "./sale-sender.ts";
import type { UnsentSale } from "./unsent-sale.ts";

/** A sender whose attempts fail with the given results, one after another; time advances on demand. */
function sender(errors: SendError[]) {
  const kept = new Map<string, UnsentSale>();
  const timers: (() => void)[] = [];
  const results: string[] = [];
  const sent: UnsentSale["input"][] = [];
  const sales = createSaleSender({
    journal: {
      list: () => [...kept.values()],
      put: (sale) => void kept.set(sale.input.key, sale),
      remove: (key) => kept.delete(key),
    },
    send: (input) => {
      sent.push(input);
      return Promise.reject(new Error(errors.shift() ?? "refused"));
    },
    // safe because the sender above throws nothing else
    classify: (error) => (error instanceof Error ? error.message : "") as SendError,
    onSaved: (_, sale) => results.push(sale === null ? "booked before" : "booked"),
    onRefused: () => results.push("came back"),
    onWaiting: () => undefined,
    later: (_milliseconds, run) => {
      timers.push(run);
      return run;
    },
  });
  const passTime = async () => {
    for (let turn = 0; turn < 200; turn += 1) {
      await Promise.resolve();
      if (turn % 20 === 19) timers.shift()?.();
    }
  };
  return { sales, kept, results, passTime, sent, attempts: () => sent.length };
}

function unsent(): UnsentSale {
  const input = { key: newId(), lines: [], tenders: [] };
  // safe because the sender only reads the key
  return { input, cart: EMPTY_CART, changeMinor: 0 } as unknown as UnsentSale;
}

test("[S2] after a lost response a busy server is retried until it answers: the sale may be recorded already", async () => {
  const { sales, kept, results, passTime, attempts } = sender([
    "again",
    "later",
    "later",
    "later",
    "later",
    "signedOut",
  ]);
  sales.sell(unsent());
  await passTime();
  expect(attempts()).toBe(6);
  expect(results).toEqual([]);
  expect(kept.size).toBe(1);
});

test("[S8] the sales of a revoked till wait, in their order, until the device is a till again", async () => {
  const { sales, kept, results, passTime, attempts } = sender(["tillRevoked", "booked", "booked"]);
  sales.sell(unsent());
  await passTime();
  sales.sell(unsent());
  await passTime();
  expect(kept.size).toBe(0);
  expect(results).toHaveLength(2);
  expect(attempts()).toBe(3);
});

test("[S2] a used key is a recorded sale: its cart does not return to be sold again", async () => {
  const { sales, kept, results, passTime } = sender(["again", "booked"]);
  sales.sell(unsent());
  await passTime();
  expect(results).toEqual(["booked before"]);
  expect(kept.size).toBe(0);
});

test("a final refusal after a lost response is reported once", async () => {
  const { sales, kept, results, passTime } = sender(["again", "refused"]);
  sales.sell(unsent());
  await passTime();
  expect(results).toEqual(["came back"]);
  expect(kept.size).toBe(0);
});

const SOLD = {
  occurredAt: "2026-03-01T17:59:00Z",
  replay: { pricesAt: "2026-03-01T17:58:00Z" },
} as const;

/** Nothing is saved from here on. */
const STOPS = Array<SendError>(9).fill("signedOut");

const momentsOf = (sent: readonly UnsentSale["input"][]) =>
  sent.map(({ occurredAt, replay }) =>
    occurredAt === undefined ? replay : { occurredAt, replay },
  );

test("[S2] a sale that met a just-closed drawer, a busy server or no answer is sent again with its own time", async () => {
  for (const error of ["later", "again", "signedOut", "tillRevoked"] as const) {
    const { sales, kept, passTime, sent } = sender([error, "later", ...STOPS]);
    sales.sell({ ...unsent(), sold: SOLD });
    await passTime();
    sales.resume();
    await passTime();
    expect(momentsOf(sent).slice(0, 2), error).toEqual([undefined, SOLD]);
    // Stored with it: the next page sends the same.
    expect([...kept.values()].map(({ input }) => input)).toMatchObject([SOLD]);
  }
});

test("[S2] a sale that waited behind another, or was stored by an earlier page, is sent with its own time", async () => {
  const waiting = sender(["again", "later", "later", ...STOPS]);
  waiting.sales.sell({ ...unsent(), sold: SOLD });
  waiting.sales.sell({ ...unsent(), sold: SOLD });
  await waiting.passTime();
  expect(momentsOf(waiting.sent).slice(0, 3)).toEqual([undefined, SOLD, SOLD]);
  const stored = sender(["signedOut"]);
  stored.sales.sendAgain({ ...unsent(), sold: SOLD });
  await stored.passTime();
  expect(momentsOf(stored.sent)).toEqual([SOLD]);
});

test("a time that the server refuses is not sent again", async () => {
  const { sales, passTime, sent } = sender(["later", "wrongTime", "later", "signedOut"]);
  sales.sell({ ...unsent(), sold: SOLD });
  await passTime();
  expect(momentsOf(sent)).toEqual([undefined, SOLD, undefined, undefined]);
});
