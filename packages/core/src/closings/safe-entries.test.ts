import { expect, test } from "vitest";
import { DepositCash } from "@daybook/contract/drawers";
import { ListSafeEntries } from "@daybook/contract/safe";
import type { SafeEntry } from "@daybook/contract/safe";
import { newId } from "@daybook/contract/uuid";
import { close, count, counter, move, open, sellAt, writeAs } from "../testing/counter.ts";
import type { Counter } from "../testing/counter.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { depositCash, getSafe } from "./cash-entries.ts";
import { listSafeEntries } from "./safe-entries.ts";

/** A day with every kind of entry; nothing but the closing moves the clock, so several have the same moment. */
async function dayWithSafe(): Promise<Counter> {
  const at = await counter();
  await open(at, 10_000);
  await sellAt(at, [["cash", 5000]]);
  await move(at, "drop", 4000);
  await move(at, "pay_out", 1000, "Cleaning");
  await move(at, "top_up", 500);
  await close(at, (await count(at, 10_500)).id, 3000);
  const deposit = DepositCash.parse({ key: newId(), amountMinor: 6000, reference: "S-17" });
  await writeAs(at.shop, at.front, (ctx) => depositCash(ctx, deposit));
  return at;
}

const listed = ({ shop }: Counter, input: object = {}) =>
  shop.read((ctx) => listSafeEntries(ctx, ListSafeEntries.parse(input)));

test("[M13] the entries of the safe name their closing and add up to its cash", async () => {
  const at = await dayWithSafe();
  const { items } = await listed(at);
  expect(
    items.map(({ kind, effectMinor, drawer, closing, reference }) => [
      kind,
      effectMinor,
      drawer,
      closing?.number ?? null,
      reference,
    ]),
  ).toEqual([
    ["closing", 7500, "Counter", 1, ""],
    ["deposit", -6000, null, null, "S-17"],
    ["top_up", -500, "Counter", null, ""],
    ["drop", 4000, "Counter", null, ""],
  ]);
  const { cashMinor } = await at.shop.read(getSafe);
  expect(cashMinor).toBe(items.reduce((sum, { effectMinor }) => sum + effectMinor, 0));
});

test("pages of one entry each have every entry once, also those of the same moment", async () => {
  const at = await dayWithSafe();
  const all: SafeEntry[] = [];
  let cursor: string | undefined;
  do {
    // Each page starts at the cursor of the one before.
    // oxlint-disable-next-line no-await-in-loop
    const page = await listed(at, { limit: 1, ...(cursor === undefined ? {} : { cursor }) });
    all.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(all).toEqual((await listed(at)).items);
  await expectRefusal(listed(at, { cursor: "x" }), "invalid_input", "cursor");
});

test("the entries of the safe are filtered by kind and by day", async () => {
  const at = await dayWithSafe();
  const kinds = async (input: object) => (await listed(at, input)).items.map(({ kind }) => kind);
  expect(await kinds({ kind: "closing" })).toEqual(["closing"]);
  expect(await kinds({ kind: "deposit" })).toEqual(["deposit"]);
  const [{ businessDate } = { businessDate: "" }] = (await listed(at)).items;
  expect(await kinds({ from: businessDate, to: businessDate })).toHaveLength(4);
  expect(await kinds({ from: "2099-01-01" })).toEqual([]);
});
