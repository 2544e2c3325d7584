import { afterEach, beforeEach, expect, test } from "vitest";
import { newId } from "@daybook/contract/uuid";
import { createTestShop } from "@daybook/core/testing/create-test-shop";
import type { TestShop } from "@daybook/core/testing/create-test-shop";
import { handleTrpc } from "../lean-adapter.ts";
import { appRouter } from "../root.ts";
import { apiOf, callerAs, requestOf } from "../testing/create-test-caller.ts";

let shop: TestShop;
beforeEach(async () => {
  shop = await createTestShop();
});
afterEach(async () => {
  expect(apiOf(shop).problems).toEqual([]);
  await shop.close();
});

async function makeKey(fields: { requestsPerSecond?: number | null } = {}): Promise<string> {
  const owner = callerAs(shop, "owner");
  const { secret } = await owner.apiKeys.create({
    key: newId(),
    name: "Script",
    scopes: ["products.read"],
    ...fields,
  });
  return `Bearer ${secret ?? ""}`;
}

async function ask(
  authorization: string | undefined,
  path = "products.list",
  address = "192.0.2.7",
) {
  const answer = await handleTrpc({
    router: appRouter,
    method: "GET",
    path,
    query: { input: "{}" },
    body: undefined,
    contentType: undefined,
    createContext: () => apiOf(shop).makeContext(requestOf({ authorization, address })),
    requestId: "r1",
  });
  const { error }: { error?: { data: { refusal: { code: string; details: object } } } } =
    JSON.parse(answer.body);
  return error === undefined ? "ok" : `${answer.status} ${error.data.refusal.code}`;
}

test("[I8] a key in the Authorization header opens what its scopes say and nothing else", async () => {
  const key = await makeKey();
  expect(await ask(key)).toBe("ok");
  expect(await ask(key, "sales.list")).toBe("403 forbidden");
  expect(await ask(key, "auth.me")).toBe("403 forbidden");
  expect(await ask(undefined)).toBe("401 not_signed_in");
});

test("[I8] a key may go fifty requests a second with a burst of two hundred, unless it says otherwise", async () => {
  const key = await makeKey();
  const burst = await Promise.all(Array.from({ length: 205 }, () => ask(key)));
  expect(burst.filter((answer) => answer === "ok")).toHaveLength(200);
  expect(burst.filter((answer) => answer === "429 too_many_requests")).toHaveLength(5);
  shop.advance(1000);
  const later = await Promise.all(Array.from({ length: 60 }, () => ask(key)));
  expect(later.filter((answer) => answer === "ok")).toHaveLength(50);
  const unlimited = await makeKey({ requestsPerSecond: null });
  const many = await Promise.all(Array.from({ length: 300 }, () => ask(unlimited)));
  expect(many.every((answer) => answer === "ok")).toBe(true);
});

test("[threat A5] [US7] wrong keys count as failed attempts of their address", async () => {
  const key = await makeKey();
  for (let n = 0; n < 30; n++)
    expect(await ask(`Bearer shop_aaaaaaaa_${"b".repeat(43)}`)).toBe("401 not_signed_in");
  expect(await ask("Bearer nonsense")).toBe("429 too_many_attempts");
  // A right key is not held up by what others at its address tried.
  expect(await ask(key)).toBe("ok");
});

test("[US7] a key works in the header only; a cookie beside it is not looked at", async () => {
  const key = await makeKey();
  const asCookie = await apiOf(shop).resolveActor({
    cookieHeader: `sid=${key.slice("Bearer ".length)}`,
    authorization: undefined,
    scheme: "http",
    address: "192.0.2.7",
  });
  expect(asCookie).toBeNull();
});

test("[I8] a key notes its last use, once a minute at most", async () => {
  const key = await makeKey();
  const commits = () => shop.work.store.stats.commits;
  const lastUsed = async () =>
    (await callerAs(shop, "owner").apiKeys.list({})).items[0]?.lastUsedAt;
  await ask(key);
  await expect.poll(lastUsed).toBe(new Date(shop.clock.now).toISOString());
  const before = commits();
  await ask(key);
  await ask(key);
  expect(commits()).toBe(before);
  shop.advance(61_000);
  await ask(key);
  await expect.poll(lastUsed).toBe(new Date(shop.clock.now).toISOString());
});

test("[US7] a connection held by a key learns that the key was revoked, and asking costs the key nothing", async () => {
  const authorization = await makeKey({ requestsPerSecond: 1 });
  const context = await apiOf(shop).makeContext(requestOf({ authorization }));
  for (let n = 0; n < 20; n++) expect(await context.stillSignedIn()).toBe(true);
  const owner = callerAs(shop, "owner");
  const { items } = await owner.apiKeys.list({});
  await owner.apiKeys.revoke({ key: newId(), id: items[0]?.id ?? "" });
  expect(await context.stillSignedIn()).toBe(false);
});
