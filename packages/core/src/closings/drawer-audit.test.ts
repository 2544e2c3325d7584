import { expect, test } from "vitest";
import { UpdateDrawer } from "@daybook/contract/drawers";
import { newId } from "@daybook/contract/uuid";
import { updateDrawer } from "../drawers/drawers.ts";
import { counter, move, open } from "../testing/counter.ts";
import type { Counter } from "../testing/counter.ts";

/** The last audit entry: its action and both sides. */
async function lastEntry({ shop }: Counter) {
  const rows = await shop.read((ctx) => ctx.db.select().from(ctx.t.auditEntry));
  const { action, before, after } = rows.at(-1) ?? {};
  return { action, before, after };
}

test("the audit log says which tills a drawer had and has", async () => {
  const at = await counter();
  const { id } = at.drawer;
  await at.shop.write((ctx) =>
    updateDrawer(ctx, UpdateDrawer.parse({ key: newId(), id, version: 2, tillIds: [] })),
  );
  expect(await lastEntry(at)).toMatchObject({
    action: "drawers.update",
    before: { tills: [{ name: "Front" }, { name: "Back" }] },
    after: { tills: [] },
  });
});

test("the audit log names the drawer of an opening, and the kind and drawer of a cash entry", async () => {
  const at = await counter();
  await open(at, 10_000);
  expect(await lastEntry(at)).toMatchObject({
    action: "drawers.open",
    after: { name: "Counter", floatMinor: 10_000 },
  });
  await move(at, "drop", 4000);
  expect(await lastEntry(at)).toEqual({
    action: "drawers.moveCash",
    before: null,
    after: { kind: "drop", drawer: "Counter", amountMinor: 4000 },
  });
  await move(at, "pay_out", 500, "Cleaning");
  expect((await lastEntry(at)).after).toEqual({
    kind: "pay_out",
    drawer: "Counter",
    amountMinor: 500,
    category: "Cleaning",
  });
});
