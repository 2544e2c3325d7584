import { afterEach, beforeEach, expect, test } from "vitest";
import { archiveYears, bringBackYears } from "@daybook/core/archives/move-years";
import { createAgedShop } from "@daybook/core/testing/aged-shop";
import type { AgedShop } from "@daybook/core/testing/aged-shop";
import { overTrpc, procedures } from "./testing/call.ts";
import { contextAs } from "./testing/create-test-caller.ts";
import { populateShop } from "./testing/populated-shop.ts";
import type { PopulatedShop } from "./testing/populated-shop.ts";

let aged: AgedShop;
let inputs: Record<string, unknown>;

beforeEach(async () => {
  let populated: PopulatedShop | null = null;
  aged = await createAgedShop(async (store) => {
    populated = await populateShop({ store });
    inputs = populated.inputs();
    const closed = contextAs(populated.shop, "owner");
    expect(await overTrpc(closed, "drawers.close", inputs["drawers.close"])).toMatchObject({
      status: 200,
    });
    return populated.shop;
  });
});
afterEach(() => aged.remove());

/** These answer with the archive itself, or with the audit log, in which a move is on record. */
const WITH_MOVES = new Set(["reports.audit", "exports.shop", "archives.get", "archives.preview"]);
const queries = procedures
  .filter(({ name, type }) => type === "query" && !WITH_MOVES.has(name))
  .map(({ name }) => name);

async function answers(): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = {};
  for (const name of queries)
    all[name] = await overTrpc(contextAs(aged.shop, "owner"), name, inputs[name]);
  return all;
}

test("[O10] every query of the API answers the same after archiving and after moving back", async () => {
  const before = await answers();
  expect(queries.length).toBeGreaterThan(60);
  await archiveYears(aged.shop.work, aged.shop.as("owner"), { beforeYear: 2027 });
  await aged.reopen();
  expect(await answers()).toEqual(before);
  await bringBackYears(aged.shop.work, aged.shop.as("owner"));
  await aged.reopen();
  expect(await answers()).toEqual(before);
});
