/** The cash drawers of the sample shop: opened in the morning, counted and closed in the evening. */
import {
  CloseDrawer,
  CountDrawer,
  CreateDrawer,
  DepositCash,
  MoveCash,
  OpenDrawer,
  UpdateDrawer,
} from "@daybook/contract/drawers";
import type { CashEntryKind } from "@daybook/contract/cash-entry-kinds";
import type { Drawer } from "@daybook/contract/drawers";
import type { DrawerId } from "@daybook/contract/ids";
import { CASH } from "@daybook/contract/tenders";
import { newId } from "@daybook/contract/uuid";
import { depositCash, getSafe, moveCash } from "../closings/cash-entries.ts";
import { closeDrawer } from "../closings/close-drawer.ts";
import { countDrawer, expectedLines } from "../closings/count-drawer.ts";
import { openDrawer } from "../closings/open-drawer.ts";
import type { Actor, WriteCtx } from "../context/context.ts";
import { holdOpenSession } from "../drawers/drawer-rows.ts";
import { createDrawer, listDrawers, updateDrawer } from "../drawers/drawers.ts";
import { assert } from "../errors/domain-error.ts";
import { moment } from "./sample-shop.ts";
import type { SampleShop } from "./sample-shop.ts";

/** A place with a till and its drawer. */
export type Counter = "shop" | "stall";

/** In units of the currency, or hundreds of them where it has no smaller coins. */
const FLOAT = 150;
/** Above this a drawer is emptied into the safe during the day. */
const MOST = 260;
/** What the safe keeps when the rest goes to the bank. */
const KEPT_IN_SAFE = 200;

const PAY_OUTS = [
  { category: "Cleaning", reason: "Window cleaner", amount: 18 },
  { category: "Postage", reason: "Parcel to a customer", amount: 7 },
  { category: "Office supplies", reason: "Till rolls", amount: 11 },
  { category: "Food and drink", reason: "Milk for the kettle", amount: 3 },
] as const;

/** Adds a drawer for each till and returns their ids. */
export async function addDrawers(
  ctx: WriteCtx,
  tillIds: Readonly<Record<Counter, string>>,
): Promise<SampleShop["drawers"]> {
  const add = async (name: string, tillId: string): Promise<DrawerId> => {
    const made = await createDrawer(ctx, CreateDrawer.parse({ key: newId(ctx.now), name }));
    const input = { key: newId(ctx.now), id: made.id, version: made.version, tillIds: [tillId] };
    return (await updateDrawer(ctx, UpdateDrawer.parse(input))).id;
  };
  return {
    shop: await add("Counter", tillIds.shop),
    stall: await add("Cash box of the stall", tillIds.stall),
  };
}

/** Opens a drawer with what was left in it; once in a while a coin is missing in the morning. */
export async function openCounter(
  ctx: WriteCtx,
  shop: SampleShop,
  { at, counter }: { readonly at: number; readonly counter: Counter },
): Promise<void> {
  const { cash } = shop;
  const asCashier = moment(ctx, at, keeper(shop, counter));
  const { id: drawerId, leftMinor } = await drawerAt(asCashier, shop, counter);
  // Before the first day the owner brings the float.
  const isFirst = leftMinor === 0;
  const missing = !isFirst && cash.oneIn(40) ? unit(shop) : 0;
  const floatMinor = isFirst ? FLOAT * unit(shop) : Math.max(0, leftMinor - missing);
  await openDrawer(asCashier, OpenDrawer.parse({ key: newId(at), drawerId, floatMinor }));
}

