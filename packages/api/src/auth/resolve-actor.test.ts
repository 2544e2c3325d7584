import { afterEach, beforeEach, expect, test } from "vitest";
import { newId } from "@daybook/contract/uuid";
import { findAccount } from "@daybook/core/users/sign-in";
import { createTestShop } from "@daybook/core/testing/create-test-shop";
import type { TestShop } from "@daybook/core/testing/create-test-shop";
import { costOf } from "../call-cost.ts";
import { cookieName } from "./cookies.ts";
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

test("[I8] an API key in the Authorization header has the permissions of its scopes and no others", async () => {
  const key = await makeKey();
  expect(await ask(key)).toBe("ok");
  expect(await ask(key, "sales.list")).toBe("403 forbidden");
  expect(await ask(key, "auth.me")).toBe("403 forbidden");
  expect(await ask(undefined)).toBe("401 not_signed_in");
});

test("[I8] an API key may send fifty requests a second with a burst of two hundred, unless it has its own limit", async () => {
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

async function batch(authorization: string, name: string, count: number): Promise<number[]> {
  const answer = await handleTrpc({
    router: appRouter,
    method: "GET",
    path: Array.from({ length: count }, () => name).join(","),
    query: {
      batch: "1",
      input: JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, at) => [at, {}]))),
    },
    body: undefined,
    contentType: undefined,
    createContext: () => apiOf(shop).makeContext(requestOf({ authorization })),
  });
  const body: { error?: { data: { httpStatus: number } } }[] = [JSON.parse(answer.body)].flat();
  return body.map(({ error }) => error?.data.httpStatus ?? 200);
}

test("[fault B7] the calls of a batch are counted one by one", async () => {
  const key = await makeKey();
  const statuses: number[] = [];
  for (let n = 0; n < 11; n++) statuses.push(...(await batch(key, "products.list", 20)));
  expect(statuses.filter((status) => status === 200)).toHaveLength(200);
  expect(statuses.filter((status) => status === 429)).toHaveLength(20);
});

test("[fault B7] an expensive call counts as several, and is allowed even if it exceeds a whole burst", async () => {
  const key = await makeKey();
  const pages = await Promise.all(Array.from({ length: 9 }, () => ask(key, "catalogue.page")));
  expect(pages.filter((answer) => answer === "ok")).toHaveLength(8);
  const slow = await makeKey({ requestsPerSecond: 1 });
  expect(await ask(slow, "catalogue.page")).toBe("ok");
  shop.advance(20_000);
  expect(await ask(slow)).toBe("429 too_many_requests");
  shop.advance(10_000);
  expect(await ask(slow)).toBe("ok");
});

test("[fault B7] the expensive calls of one batch have a limit together", async () => {
  const key = await makeKey({ requestsPerSecond: null });
  expect(await batch(key, "catalogue.page", 2)).toEqual([200, 200]);
  expect(await batch(key, "catalogue.page", 20)).toEqual([413]);
});

test("[fault B7] a document with many lines counts as several calls, also in a batch", async () => {
  const lines = (count: number) => ({ lines: Array.from({ length: count }, () => ({})) });
  expect(costOf("movements.receive", lines(5))).toBe(1);
  expect(costOf("movements.receive", lines(1000))).toBe(21);
  expect(costOf("sales.ringUp", { lines: "many" })).toBe(1);
  const key = await makeKey();
  const ringUp = async (count: number) => {
    const answer = await handleTrpc({
      router: appRouter,
      method: "POST",
      path: Array.from({ length: count }, () => "sales.ringUp").join(","),
      query: { batch: "1" },
      body: Object.fromEntries(Array.from({ length: count }, (_, at) => [at, lines(500)])),
      contentType: "application/json",
      createContext: () => apiOf(shop).makeContext(requestOf({ authorization: key })),
    });
    return answer.status;
  };
  expect(await ringUp(6)).toBe(413);
  // The key may not sell, but each try counts: 18 times 11 calls of the 200 that it may make at once.
  for (let n = 0; n < 18; n++) expect(await ringUp(1)).toBe(403);
  expect(await ringUp(1)).toBe(429);
});

test("[fault B7] a user has a limit over all sessions together, and so have requests of one address without sign-in", async () => {
  const { open } = apiOf(shop).services.sessions;
  const account = await shop.work.store.read((tx) => findAccount(tx, "owner"));
  if (account === null) throw new Error("the shop has an owner");
  const cookies: string[] = [];
  for (let n = 0; n < 2; n++) {
    const { cookie } = await open(account, {
      lifetime: "owner",
      scheme: "http",
      userAgent: "",
      address: "192.0.2.7",
      requestId: "r",
      sampleShop: false,
      till: null,
    });
    cookies.push(cookie.split(";")[0] ?? "");
  }
  const spent = async (given: Parameters<typeof requestOf>[0]): Promise<number> => {
    const { spend } = await apiOf(shop).makeContext(requestOf(given));
    let calls = 0;
    while (spend(1) === 0) calls += 1;
    return calls;
  };
  expect(await spent({ cookieHeader: cookies[0] })).toBe(1200);
  expect(await spent({ cookieHeader: cookies[1] })).toBe(0);
  expect(await spent({ address: "2001:db8::1" })).toBe(200);
  expect(await spent({ address: "2001:db8::2" })).toBe(0);
});

test("[threat A5] [US7] wrong API keys count as failed attempts of their address", async () => {
  const key = await makeKey();
  for (let n = 0; n < 30; n++)
    expect(await ask(`Bearer shop_aaaaaaaa_${"b".repeat(43)}`)).toBe("401 not_signed_in");
  expect(await ask("Bearer nonsense")).toBe("429 too_many_attempts");
  // A right key is not held up by what others at its address tried.
  expect(await ask(key)).toBe("ok");
});

test("[US7] an API key works in the header only, and a cookie next to it is ignored", async () => {
  const key = await makeKey();
  const asCookie = await apiOf(shop).resolveActor({
    cookieHeader: `${cookieName("sid", shop.work.store.url, "http")}=${key.slice("Bearer ".length)}`,
    authorization: undefined,
    scheme: "http",
    address: "192.0.2.7",
  });
  expect(asCookie).toBeNull();
});

test("[I8] an API key records its last use, once a minute at most", async () => {
  const key = await makeKey();
  const commits = () => shop.work.store.stats.commits;
  const lastUsed = async () =>
    (await callerAs(shop, "owner").apiKeys.list({})).items[0]?.lastUsedAt;
  const start = commits();
  await ask(key);
  await expect.poll(lastUsed).toBe(new Date(shop.clock.now).toISOString());
  // PostgreSQL shows others what it wrote before the writer knows that it is written.
  await expect.poll(commits).toBe(start + 1);
  const before = commits();
  await ask(key);
  await ask(key);
  expect(commits()).toBe(before);
  shop.advance(61_000);
  await ask(key);
  await expect.poll(lastUsed).toBe(new Date(shop.clock.now).toISOString());
});

test("[US7] a connection with an API key is closed once the key is revoked, and the check does not count towards its limit", async () => {
  const authorization = await makeKey({ requestsPerSecond: 1 });
  const context = await apiOf(shop).makeContext(requestOf({ authorization }));
  for (let n = 0; n < 20; n++)
    expect(await context.rightsNow()).toEqual(new Set(["products.read"]));
  const owner = callerAs(shop, "owner");
  const { items } = await owner.apiKeys.list({});
  await owner.apiKeys.revoke({ key: newId(), id: items[0]?.id ?? "" });
  expect(await context.rightsNow()).toBeNull();
});
