import type { WriteCtx } from "../context/context.ts";
import { bankCash, closeCounter, openCounter, useDrawer } from "./cash.ts";
import type { Counter } from "./cash.ts";
import { orderGoods, receiveDeliveries, refillShelves } from "./buying.ts";
import type { SampleShop } from "./sample-shop.ts";
import { checkShelf, packStall, raisePrices, throwAway, unpackStall } from "./upkeep.ts";
import { sellOne, returnOnePiece } from "./selling.ts";

/** One day of the sample shop. */
export interface SampleDay {
  /** 0 is the first day. */
  readonly number: number;
  /** Its first instant, in UTC milliseconds. */
  readonly start: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** Nothing happens after this instant. */
  readonly until: number;
}

/** A scheduled event; its details depend on the stock at that time. */
interface Happening {
  readonly at: number;
  run(): Promise<void>;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SUNDAY = 0;
const SATURDAY = 6;
const BUYING_DAYS: ReadonlySet<number> = new Set([1, 4]);
const PRICES_RISE_ON = 52;

/** The number of sales on an average day, by weekday from Sunday. */
const SALES_BY_WEEKDAY = [10, 15, 17, 19, 21, 27, 35] as const;
const SALES_OF_STALL = 16;
/** How busy each hour is, relative to the others. */
const WEEKDAY_HOURS = new Map([
  [9, 4],
  [10, 7],
  [11, 10],
  [12, 12],
  [13, 11],
  [14, 7],
  [15, 8],
  [16, 10],
  [17, 9],
]);
const SUNDAY_HOURS = new Map([
  [11, 8],
  [12, 10],
  [13, 9],
  [14, 8],
  [15, 5],
]);
const STALL_HOURS = new Map([
  [9, 8],
  [10, 12],
  [11, 12],
  [12, 9],
  [13, 5],
]);

/** Runs all events of this day in chronological order. */
export async function tradeOneDay(ctx: WriteCtx, shop: SampleShop, day: SampleDay): Promise<void> {
  const happenings = [...beforeOpening(ctx, shop, day), ...counter(ctx, shop, day)];
  if (day.weekday === SATURDAY) happenings.push(...stall(ctx, shop, day));
  happenings.push(...afterwards(ctx, shop, day), ...drawers(ctx, shop, day));
  for (const { at, run } of happenings.toSorted((a, b) => a.at - b.at)) {
    if (at > day.until) return;
    await run();
  }
}

function beforeOpening(ctx: WriteCtx, shop: SampleShop, day: SampleDay): Happening[] {
  const first = day.start + 7 * HOUR;
  const happenings: Happening[] = [];
  if (day.number === PRICES_RISE_ON)
    happenings.push({ at: first, run: () => raisePrices(ctx, shop, first) });
  if (day.weekday === SUNDAY) return happenings;
  const arrival = first + shop.random.upTo(60) * MINUTE;
  const refill = arrival + 20 * MINUTE;
  happenings.push(
    { at: arrival, run: () => receiveDeliveries(ctx, shop, day.number, arrival) },
    { at: refill, run: () => refillShelves(ctx, shop, refill) },
  );
  return happenings;
}

function counter(ctx: WriteCtx, shop: SampleShop, day: SampleDay): Happening[] {
  const usual = SALES_BY_WEEKDAY[day.weekday] ?? 0;
  const hours = day.weekday === SUNDAY ? SUNDAY_HOURS : WEEKDAY_HOURS;
  return customers(shop, day, { usual, hours }).map((at) => ({
    at,
    run: () => sellOne(ctx, shop, { at, place: "shop", day: day.number }),
  }));
}

function stall(ctx: WriteCtx, shop: SampleShop, day: SampleDay): Happening[] {
  const packing = day.start + 8 * HOUR + 35 * MINUTE;
  const closing = day.start + 14 * HOUR + 20 * MINUTE;
  const sales = customers(shop, day, { usual: SALES_OF_STALL, hours: STALL_HOURS });
  return [
    { at: packing, run: () => packStall(ctx, shop, packing) },
    ...sales.map((at) => ({
      at,
      run: () => sellOne(ctx, shop, { at, place: "stall", day: day.number }),
    })),
    { at: closing, run: () => unpackStall(ctx, shop, closing) },
  ];
}

/** Drawers are opened before the first customer and closed after the last one. */
function drawers(ctx: WriteCtx, shop: SampleShop, day: SampleDay): Happening[] {
  const hours = (counter: Counter, opens: number, closes: number): Happening[] => {
    const happen = (
      hour: number,
      act: (to: WriteCtx, at: SampleShop, when: { at: number; counter: Counter }) => Promise<void>,
    ): Happening => {
      const at = day.start + hour * HOUR;
      return { at, run: () => act(ctx, shop, { at, counter }) };
    };
    const middle = (opens + closes) / 2 + 0.4;
    return [happen(opens, openCounter), happen(middle, useDrawer), happen(closes, closeCounter)];
  };
  const isSunday = day.weekday === SUNDAY;
  const happenings = hours("shop", isSunday ? 10.75 : 8.75, isSunday ? 16.25 : 18.25);
  if (day.weekday === SATURDAY) happenings.push(...hours("stall", 8.9, 14.3));
  if (day.weekday === 1) {
    const at = day.start + 9.5 * HOUR;
    happenings.push({ at, run: () => bankCash(ctx, shop, at) });
  }
  return happenings;
}

/** Returns, damage, counts and orders of the day. */
function afterwards(ctx: WriteCtx, shop: SampleShop, day: SampleDay): Happening[] {
  const { random } = shop;
  const happenings: Happening[] = [];
  const some = (run: (at: number) => Promise<void>, hour: number): void => {
    const at = day.start + hour * HOUR + random.upTo(55) * MINUTE;
    happenings.push({ at, run: () => run(at) });
  };
  if (random.oneIn(2)) some((at) => returnOnePiece(ctx, shop, { at, day: day.number }), 12);
  if (random.oneIn(6)) some((at) => returnOnePiece(ctx, shop, { at, day: day.number }), 15);
  if (random.oneIn(3)) some((at) => throwAway(ctx, shop, at), 16);
  if (day.weekday === 3) some((at) => checkShelf(ctx, shop, at), 10);
  if (BUYING_DAYS.has(day.weekday)) some(() => orderGoods(shop, day.number), 17);
  return happenings;
}

/** The times at which customers come, more from month to month. */
function customers(
  { random }: SampleShop,
  day: SampleDay,
  { usual, hours }: { readonly usual: number; readonly hours: ReadonlyMap<number, number> },
): number[] {
  const grown = usual * (0.88 + day.number / 400);
  const count = Math.round((grown * (80 + random.upTo(40))) / 100);
  const busy = [...hours].flatMap(([hour, share]) => Array.from({ length: share }, () => hour));
  return Array.from({ length: count }, () => {
    const hour = random.pick(busy);
    return day.start + hour * HOUR + random.upTo(3599) * 1000;
  });
}
