import { expect, test } from "vitest";
import { DrawerState, UpdateDrawer } from "@daybook/contract/drawers";
import { UpdateSettings } from "@daybook/contract/settings";
import { CASH, CARD, UpdateTender } from "@daybook/contract/tenders";
import { newId } from "@daybook/contract/uuid";
import { listDrawers, updateDrawer } from "../drawers/drawers.ts";
import { updateSettings } from "../settings/settings.ts";
import { listTenders, updateTender } from "../tenders/tenders.ts";
import { close, count, counter, open } from "../testing/counter.ts";
import type { Counter } from "../testing/counter.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { deactivateDrawer } from "./deactivate-drawer.ts";

async function changeDrawer({ shop, drawer }: Counter, change: object) {
  const { items } = await shop.read((ctx) => listDrawers(ctx));
  const version = items.find(({ id }) => id === drawer.id)?.version;
  const input = { key: newId(), id: drawer.id, version, ...change };
  return shop.write((ctx) => updateDrawer(ctx, UpdateDrawer.parse(input)));
}

async function retire({ shop, drawer }: Counter) {
  const { items } = await shop.read((ctx) => listDrawers(ctx));
  const version = items.find(({ id }) => id === drawer.id)?.version;
  const input = DrawerState.parse({ key: newId(), id: drawer.id, version });
  return shop.write((ctx) => deactivateDrawer(ctx, input));
}

async function changeCard({ shop }: Counter, change: object) {
  const { items } = await shop.read((ctx) => listTenders(ctx));
  const version = items.find(({ id }) => id === CARD)?.version;
  const input = UpdateTender.parse({ key: newId(), id: CARD, version, ...change });
  return shop.write((ctx) => updateTender(ctx, input));
}

const changeShop = ({ shop }: Counter, change: object) =>
  shop.write((ctx) =>
    updateSettings(ctx, UpdateSettings.parse({ key: newId(), version: 1, ...change })),
  );

test("[M7] what the report of an open drawer shows, and what decides about its day, stays until it is closed", async () => {
  const at = await counter();
  await open(at, 1000);
  const changes = [
    [() => changeDrawer(at, { name: "Window" }), "name"],
    [() => changeCard(at, { countedAtClose: false }), "countedAtClose"],
    [() => changeShop(at, { timeZone: "Asia/Tokyo" }), "timeZone"],
    [() => changeShop(at, { dayCutoffMinutes: 240 }), "dayCutoffMinutes"],
  ] as const;
  for (const [change, path] of changes) await expectRefusal(change(), "drawer_open", path);
  // The same value and other rules are no such change.
  await changeDrawer(at, { name: "Counter" });
  await changeCard(at, { countedAtClose: true, name: "Cards" });
  await close(at, (await count(at, 1000)).id, 1000);
  expect((await changeDrawer(at, { name: "Window" })).name).toBe("Window");
  expect((await changeCard(at, { countedAtClose: false })).countedAtClose).toBe(false);
  expect((await changeShop(at, { timeZone: "Asia/Tokyo" })).timeZone).toBe("Asia/Tokyo");
  await at.shop.close();
});

test("[M13] a drawer with cash in it cannot be deactivated: its cash goes into the safe first", async () => {
  const at = await counter();
  await open(at, 1000);
  await close(at, (await count(at, 1000)).id, 1);
  await changeDrawer(at, { tillIds: [] });
  const refusal = await expectRefusal(retire(at), "still_in_use", "id");
  expect(refusal.details).toMatchObject({ by: CASH });
  await open(at, 1);
  await close(at, (await count(at, 1)).id, 0);
  expect((await retire(at)).active).toBe(false);
  await at.shop.close();
});
