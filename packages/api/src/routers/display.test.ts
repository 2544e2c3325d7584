import { afterEach, beforeEach, expect, test } from "vitest";
import type { DisplayState, DisplayView, DisplayWatchers } from "@daybook/contract/display";
import { MOST_DISPLAY_LINES } from "@daybook/contract/display";
import { TillId } from "@daybook/contract/ids";
import { minor, MinorNonNegative } from "@daybook/contract/money";
import { milli } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { CHEAP_COST, hashPassword } from "@daybook/core/users/passwords";
import { createTestShop } from "@daybook/core/testing/create-test-shop";
import type { TestShop } from "@daybook/core/testing/create-test-shop";
import { appRouter } from "../root.ts";
import { apiOf, callerAs, requestOf } from "../testing/create-test-caller.ts";
import { testBrowser } from "../testing/test-browser.ts";
import { createCallerFactory } from "../trpc.ts";

const PASSWORD = "seven purple umbrellas";
const hash = hashPassword(PASSWORD, CHEAP_COST);
const createCaller = createCallerFactory(appRouter);
const NONE = MinorNonNegative.parse(0);

let shop: TestShop;
beforeEach(async () => {
  shop = await createTestShop({ passwordHash: await hash });
});
afterEach(async () => {
  apiOf(shop).services.live.close();
  expect(apiOf(shop).problems).toEqual([]);
  await shop.close();
});

/** A browser that is a till. */
async function openTill(name: string, receiptPrefix: string) {
  const browser = testBrowser(shop);
  await browser.call("auth.signIn", { login: "owner", password: PASSWORD });
  const { body } = await browser.call("tills.enrol", { key: newId(), name, receiptPrefix });
  const { id, version } = body as { id: string; version: number };
  const cookieHeader = [...browser.jar].map((pair) => pair.join("=")).join("; ");
  const ctx = await apiOf(shop).makeContext({ ...requestOf(), cookieHeader });
  return { ...browser, id: TillId.parse(id), version, caller: createCaller(ctx) };
}

function state(seq: number, more: Partial<DisplayState> = {}): DisplayState {
  return {
    seq,
    phase: "cart",
    lines: [
      {
        name: "<b>Mug</b>",
        quantityMilli: milli(2000),
        unit: "each",
        unitPriceMinor: minor(450),
        basisMilli: milli(1000),
        amountMinor: minor(900),
        discountMinor: NONE,
        picture: null,
        hue: null,
      },
    ],
    moreLines: 0,
    goodsMinor: minor(900),
    discountMinor: NONE,
    depositMinor: NONE,
    taxes: [],
    totalMinor: minor(900),
    given: [],
    leftMinor: MinorNonNegative.parse(900),
    leftInCashMinor: null,
    changeMinor: NONE,
    ...more,
  };
}

/** Reads a stream of which only the next event counts. */
async function streamOf<Event>(opening: Promise<AsyncIterable<Event>>) {
  const events = (await opening)[Symbol.asyncIterator]();
  return {
    async next(): Promise<Event> {
      const { value, done } = await events.next();
      if (done === true) throw new Error("the stream has ended");
      return value;
    },
    end: () => events.return?.(),
  };
}

const watch = (tillId: string) =>
  streamOf<DisplayView>(callerAs(shop, "viewer").display.watch({ tillId: TillId.parse(tillId) }));

test("[S17] a display shows what its till sends, and the till knows that it is there", async () => {
  const front = await openTill("Front", "F");
  await callerAs(shop, "owner").settings.update({
    key: newId(),
    version: (await callerAs(shop, "owner").settings.get({})).version,
    displayGreeting: "Good morning",
  });
  const follows = await streamOf<DisplayWatchers>(front.caller.display.watchers({}));
  expect(await follows.next()).toEqual({ displays: 0, lastSeq: 0 });
  const display = await watch(front.id);
  expect(await display.next()).toMatchObject({
    shop: { greeting: "Good morning", logo: null, currency: "GBP" },
    till: { id: front.id, name: "Front" },
    open: true,
    state: null,
  });
  expect(await follows.next()).toEqual({ displays: 1, lastSeq: 0 });
  expect(await front.call("display.show", state(7))).toEqual({
    status: 200,
    body: { displays: 1, taken: true },
  });
  // Markup is text like any other.
  expect((await display.next()).state).toEqual(state(7));
  // Another display of the same till begins with what is shown.
  const other = await watch(front.id);
  expect((await other.next()).state?.seq).toBe(7);
  expect(await follows.next()).toEqual({ displays: 2, lastSeq: 7 });
  await other.end();
  expect(await follows.next()).toEqual({ displays: 1, lastSeq: 7 });
  await display.end();
  await follows.end();
});

