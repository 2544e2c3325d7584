import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { newId } from "@daybook/contract/uuid";
import { overRest, overTrpc, procedure, procedures, routeOf } from "./testing/call.ts";
import { apiOf, contextAs } from "./testing/create-test-caller.ts";
import { populateShop } from "./testing/populated-shop.ts";
import type { PopulatedShop } from "./testing/populated-shop.ts";

let populated: PopulatedShop;

type Fields = Record<string, unknown>;
const owner = () => contextAs(populated.shop, "owner");
const inputOf = (name: string): Fields => {
  const inputs: Record<string, unknown> = populated.inputs();
  return z.record(z.string(), z.unknown()).parse(inputs[name]);
};

const called = procedures.filter((one) => one.type !== "subscription").map((one) => one.name);
const reading = called.filter((name) => procedure(name).type === "query");
const keyed = called.filter((name) => name !== "apiKeys.create" && has(name, "key"));
const unkeyed = called.filter((name) => procedure(name).type === "mutation" && !has(name, "key"));

function has(name: string, field: string): boolean {
  const { input } = procedure(name);
  return input instanceof z.ZodObject && field in input.shape;
}

async function close(): Promise<void> {
  expect(apiOf(populated.shop).problems).toEqual([]);
  await populated.shop.close();
}

// What changes nothing shares one shop; it comes first, because some engines have room for one shop at a time.
describe("without changing anything", () => {
  beforeAll(async () => {
    populated = await populateShop();
  });
  afterAll(close);

  test.each(reading)("[I1] %s returns the same over REST and tRPC", async (name) => {
    const input = inputOf(name);
    const trpc = await overTrpc(owner(), name, input);
    expect(trpc.status).toBe(200);
    expect(await overRest(owner(), name, input)).toEqual(trpc);
  });

  test.each(called)("[I1] %s refuses the same over REST and tRPC", async (name) => {
    for (const broken of brokenInputs(name, inputOf(name))) {
      const trpc = await overTrpc(owner(), name, broken);
      expect({ broken, ...trpc }).toMatchObject({ status: 400, body: { code: "invalid_input" } });
      expect({ broken, ...(await overRest(owner(), name, broken)) }).toEqual({ broken, ...trpc });
    }
  });

  test.each(called.filter((name) => !/^(auth|setup)\./.test(name)))(
    "[I1] %s refuses callers without sign-in the same over REST and tRPC",
    async (name) => {
      const input = inputOf(name);
      const anonymous = contextAs(populated.shop, null);
      const trpc = await overTrpc(anonymous, name, input);
      expect(trpc.status).toBe(401);
      expect(await overRest(anonymous, name, input)).toEqual(trpc);
    },
  );

  test.each(keyed.filter((name) => has(name, "version")))(
    "[I13] %s refuses an edit of a record that has changed since, also through If-Match",
    async (name) => {
      const { version, ...input } = inputOf(name);
      const stale = { ...input, key: newId(), version: Number(version) + 7 };
      const refusal = {
        status: 409,
        body: { code: "stale_version", details: { currentVersion: version } },
      };
      expect(await overTrpc(owner(), name, stale)).toMatchObject(refusal);
      const headers = { "if-match": `"${Number(version) + 7}"` };
      expect(await overRest(owner(), name, { ...input, key: newId() }, { headers })).toMatchObject(
        refusal,
      );
    },
  );
});

describe("each in its own shop", () => {
  beforeEach(async () => {
    populated = await populateShop();
  });
  afterEach(close);

  test.each(keyed)(
    "[I6] %s is performed once, however often and over whichever interface it is sent",
    async (name) => {
      const input = inputOf(name);
      const first = await overTrpc(owner(), name, input);
      expect(first.status).toBe(200);
      const events = await outboxLength();
      expect(JSON.stringify(await overTrpc(owner(), name, input))).toBe(JSON.stringify(first));
      expect(JSON.stringify(await overRest(owner(), name, input))).toBe(JSON.stringify(first));
      const { key, ...keyless } = input;
      const headers = { "idempotency-key": String(key) };
      expect(JSON.stringify(await overRest(owner(), name, keyless, { headers }))).toBe(
        JSON.stringify(first),
      );
      await expectKeyRefused(name, altered(name, input));
      expect(await outboxLength()).toBe(events);
    },
  );

  test("[I6] a repeated apiKeys.create is answered without the secret", async () => {
    const input = inputOf("apiKeys.create");
    const first = await overTrpc(owner(), "apiKeys.create", input);
    expect(first).toMatchObject({ status: 200, body: { secret: expect.stringMatching(/^shop_/) } });
    const again = await overRest(owner(), "apiKeys.create", input);
    expect(again).toEqual({ status: 200, body: { ...Object(first.body), secret: null } });
    await expectKeyRefused("apiKeys.create", altered("apiKeys.create", input));
  });

  test.each(unkeyed)("[I1] %s has the same effect over REST and tRPC", async (name) => {
    const trpc = await overTrpc(owner(), name, inputOf(name));
    await populated.shop.close();
    populated = await populateShop();
    const rest = await overRest(owner(), name, inputOf(name));
    expect(rest.status).toBe(trpc.status);
    expect(shapeOf(rest.body)).toEqual(shapeOf(trpc.body));
  });
});

async function expectKeyRefused(name: string, other: Fields): Promise<void> {
  const refusal = {
    status: 409,
    body: { code: "key_reused", fieldErrors: { key: [{ code: "key_reused" }] } },
  };
  expect(await overTrpc(owner(), name, other)).toMatchObject(refusal);
  expect(await overRest(owner(), name, other)).toMatchObject(refusal);
}

function outboxLength(): Promise<number> {
  return populated.shop.read(async (ctx) => (await ctx.db.select().from(ctx.t.outboxEvent)).length);
}

/** The same input with one field changed, still within its contract. A password takes no part in the comparison. */
function altered(name: string, input: Fields): Fields {
  const { input: contract } = procedure(name);
  if (!(contract instanceof z.ZodType)) throw new Error(`${name} has no contract`);
  const fields = Object.keys(input).filter((field) => field !== "key" && field !== "password");
  for (const field of fields.toSorted((a, b) => Number(a === "id") - Number(b === "id"))) {
    const value = input[field];
    for (const other of othersThan(value)) {
      const candidate = { ...input, [field]: other };
      if (contract.safeParse(candidate).success) return candidate;
    }
  }
  throw new Error(`${name}: no other valid input found`);
}

/** Values of the same kind; one of them is probably still within the contract. */
function othersThan(value: unknown): unknown[] {
  if (Array.isArray(value)) return [[...value, ...value]];
  if (typeof value === "number") return [newId(), value + 1];
  if (typeof value !== "object" || value === null) return [newId(), `${String(value)}x`];
  return Object.entries(value).flatMap(([field, inner]) =>
    othersThan(inner).map((other) => ({ ...value, [field]: other })),
  );
}

/** Inputs no contract accepts: an unknown field, and each field outside the path with a value it cannot have. */
function brokenInputs(name: string, input: Fields): Fields[] {
  const { method, path } = routeOf(name);
  const impossible = method === "GET" ? "\u0000{}" : { impossible: true };
  const outside = Object.keys(input).filter((field) => !path.includes(`{${field}}`));
  return [
    { ...input, surprise: "1" },
    ...outside.map((field) => ({ ...input, [field]: impossible })),
  ];
}

/** The names of the fields, however deep, without their values. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [shapeOf(value[0])];
  if (value === null || typeof value !== "object") return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shapeOf(item)]));
}
