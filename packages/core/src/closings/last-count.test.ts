import { expect, test } from "vitest";
import { CountDrawer, GetSession } from "@daybook/contract/drawers";
import { newId } from "@daybook/contract/uuid";
import { close, count, counter, open, sellAt, sessionId, writeAs } from "../testing/counter.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { countDrawer, getLastCount } from "./count-drawer.ts";

test("[M6] the last count is shown again on another device, with its pieces, and tells nothing before it is saved", async () => {
  const at = await counter();
  await open(at, 5000);
  await sellAt(at, [["cash", 2000]]);
  const input = GetSession.parse({ sessionId: await sessionId(at) });
  const lastCount = () => at.shop.read((ctx) => getLastCount(ctx, input));
  const drawerId = at.drawer.id;
  expect(await lastCount()).toEqual({ drawerId, count: null, changedSince: false, closing: null });

  const pieces = [
    { valueMinor: 1000, kind: "note", pieces: 6 },
    { valueMinor: 50, kind: "coin", pieces: 4 },
  ];
  const counting = CountDrawer.parse({ key: newId(), ...input, cashMinor: 6200, pieces });
  const saved = await writeAs(at.shop, at.front, (ctx) => countDrawer(ctx, counting));
  expect(saved).toMatchObject({ pieces, largestDifferenceMinor: 800, by: at.front.actor.name });
  expect(await lastCount()).toEqual({ drawerId, count: saved, changedSince: false, closing: null });

  await sellAt(at, [["card", 1000]]);
  expect(await lastCount()).toMatchObject({ count: { id: saved.id }, changedSince: true });
  const again = await count(at, 7000, { card: 1000 });
  expect(again).toMatchObject({ pieces: null, largestDifferenceMinor: 800 });
  expect(await lastCount()).toMatchObject({ count: { id: again.id }, changedSince: false });

  const closing = await close(at, again.id, 7000, "found again");
  expect(await lastCount()).toMatchObject({
    count: { id: again.id },
    changedSince: false,
    closing: { id: closing.id, number: 1, closedBy: closing.closedBy },
  });
  const unknown = GetSession.parse({ sessionId: newId() });
  await expectRefusal(
    at.shop.read((ctx) => getLastCount(ctx, unknown)),
    "not_found",
    "sessionId",
  );
});
