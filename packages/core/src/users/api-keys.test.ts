import { afterEach, beforeEach, expect, test } from "vitest";
import { CreateApiKey } from "@daybook/contract/api-keys";
import { newId } from "@daybook/contract/uuid";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { createApiKey, findApiKey, listApiKeys, revokeApiKey } from "./api-keys.ts";

let shop: TestShop;
beforeEach(async () => {
  shop = await createTestShop();
});
afterEach(() => shop.close());

const wanted = (fields: object = {}) =>
  CreateApiKey.parse({
    key: newId(),
    name: "Till script",
    scopes: ["sales.ringUp", "products.read"],
    ...fields,
  });
const find = (secret: string) => shop.read((ctx) => findApiKey(ctx, secret, shop.clock.now));

async function makeKey(fields: object = {}) {
  const made = await shop.write((ctx) => createApiKey(ctx, wanted(fields)));
  return { ...made, secret: made.secret ?? "" };
}

test("[I8] an API key has the permissions of its scopes and its secret is not stored", async () => {
  const { secret, apiKey } = await makeKey();
  expect(secret).toMatch(/^shop_[a-z0-9]{8}_[A-Za-z0-9_-]{43}$/);
  const found = await find(secret);
  expect([...(found?.actor.permissions ?? [])].toSorted()).toEqual([
    "products.read",
    "sales.ringUp",
  ]);
  const rows = await shop.read((ctx) => ctx.db.select().from(ctx.t.apiKey));
  const [row] = rows;
  expect(row?.keyHash).toMatch(/^[0-9a-f]{64}$/);
  expect(JSON.stringify(rows)).not.toContain(secret.slice(14));
  expect(await shop.read((ctx) => listApiKeys(ctx))).toEqual({ items: [apiKey] });
});

test("an API key with one character changed is refused", async () => {
  const { secret } = await makeKey();
  const last = secret.endsWith("A") ? "B" : "A";
  expect(await find(secret.slice(0, -1) + last)).toBeNull();
  expect(await find("shop_aaaaaaaa_" + secret.slice(14))).toBeNull();
  expect(await find(secret + "A")).toBeNull();
});

test("an expired and a revoked API key are refused", async () => {
  const soon = await makeKey({ expiresInDays: 1 });
  shop.advance(24 * 3600_000);
  expect(await find(soon.secret)).toBeNull();
  const other = await makeKey();
  expect(await find(other.secret)).not.toBeNull();
  const revoked = await shop.write((ctx) =>
    revokeApiKey(ctx, { key: newId(), id: other.apiKey.id }),
  );
  expect(revoked.revokedAt).not.toBeNull();
  expect(await find(other.secret)).toBeNull();
});

test("an API key loses the permissions that its owner has lost", async () => {
  const { secret } = await makeKey({ scopes: ["sales.void", "products.read"] });
  await shop.write((ctx) => ctx.db.update(ctx.t.userRole).set({ role: "viewer" }));
  expect([...((await find(secret))?.actor.permissions ?? [])]).toEqual(["products.read"]);
});

test("an API key of a deactivated user is refused", async () => {
  const { secret } = await makeKey();
  await shop.write((ctx) => ctx.db.update(ctx.t.appUser).set({ active: false }));
  expect(await find(secret)).toBeNull();
});

test("nobody grants an API key a permission they do not have themselves", async () => {
  const refused = shop.write((ctx) => createApiKey(ctx, wanted()), "viewer");
  await expect(refused).rejects.toMatchObject({
    code: "scope_not_allowed",
    fieldErrors: {
      "scopes.0": [{ code: "scope_not_allowed", details: { scope: "sales.ringUp" } }],
    },
  });
});

test("no API key can manage users, API keys or settings", () => {
  for (const scope of ["users.write", "apiKeys.write", "settings.write", "auth.self"]) {
    expect(CreateApiKey.safeParse({ key: newId(), name: "Key", scopes: [scope] }).success).toBe(
      false,
    );
  }
});
