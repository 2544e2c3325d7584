import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { verifyDatabase } from "@daybook/core/reports/verify/verify-database";
import { idsIn, inputsLike, inputsNearly } from "./testing/arbitrary-input.ts";
import { overTrpc, procedure, procedures } from "./testing/call.ts";
import { apiOf, contextAs } from "./testing/create-test-caller.ts";
import { populateShop } from "./testing/populated-shop.ts";
import type { PopulatedShop } from "./testing/populated-shop.ts";

const SEED = 20260302;
/** Each kind of input, per procedure. The engines behind a protocol are slower, and the contract is the same. */
const RUNS = (process.env["TEST_ENGINE"] ?? "sqlite") === "sqlite" ? 50 : 10;

let populated: PopulatedShop;
const shaped: Record<string, number> = {};
const mutated: Record<string, number> = {};

beforeAll(async () => {
  populated = await populateShop();
});
afterAll(() => populated.shop.close());

const called = procedures.filter((one) => one.type !== "subscription").map((one) => one.name);

test.each(called)("[O11] %s answers any input with a result or a refusal", async (name) => {
  const { input: contract } = procedure(name);
  if (contract === null) throw new Error(`${name} has no contract`);
  const inputs: Record<string, unknown> = populated.inputs();
  const accepted = z.record(z.string(), z.unknown()).parse(inputs[name]);
  const ids = idsIn(inputs);
  const send = async (input: unknown, histogram: Record<string, number>) => {
    const { status, body } = await overTrpc(contextAs(populated.shop, "owner"), name, input);
    histogram[status] = (histogram[status] ?? 0) + 1;
    expect({ input: shorten(input), status, body }).not.toMatchObject({ status: 500 });
    // Throttled sign-ins would say nothing about the next input.
    if (status === 429) populated.shop.advance(3600_000);
  };
  for (const input of fc.sample(inputsLike(contract, accepted, ids), { seed: SEED, numRuns: RUNS }))
    await send(input, shaped);
  for (const input of fc.sample(inputsNearly(contract, accepted, ids), {
    seed: SEED,
    numRuns: RUNS,
  }))
    await send(input, mutated);
});

test("[O11] most inputs of the right shape passed the contract, and most others did not", () => {
  const total = (histogram: Record<string, number>) =>
    Object.values(histogram).reduce((sum, n) => sum + n, 0);
  expect(total(shaped)).toBe(called.length * RUNS);
  expect((shaped["200"] ?? 0) / total(shaped)).toBeGreaterThan(0.3);
  expect((shaped["400"] ?? 0) / total(shaped)).toBeLessThan(0.4);
  expect((mutated["400"] ?? 0) / total(mutated)).toBeGreaterThan(0.5);
});

test("[O11] afterwards every check of verify passes and nothing is left behind", async () => {
  expect(apiOf(populated.shop).problems).toEqual([]);
  const { work } = populated.shop;
  const report = await work.snapshot(populated.shop.as("owner"), (ctx) => verifyDatabase(ctx));
  expect(report.checks.filter((check) => check.mismatches > 0)).toEqual([]);
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect("isOwner" in {}).toBe(false);
});

function shorten(input: unknown): string {
  return (JSON.stringify(input) ?? "undefined").slice(0, 500);
}
