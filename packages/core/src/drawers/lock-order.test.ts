import { expect, test } from "vitest";
import { UpdateDrawer } from "@daybook/contract/drawers";
import { newId } from "@daybook/contract/uuid";
import { counter, sellAt } from "../testing/counter.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { updateDrawer } from "./drawers.ts";

test("tills that move to another drawer while they sell wait for each other in one order", async () => {
  const at = await counter();
  const tillIds = at.drawer.tills.map(({ id }) => id);
  let { version } = at.drawer;
  const move = async (ids: readonly string[]): Promise<void> => {
    const input = UpdateDrawer.parse({ key: newId(), id: at.drawer.id, version, tillIds: ids });
    ({ version } = await at.shop.write((ctx) => updateDrawer(ctx, input)));
  };
  const retriesBefore = at.shop.work.store.stats.retries;
  for (let round = 0; round < 3; round += 1) {
    const selling = Array.from({ length: 6 }, (_, n) =>
      expectRefusal(
        sellAt(at, undefined, { who: n % 2 === 0 ? at.front : at.back }),
        "drawer_closed",
      ),
    );
    await move([]);
    await Promise.allSettled(selling);
    const again = Array.from({ length: 6 }, () => sellAt(at).catch(() => null));
    await move(tillIds);
    await Promise.all(again);
  }
  // A deadlock is ended by the server, and the transaction is retried.
  expect(at.shop.work.store.stats.retries).toBe(retriesBefore);
});