test("[S17] an older state never replaces a newer one", async () => {
  const front = await openTill("Front", "F");
  const display = await watch(front.id);
  await display.next();
  await front.call("display.show", state(9));
  expect((await display.next()).state?.seq).toBe(9);
  const late = await front.call("display.show", state(8, { phase: "paid" }));
  expect(late).toMatchObject({ status: 200, body: { taken: false } });
  expect(await front.call("display.show", state(9, { phase: "paid" }))).toMatchObject({
    body: { taken: false },
  });
  await front.call("display.show", state(10));
  expect((await display.next()).state).toMatchObject({ seq: 10, phase: "cart" });
  await display.end();
});

test("[S17] a display shows its own till and no other", async () => {
  const front = await openTill("Front", "F");
  const back = await openTill("Back", "B");
  const display = await watch(back.id);
  expect(await display.next()).toMatchObject({ till: { name: "Back" }, open: false, state: null });
  await front.call("display.show", state(1));
  await back.call("display.show", state(2));
  expect((await display.next()).state?.seq).toBe(2);
  await display.end();
});

test("[S17] a till that is gone for 30 seconds leaves no cart on its display", async () => {
  const { displays } = apiOf(shop).services.live;
  const front = await openTill("Front", "F");
  const follows = await streamOf<DisplayWatchers>(front.caller.display.watchers({}));
  await follows.next();
  const display = await watch(front.id);
  await display.next();
  await front.call("display.show", state(1));
  await display.next();
  // As long as the page is open nothing is forgotten.
  shop.advance(10 * 60_000);
  displays.tidy();
  await follows.end();
  shop.advance(30_000);
  displays.tidy();
  await front.call("display.show", state(2));
  expect((await display.next()).state?.seq).toBe(2);
  shop.advance(30_001);
  displays.tidy();
  expect(await display.next()).toMatchObject({ open: false, state: null });
  await display.end();
});

test("[S17] nothing is written, whatever is shown", async () => {
  const front = await openTill("Front", "F");
  const display = await watch(front.id);
  await display.next();
  const before = { ...shop.work.store.stats };
  for (let seq = 1; seq <= 20; seq += 1) {
    await front.call("display.show", state(seq));
    await display.next();
  }
  expect(shop.work.store.stats).toEqual(before);
  await display.end();
});

test("[S17] too much, markup in a picture or an unknown field is refused at its place", async () => {
  const front = await openTill("Front", "F");
  const [line] = state(1).lines;
  const lines = Array.from({ length: MOST_DISPLAY_LINES + 1 }, () => line);
  const refused = async (change: object) => {
    const { status, body } = await front.call("display.show", { ...state(1), ...change });
    return [status, Object.keys((body as { fieldErrors: object }).fieldErrors)];
  };
  expect(await refused({ lines })).toEqual([400, ["lines"]]);
  expect(await refused({ lines: [{ ...line, picture: "<img>" }] })).toEqual([
    400,
    ["lines.0.picture"],
  ]);
  expect(await refused({ phase: "open" })).toEqual([400, ["phase"]]);
});

test("[S17] only a till shows something, and only people who see sales may watch", async () => {
  const front = await openTill("Front", "F");
  const stranger = testBrowser(shop);
  await stranger.call("auth.signIn", { login: "owner", password: PASSWORD });
  expect(await stranger.call("display.show", state(1))).toMatchObject({
    status: 403,
    body: { code: "not_a_till" },
  });
  const refusal = (opening: Promise<AsyncIterable<unknown>>) =>
    streamOf(opening)
      .then((events) => events.next())
      .catch((error: { cause?: { code?: string } }) => error.cause?.code);
  const asClerk = callerAs(shop, "stock_clerk").display;
  expect(await refusal(asClerk.watch({ tillId: front.id }))).toBe("forbidden");
  expect(await refusal(callerAs(shop, "viewer").display.watchers({}))).toBe("forbidden");
  expect(await refusal(callerAs(shop, "owner").display.watchers({}))).toBe("not_a_till");
  const unknown = TillId.parse(newId());
  expect(await refusal(callerAs(shop, "viewer").display.watch({ tillId: unknown }))).toBe(
    "not_found",
  );
  await front.call("tills.revoke", { key: newId(), id: front.id, version: front.version });
  expect(await refusal(callerAs(shop, "viewer").display.watch({ tillId: front.id }))).toBe(
    "till_revoked",
  );
  expect(await refusal(front.caller.display.watchers({}))).toBe("till_revoked");
  expect(await front.call("display.show", state(2))).toMatchObject({
    status: 403,
    body: { code: "till_revoked" },
  });
});

test("[S17] a display whose till is revoked says so at the next check", async () => {
  const front = await openTill("Front", "F");
  const display = await watch(front.id);
  await display.next();
  await front.call("tills.revoke", { key: newId(), id: front.id, version: front.version });
  shop.advance(15_000);
  apiOf(shop).services.live.displays.revalidate();
  await expect(display.next()).rejects.toMatchObject({ cause: { code: "till_revoked" } });
});
