import { afterEach, expect, test } from "vitest";
import { IDLE_DISPLAY } from "@daybook/contract/display";
import type { DisplayState } from "@daybook/contract/display";
import { TillId } from "@daybook/contract/ids";
import { newId } from "@daybook/contract/uuid";
import { createTestShop } from "@daybook/core/testing/create-test-shop";
import type { TestShop } from "@daybook/core/testing/create-test-shop";
import { createDisplayDesk } from "./display-desk.ts";
import type { DisplayDesk } from "./display-desk.ts";

const TILL = TillId.parse(newId());
const shown = (seq: number): DisplayState => ({ ...IDLE_DISPLAY, seq, phase: "cart" });

let shop: TestShop;
let desks: DisplayDesk[] = [];
afterEach(async () => {
  for (const desk of desks) desk.close();
  await shop.close();
});

/** Servers whose texts reach each other, as on PostgreSQL. */
async function servers(count: number): Promise<DisplayDesk[]> {
  shop = await createTestShop();
  const listeners: ((text: string) => void)[] = [];
  desks = Array.from({ length: count }, (_, index) => {
    const store = Object.assign(Object.create(shop.work.store), {
      onTold: (listener: (text: string) => void) => {
        listeners[index] = listener;
        return () => undefined;
      },
      tellOthers: async (text: string) => {
        listeners.forEach((listener, other) => other !== index && listener(text));
      },
    });
    return createDisplayDesk({ store, clock: shop.work.clock }, (problem) => {
      throw problem;
    });
  });
  return desks;
}

const FOLLOWING = {
  tillId: TILL,
  signal: undefined,
  stillSignedIn: () => Promise.resolve(true),
} as const;

async function next<Event>(events: AsyncGenerator<Event, void>): Promise<Event> {
  const { value, done } = await events.next();
  if (done === true) throw new Error("the stream has ended");
  return value;
}

test("[S17] a till at one server and its display at another find each other", async () => {
  const [here, there] = await servers(2);
  if (here === undefined || there === undefined) throw new Error("two servers");
  const till = here.follow(FOLLOWING);
  expect(await next(till)).toEqual({ displays: 0, lastSeq: 0 });
  const display = there.watch(FOLLOWING);
  expect(await next(display)).toEqual({ open: false, state: null });
  expect(await next(till)).toEqual({ displays: 1, lastSeq: 0 });
  expect(here.show(TILL, shown(5))).toEqual({ displays: 1, taken: true });
  expect(await next(display)).toEqual({ open: true, state: shown(5) });
  // A till that reconnects to another server continues after its last state.
  const moved = there.follow(FOLLOWING);
  expect(await next(moved)).toEqual({ displays: 1, lastSeq: 5 });
  // The display stays at that server while the till is open at the other one.
  shop.advance(20_000);
  there.tidy();
  here.tidy();
  shop.advance(20_000);
  here.tidy();
  there.tidy();
  const again = there.watch(FOLLOWING);
  expect(await next(again)).toMatchObject({ open: true, state: { seq: 5 } });
});

test("[S17] a server that is gone takes its displays with it", async () => {
  const [here, there] = await servers(2);
  if (here === undefined || there === undefined) throw new Error("two servers");
  const till = here.follow(FOLLOWING);
  await next(till);
  const display = there.watch(FOLLOWING);
  await next(display);
  expect(await next(till)).toMatchObject({ displays: 1 });
  there.close();
  shop.advance(31_000);
  here.tidy();
  expect(await next(till)).toMatchObject({ displays: 0 });
});

test("[S17] a stream ends when its caller leaves, is signed out, or the server stops", async () => {
  const [desk] = await servers(1);
  if (desk === undefined) throw new Error("one server");
  const leaving = new AbortController();
  const left = desk.watch({ ...FOLLOWING, signal: leaving.signal });
  await next(left);
  const ended = left.next();
  leaving.abort();
  expect(await ended).toEqual({ value: undefined, done: true });
  const signedOut = desk.watch({ ...FOLLOWING, stillSignedIn: () => Promise.resolve(false) });
  await next(signedOut);
  const refused = signedOut.next();
  desk.revalidate();
  await expect(refused).rejects.toMatchObject({ code: "not_signed_in" });
  const till = desk.follow(FOLLOWING);
  expect(await next(till)).toMatchObject({ displays: 0 });
  const stopped = till.next();
  desk.close();
  expect(await stopped).toEqual({ value: undefined, done: true });
});
