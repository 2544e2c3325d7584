import { UserId } from "@daybook/contract/ids";
import { readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { z } from "zod";
import { pieces } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { canonicalJson } from "@daybook/core/writes/canonical-json";
import { refusalOfError } from "@daybook/core/errors/refusal-of-error";
import { createTestShop } from "@daybook/core/testing/create-test-shop";
import type { TestShop } from "@daybook/core/testing/create-test-shop";
import { cart } from "@daybook/core/testing/inputs";
import { CHEAP_COST, hashPassword } from "@daybook/core/users/passwords";
import { overTrpc } from "./testing/call.ts";
import { apiOf, contextAs } from "./testing/create-test-caller.ts";
import { can, createCallerFactory, once, router } from "./trpc.ts";

/**
 * One request for every mutation with its answer, as stored by version 0.1.0 of November 2026: the rows of its table of
 * keys, with the requests. Never regenerate them: existing shops have such rows.
 */
const LastRelease = z.array(
  z.object({
    route: z.string(),
    input: z.looseObject({ key: z.string() }),
    bodyHash: z.string(),
    response: z.unknown(),
  }),
);
const lastRelease = LastRelease.parse(
  JSON.parse(readFileSync(new URL("./testing/last-release-calls.json", import.meta.url), "utf8")),
);

interface OldRow {
  readonly key: string;
  readonly route: string;
  readonly bodyHash: string;
  readonly response: unknown;
}

/** Rows as an update leaves them: the new column has its default. */
async function insertOld(shop: TestShop, rows: readonly OldRow[]): Promise<void> {
  const { userId } = shop.as("owner").actor;
  await shop.write(async (ctx) => {
    for (const row of rows) {
      await ctx.db.insert(ctx.t.idempotencyKey).values({
        ...row,
        userId,
        response: JSON.stringify(row.response),
        createdAt: ctx.now,
        expiresAt: ctx.now + 1000,
      });
    }
  });
}

const codeOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => "",
    (error: unknown) => refusalOfError(error)?.code,
  );

/** A new password is judged by whose it is before the key is looked at, so that person has to be there and have it. */
async function addPerson(shop: TestShop, publicId: UserId, password: string): Promise<void> {
  const passwordHash = await hashPassword(password, CHEAP_COST);
  await shop.write(async ({ db, t }) => {
    const [owner] = await db.select().from(t.appUser);
    if (owner === undefined) throw new Error("a shop has an owner");
    const { id: _, ...person } = owner;
    await db
      .insert(t.appUser)
      .values({ ...person, publicId, passwordHash, login: "clerk", loginKey: "clerk" });
  });
}

const commits = (shop: TestShop) =>
  shop.read(async (ctx) => (await ctx.db.select().from(ctx.t.outboxEvent)).length);

test("[fault D1] a repeated key of every mutation of the last release returns the stored answer, and writes nothing", async () => {
  const shop = await createTestShop();
  await insertOld(
    shop,
    lastRelease.map(({ input, ...row }) => ({ ...row, key: input.key })),
  );
  for (const { route, input } of lastRelease)
    if (route === "users.update")
      await addPerson(shop, UserId.parse(input["id"]), String(input["password"]));
  const before = await commits(shop);
  expect(lastRelease.length).toBeGreaterThan(40);
  for (const { route, input, response } of lastRelease) {
    const answer = await overTrpc(contextAs(shop, "owner"), route, input);
    expect({ route, ...answer }).toEqual({ route, status: 200, body: response });
  }
  expect(await commits(shop)).toBe(before);
  expect(apiOf(shop).problems).toEqual([]);
});

test("[fault D1] a repeated key of the last release with another body is refused", async () => {
  const shop = await createTestShop();
  await insertOld(
    shop,
    lastRelease.map(({ input, ...row }) => ({ ...row, key: input.key })),
  );
  for (const { route, input } of lastRelease.filter((one) => one.route.startsWith("sales."))) {
    const other = { ...input, note: "gift", reason: "Another one", expectedTotalMinor: 1 };
    const { status } = await overTrpc(contextAs(shop, "owner"), route, other);
    // Refused by the contract, or because the key is another's.
    expect([route, status < 500 && status >= 400]).toEqual([route, true]);
  }
});

