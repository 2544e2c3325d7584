/** A counter with a drawer that two tills share, for tests of drawers and closings. */
import {
  CloseDrawer,
  CountDrawer,
  CreateDrawer,
  MoveCash,
  OpenDrawer,
  UpdateDrawer,
} from "@daybook/contract/drawers";
import type { Closing, Drawer } from "@daybook/contract/drawers";
import { pieces } from "@daybook/contract/quantity";
import type { Sale } from "@daybook/contract/sales";
import { EnrolTill } from "@daybook/contract/tills";
import { newId } from "@daybook/contract/uuid";
import { moveCash } from "../closings/cash-entries.ts";
import { closeDrawer } from "../closings/close-drawer.ts";
import { countDrawer } from "../closings/count-drawer.ts";
import { openDrawer } from "../closings/open-drawer.ts";
import type { Who, WriteCtx } from "../context/context.ts";
import { createDrawer, listDrawers, updateDrawer } from "../drawers/drawers.ts";
import { ringUpSale } from "../sales/ring-up-sale.ts";
import { enrolTill } from "../tills/tills.ts";
import { createTestShop } from "./create-test-shop.ts";
import type { TestShop } from "./create-test-shop.ts";
import { cart } from "./inputs.ts";

export interface Counter {
  readonly shop: TestShop;
  readonly sku: string;
  readonly drawer: Drawer;
  /** The owner at the till with this drawer, and at another till with the same one. */
  readonly front: Who;
  readonly back: Who;
}

export async function enrolledTill(shop: TestShop, name: string, receiptPrefix: string) {
  const input = EnrolTill.parse({ key: newId(), name, receiptPrefix });
  const { id } = await shop.write((ctx) => enrolTill(ctx, input, newId()));
  const rows = await shop.read((ctx) => ctx.db.select().from(ctx.t.device));
  const deviceId = rows.find(({ publicId }) => publicId === id)?.id ?? null;
  const who = shop.as("owner");
  return { id, who: { ...who, actor: { ...who.actor, deviceId } } };
}

/** A shop with one drawer that two tills share; mugs cost 10.00. */
export async function counter(): Promise<Counter> {
  const shop = await createTestShop({ taxPpm: 200_000 }).withProduct("MUG", {
    onHandMilli: pieces(500),
  });
  return counterOf(shop, "MUG");
}

/** Adds a drawer and two tills to a shop; they sell a product that costs 10.00. */
export async function counterOf(shop: TestShop, sku: string): Promise<Counter> {
  const front = await enrolledTill(shop, "Front", "F");
  const back = await enrolledTill(shop, "Back", "B");
  const drawer = await drawerOf(shop, "Counter", [front.id, back.id]);
  return { shop, sku, drawer, front: front.who, back: back.who };
}

/** Adds a drawer with one till to a shop; the name is also the prefix of its receipts. */
export async function counterAt(shop: TestShop, name: string): Promise<Counter> {
  const { id, who } = await enrolledTill(shop, name, name.toUpperCase());
  return { shop, sku: "", drawer: await drawerOf(shop, name, [id]), front: who, back: who };
}

async function drawerOf(shop: TestShop, name: string, tillIds: string[]): Promise<Drawer> {
  const { id } = await shop.write((ctx) =>
    createDrawer(ctx, CreateDrawer.parse({ key: newId(), name })),
  );
  const update = UpdateDrawer.parse({ key: newId(), id, version: 1, tillIds });
  return shop.write((ctx) => updateDrawer(ctx, update));
}

export const writeAs = <T>(shop: TestShop, who: Who, fn: (ctx: WriteCtx) => Promise<T>) =>
  shop.work.write(who, fn);

export function sellAt(
  { shop, sku, front }: Counter,
  tenders: readonly (readonly [tender: string, amountMinor: number])[] = [["cash", 1000]],
  { who = front, ...more }: { readonly who?: Who; readonly [field: string]: unknown } = {},
): Promise<Sale> {
  const count = tenders.reduce((sum, [, amount]) => sum + amount, 0) / 1000;
  const input = cart({
    locationId: shop.locationId(),
    lines: [{ productId: shop.productId(sku), quantityMilli: pieces(count) }],
    tenders: tenders.map(([tender, amountMinor]) => ({ tender, amountMinor })),
    expectedTotalMinor: count * 1000,
    ...more,
  });
  return writeAs(shop, who, (ctx) => ringUpSale(ctx, input));
}

export function open({ shop, front, drawer }: Counter, floatMinor: number) {
  const input = OpenDrawer.parse({ key: newId(), drawerId: drawer.id, floatMinor });
  return writeAs(shop, front, (ctx) => openDrawer(ctx, input));
}

export async function sessionId({ shop, drawer }: Counter): Promise<string> {
  const { items } = await shop.read((ctx) => listDrawers(ctx));
  return items.find(({ id }) => id === drawer.id)?.session?.id ?? "";
}

export async function move(at: Counter, kind: string, amountMinor: number, category = "") {
  const input = MoveCash.parse({
    key: newId(),
    sessionId: await sessionId(at),
    kind,
    amountMinor,
    category,
  });
  return writeAs(at.shop, at.front, (ctx) => moveCash(ctx, input));
}

export async function count(
  at: Counter,
  cashMinor: number,
  others: Record<string, number | null> = {},
) {
  const input = CountDrawer.parse({
    key: newId(),
    sessionId: await sessionId(at),
    cashMinor,
    others: Object.entries(others).map(([tender, countedMinor]) => ({ tender, countedMinor })),
  });
  return writeAs(at.shop, at.front, (ctx) => countDrawer(ctx, input));
}

export async function close(
  at: Counter,
  countId: string,
  leftMinor: number,
  reason = "",
): Promise<Closing> {
  const input = { key: newId(), sessionId: await sessionId(at), countId, leftMinor, reason };
  return writeAs(at.shop, at.front, (ctx) => closeDrawer(ctx, CloseDrawer.parse(input)));
}
