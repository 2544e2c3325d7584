/** For tests: states of drawers that provoke refusals. Each uses drawers of its own. */
import { newId } from "@daybook/contract/uuid";
import type { Drawer } from "@daybook/contract/drawers";
import type { DrawerSessionId } from "@daybook/contract/ids";
import { minor } from "@daybook/contract/money";
import { RingUpSale } from "@daybook/contract/sales";
import type { Actor } from "@daybook/core/context/context";
import { ringUpSale } from "@daybook/core/sales/ring-up-sale";
import { deviceIdOf, enrolTill } from "@daybook/core/tills/tills";
import { by } from "./provocation.ts";
import type { Provocation, World } from "./provocation.ts";

export const stateOf = ({ id, version }: Drawer) => ({ id, version });

export async function drawerNamed({ owner }: World, name: string): Promise<Drawer> {
  const { items } = await owner.drawers.list({});
  const found = items.find((drawer) => drawer.name === name);
  if (found === undefined) throw new Error(`there is no drawer ${name}`);
  return found;
}

/** A new open drawer with 10.00. */
async function opened(w: World, drawer?: Drawer): Promise<DrawerSessionId> {
  const { id } = drawer ?? (await newDrawer(w));
  const floatMinor = minor(1000);
  const { session } = await w.owner.drawers.open({ key: newId(), drawerId: id, floatMinor });
  if (session === null) throw new Error("it was just opened");
  return session.id;
}

const newDrawer = ({ owner }: World): Promise<Drawer> =>
  owner.drawers.create({ key: newId(), name: newId() });

/** A new drawer with a new till; `deviceId` is the till's. */
async function newTillWithDrawer(w: World): Promise<{ drawer: Drawer; deviceId: number }> {
  const { id, version } = await newDrawer(w);
  const { tillId, deviceId } = await newTill(w);
  const change = { key: newId(), id, version, tillIds: [tillId] };
  return { drawer: await w.owner.drawers.update(change), deviceId };
}

/** A new till; `deviceId` is its row id. */
export function newTill({ shop }: World) {
  const suffix = newId().slice(-5).toUpperCase();
  const input = { key: newId(), name: `Till ${suffix}`, receiptPrefix: `T${suffix}` };
  return shop.write(async (ctx) => {
    const till = await enrolTill(ctx, input, newId());
    return { tillId: till.id, deviceId: await deviceIdOf(ctx, till.id) };
  });
}

/** The owner at a till with an open drawer that has no cash, in which `change` of an input is refused. */
export function atEmptyDrawer(change: Provocation["change"]): Provocation {
  let deviceId = 0;
  return by(
    async (w) => {
      const made = await newTillWithDrawer(w);
      ({ deviceId } = made);
      const opening = { drawerId: made.drawer.id, floatMinor: minor(0) };
      await w.owner.drawers.open({ key: newId(), ...opening });
      return change(w);
    },
    { as: ({ shop }) => ({ ...shop.as("owner").actor, deviceId }) },
  );
}

export async function drawerWithTill(w: World) {
  return stateOf((await newTillWithDrawer(w)).drawer);
}

/** An open session with a sale that was paid by card. */
export async function sessionWithCard(w: World): Promise<string> {
  const { drawer, deviceId } = await newTillWithDrawer(w);
  const sessionId = await opened(w, drawer);
  const sale = w.inputs()["sales.ringUp"];
  const tenders = [{ tender: "card", amountMinor: sale.expectedTotalMinor }];
  const input = RingUpSale.parse({ ...sale, key: newId(), tenders });
  const { actor } = w.shop.as("owner");
  await w.shop.work.write({ actor: { ...actor, deviceId }, requestId: "test" }, (ctx) =>
    ringUpSale(ctx, input),
  );
  return sessionId;
}

/** The owner at the till whose drawer is closed. */
export function atClosedDrawer({ shop }: World): Actor {
  return { ...shop.as("owner").actor, deviceId: 4 };
}

const counted = async ({ owner }: World, sessionId: DrawerSessionId, cash: number) =>
  (await owner.drawers.count({ key: newId(), sessionId, cashMinor: minor(cash) })).id;

export async function closedSession(w: World) {
  const sessionId = await opened(w);
  const countId = await counted(w, sessionId, 1000);
  await w.owner.drawers.close({ key: newId(), sessionId, countId, leftMinor: minor(0) });
  return { sessionId };
}

export async function changedSinceCount(w: World) {
  const sessionId = await opened(w);
  const countId = await counted(w, sessionId, 1000);
  await w.owner.drawers.moveCash({
    key: newId(),
    sessionId,
    kind: "pay_in",
    amountMinor: minor(100),
  });
  return { sessionId, countId, leftMinor: 0 };
}

/** A drawer that is short, in a shop whose cashiers need an approval for that. */
export async function noDifferences(w: World) {
  const { version } = await w.owner.settings.get({});
  const limit = { role: "cashier" as const, limit: "drawerDifference" as const, value: 0 };
  await w.owner.settings.update({ key: newId(), version, roleLimits: [limit] });
  const sessionId = await opened(w);
  return { sessionId, countId: await counted(w, sessionId, 900), leftMinor: 0 };
}

/** Counts and closes every open drawer. */
export async function closeDrawers(owner: World["owner"]): Promise<void> {
  const { items } = await owner.drawers.list({});
  for (const { session } of items) {
    if (session === null) continue;
    const cashMinor = minor(0);
    const { id } = await owner.drawers.count({ key: newId(), sessionId: session.id, cashMinor });
    const closing = { sessionId: session.id, countId: id, leftMinor: cashMinor, reason: "A test" };
    await owner.drawers.close({ key: newId(), ...closing });
  }
}