/** The same procedure before and after an update that gives it a field on each side. */
function versions() {
  const before = z.strictObject({ key: z.string(), name: z.string().trim() });
  const after = before.extend({ colour: z.string().default("white") });
  const make = <Input extends typeof before, Output extends z.ZodType>(
    input: Input,
    output: Output,
  ) =>
    createCallerFactory(
      router({
        make: can("products.write")
          .input(input)
          .output(output)
          // safe because the tests' answers fit whichever contract they are made under
          .mutation(once(() => Promise.resolve({ id: "one" } as never))),
      }),
    );
  return {
    before: make(before, z.strictObject({ id: z.string() })),
    after: make(after, z.strictObject({ id: z.string(), colour: z.string() })),
    withDefault: make(
      after,
      z.strictObject({ id: z.string(), colour: z.string().default("white") }),
    ),
    smaller: make(before, z.strictObject({})),
  };
}

test("[fault D1] a write repeated after an update that adds fields returns what was recorded", async () => {
  const shop = await createTestShop();
  const ctx = contextAs(shop, "owner");
  const { before, after, withDefault, smaller } = versions();
  const input = { key: newId(), name: " Mug" };
  expect(await before(ctx).make(input)).toEqual({ id: "one" });
  expect(await after(ctx).make(input)).toEqual({ id: "one" });
  expect(await withDefault(ctx).make(input)).toEqual({ id: "one", colour: "white" });
  expect(await smaller(ctx).make(input)).toEqual({});
  expect(await codeOf(after(ctx).make({ ...input, name: "Cup" }))).toBe("key_reused");
  expect(await codeOf(after(ctx).make({ ...input, colour: "red" } as typeof input))).toBe(
    "key_reused",
  );
});

test("[fault D1] an old key, hashed as the old contract read it, still works after a new field with a default", async () => {
  const shop = await createTestShop();
  const ctx = contextAs(shop, "owner");
  const key = newId();
  const read = { key, name: "Mug" };
  const bodyHash = createHash("sha256").update(canonicalJson(read)).digest("base64url");
  await insertOld(shop, [{ key, route: "make", bodyHash, response: { id: "one" } }]);
  const { after } = versions();
  expect(await after(ctx).make({ key, name: " Mug" })).toEqual({ id: "one" });
  expect(await codeOf(after(ctx).make({ key, name: "Cup" }))).toBe("key_reused");
});

const storedAnswerOf = (shop: TestShop, key: string) =>
  shop.read(async ({ db, t }) => {
    const rows = await db.select().from(t.idempotencyKey);
    return rows.find((row) => row.key === key)?.response.length ?? 0;
  });

test("[fault F3] the answer to a sale is not stored next to the sale, and a repeat returns the first answer whatever was recorded later", async () => {
  const shop = await createTestShop().withProduct("MUG", { onHandMilli: pieces(9) });
  const { productId, locationId } = shop.at("MUG");
  const lines = [{ productId, quantityMilli: pieces(2) }];
  const owner = contextAs(shop, "owner");
  const tenders = [{ tender: "cash" as const, amountMinor: 2000 }];
  const sell = cart({ locationId, lines, tenders, expectedTotalMinor: 2000 });
  const sold = await overTrpc(owner, "sales.ringUp", sell);
  const { id } = z.looseObject({ id: z.string() }).parse(sold.body);
  expect(await storedAnswerOf(shop, sell.key)).toBeLessThan(40);
  const returnGoods = {
    key: newId(),
    id,
    lines: [{ lineNo: 1, quantityMilli: 1000 }],
    expectedTotalMinor: 1000,
    refunds: [{ tender: "cash", amountMinor: 1000 }],
  };
  const returned = await overTrpc(owner, "sales.return", returnGoods);
  expect(returned.status).toBe(200);
  expect(await overTrpc(owner, "sales.ringUp", sell)).toEqual(sold);
  expect(await overTrpc(owner, "sales.return", returnGoods)).toEqual(returned);
  const other = { ...sell, key: newId() };
  const second = await overTrpc(owner, "sales.ringUp", other);
  const undo = {
    key: newId(),
    id: z.looseObject({ id: z.string() }).parse(second.body).id,
    reason: "Twice",
  };
  const voided = await overTrpc(owner, "sales.void", undo);
  expect(voided.status).toBe(200);
  expect(await overTrpc(owner, "sales.ringUp", other)).toEqual(second);
  expect(await overTrpc(owner, "sales.void", undo)).toEqual(voided);
});

test("[fault F3] a long answer without a document is stored in few bytes", async () => {
  const shop = await createTestShop();
  const products = Array.from({ length: 40 }, (_, index) => ({
    name: `Fork ${index}`,
    priceMinor: 200,
  }));
  const input = { key: newId(), products };
  const made = await overTrpc(contextAs(shop, "owner"), "products.createMany", input);
  expect(made.status).toBe(200);
  expect(await storedAnswerOf(shop, input.key)).toBeLessThan(JSON.stringify(made.body).length / 4);
  expect(await overTrpc(contextAs(shop, "owner"), "products.createMany", input)).toEqual(made);
});