/** Small things are paid from the drawer, and too much cash goes into the safe. */
export async function useDrawer(
  ctx: WriteCtx,
  shop: SampleShop,
  { at, counter }: { readonly at: number; readonly counter: Counter },
): Promise<void> {
  const { cash } = shop;
  const asCashier = moment(ctx, at, keeper(shop, counter));
  const { session } = await drawerAt(asCashier, shop, counter);
  if (session === null) return;
  const move = async (kind: CashEntryKind, amount: number, more: object = {}): Promise<void> => {
    const amountMinor = amount * unit(shop);
    const input = { key: newId(at), sessionId: session.id, kind, amountMinor, ...more };
    await moveCash(asCashier, MoveCash.parse(input));
  };
  const { category, reason, amount } = cash.pick(PAY_OUTS);
  if (cash.oneIn(3)) await move("pay_out", amount, { category, reason });
  const there = Math.floor((await cashIn(asCashier, session.id)) / unit(shop));
  if (there > MOST) await move("drop", there - FLOAT, { reason: "Too much in the drawer" });
}

/** Counts a drawer and closes it: mostly right, at times short or over by a little. */
export async function closeCounter(
  ctx: WriteCtx,
  shop: SampleShop,
  { at, counter }: { readonly at: number; readonly counter: Counter },
): Promise<void> {
  const { cash, staff } = shop;
  const asManager = moment(ctx, at, { ...staff.manager, deviceId: shop.tills[counter] });
  const { session } = await drawerAt(asManager, shop, counter);
  if (session === null) return;
  const held = await holdOpenSession(asManager, session.id, "alone");
  const expected = await expectedLines(asManager, held);
  const off = cash.oneIn(9) ? (cash.oneIn(3) ? 1 : -1) * unit(shop) * cash.upTo(4) : 0;
  const counted = expected.map(({ tender, expectedMinor }) => ({
    tender,
    countedMinor: tender === CASH ? Math.max(0, expectedMinor + off) : expectedMinor,
  }));
  const cashMinor = counted.find(({ tender }) => tender === CASH)?.countedMinor ?? 0;
  const others = counted.filter(({ tender }) => tender !== CASH);
  const about = { key: newId(at), sessionId: session.id };
  const { id: countId } = await countDrawer(
    asManager,
    CountDrawer.parse({ ...about, cashMinor, others }),
  );
  const leftMinor = Math.min(cashMinor, FLOAT * unit(shop));
  const isMissing = session.floatMinor !== session.leftMinor;
  const reason =
    off === 0
      ? isMissing
        ? "A coin was missing in the morning"
        : ""
      : cash.pick(["Wrong change given", "Not found"]);
  await closeDrawer(
    moment(ctx, at + 60_000, asManager.actor),
    CloseDrawer.parse({ ...about, key: newId(at), countId, leftMinor, reason }),
  );
}

/** The owner takes what the safe does not need to the bank. */
export async function bankCash(ctx: WriteCtx, shop: SampleShop, at: number): Promise<void> {
  const asOwner = moment(ctx, at, shop.staff.owner);
  const { cashMinor } = await getSafe(asOwner);
  const step = 10 * unit(shop);
  const amountMinor = Math.floor((cashMinor - KEPT_IN_SAFE * unit(shop)) / step) * step;
  if (amountMinor <= 0) return;
  shop.slipNo += 1;
  const reference = `Slip ${shop.slipNo}`;
  await depositCash(asOwner, DepositCash.parse({ key: newId(at), amountMinor, reference }));
}

async function drawerAt(ctx: WriteCtx, shop: SampleShop, counter: Counter): Promise<Drawer> {
  const drawer = (await listDrawers(ctx)).items.find(({ id }) => id === shop.drawers[counter]);
  assert(drawer !== undefined, "the drawer was made when the shop was set up");
  return drawer;
}

async function cashIn(
  ctx: WriteCtx,
  sessionId: NonNullable<Drawer["session"]>["id"],
): Promise<number> {
  const held = await holdOpenSession(ctx, sessionId, "alone");
  const lines = await expectedLines(ctx, held);
  return lines.find(({ tender }) => tender === CASH)?.expectedMinor ?? 0;
}

function keeper({ cash, staff, tills }: SampleShop, counter: Counter): Actor {
  const person = counter === "stall" ? staff.manager : cash.pick(staff.cashiers);
  return { ...person, deviceId: tills[counter] };
}

function unit({ exponent }: SampleShop): number {
  return 10 ** Math.max(2, exponent);
}
