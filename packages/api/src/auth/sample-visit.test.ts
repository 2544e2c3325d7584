import { createHash } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { pieces } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { refuse } from "@daybook/core/errors/domain-error";
import { createTestShop } from "@daybook/core/testing/create-test-shop";
import type { TestShop } from "@daybook/core/testing/create-test-shop";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import type { ShownShop } from "@daybook/contract/shown-shop";
import { createContextMaker } from "../context-maker.ts";
import type { ApiContext } from "../context.ts";
import { appRouter } from "../root.ts";
import { apiOf, callerAs, requestOf } from "../testing/create-test-caller.ts";
import { createCallerFactory } from "../trpc.ts";

const createCaller = createCallerFactory(appRouter);

let shop: TestShop;
let cookieHeader: string;

beforeEach(async () => {
  shop = await createTestShop().withProduct("MUG", { name: "Real mug", onHandMilli: pieces(5) });
  const { userId: id, publicId, name } = shop.as("owner").actor;
  const account = { id, publicId, name, login: "owner", roles: ["owner" as const] };
  const opened = await apiOf(shop).services.sessions.open(account, {
    lifetime: "owner",
    scheme: "http",
    userAgent: "Tablet",
    address: "192.0.2.1",
    requestId: "test",
    sampleShop: false,
    till: null,
  });
  cookieHeader = opened.cookie.split(";")[0] ?? "";
});
afterEach(async () => {
  expect(apiOf(shop).problems).toEqual([]);
  await shop.close();
});

/** One request of the signed-in browser. */
const request = (shown?: ShownShop): Promise<ApiContext> =>
  apiOf(shop).makeContext({ ...requestOf({ cookieHeader }), shownShop: shown });
const browser = async (shown?: ShownShop) => createCaller(await request(shown));
const enter = async () => (await browser()).sample.enter({});
const sampleDatabase = async () => (await apiOf(shop).services.sample.open()).work;

/** Every row of these books. */
function digestOf(work: UnitOfWork): Promise<string> {
  return work.store.read(async ({ db, t }) => {
    const hash = createHash("sha256");
    for (const [name, table] of Object.entries(t))
      hash.update(JSON.stringify([name, await db.select().from(table)]));
    return hash.digest("hex");
  });
}

async function sellOne() {
  const me = await browser();
  const places = (await me.locations.list({})).items;
  const place = places.find(({ name }) => name === "Shop");
  const stocked = (await me.catalogue.page({ limit: 500 })).items;
  const product = stocked.find(
    ({ stock, unit }) =>
      unit === "each" &&
      stock.some((level) => level.locationId === place?.id && level.onHandMilli > 1000),
  );
  if (place === undefined || product === undefined) throw new Error("there is something to sell");
  const { priceMinor } = product;
  const ringUp = (key: string) =>
    me.sales.ringUp({
      key,
      locationId: place.id,
      lines: [{ productId: product.id, quantityMilli: 1000 }],
      tenders: [{ tender: "cash", amountMinor: priceMinor }],
      expectedTotalMinor: priceMinor,
    });
  return { sale: await ringUp(newId()), product };
}

test("[O7] a session enters the sample shop and leaves it", async () => {
  expect((await (await browser()).products.list({})).items.map(({ name }) => name)).toEqual([
    "Real mug",
  ]);
  expect((await enter()).sampleShop).toBe(true);
  const inside = await browser();
  expect((await inside.auth.me({})).sampleShop).toBe(true);
  expect((await inside.settings.get({})).name).toBe("Hazel & Finch");
  expect((await inside.reports.dashboard({})).counts.products).toBeGreaterThan(250);
  expect((await inside.reports.verify({})).clean).toBe(true);
  expect((await inside.sample.leave({})).sampleShop).toBe(false);
  const back = await browser();
  expect((await back.settings.get({})).name).toBe("Test shop");
  expect((await back.auth.me({})).sampleShop).toBe(false);
});

test("[O7] sales in the sample shop are recorded under the user's own name", async () => {
  await enter();
  const { sale } = await sellOne();
  expect(sale.soldBy).toEqual({ id: shop.as("owner").actor.publicId, name: "Olive Owner" });
  expect((await (await browser()).sales.list({ limit: 1 })).items[0]?.soldBy.name).toBe(
    "Olive Owner",
  );
});

test("[O7] no data moves from the sample shop to the real one or back", async () => {
  await enter();
  const real = await digestOf(shop.work);
  const sample = await digestOf(await sampleDatabase());
  await sellOne();
  const inside = await browser();
  const settings = await inside.settings.get({});
  await inside.settings.update({ key: newId(), version: settings.version, skuPattern: "S-####" });
  await inside.customers.create({ key: newId(), name: "Sample customer" });
  expect(await digestOf(shop.work)).toBe(real);
  expect(await digestOf(await sampleDatabase())).not.toBe(sample);

  await inside.sample.leave({});
  const sampleAfter = await digestOf(await sampleDatabase());
  await sellOne();
  expect(await digestOf(shop.work)).not.toBe(real);
  expect(await digestOf(await sampleDatabase())).toBe(sampleAfter);
});

test("[O7] users and API keys stay those of the real shop: they are visible in the sample shop and cannot be changed there", async () => {
  await enter();
  const inside = await browser();
  expect((await inside.users.list({})).items.map(({ login }) => login)).toEqual(["owner"]);
  expect((await inside.auth.sessions({})).items).toHaveLength(1);
  const code = (call: Promise<unknown>) => call.then(() => "", refusalCode);
  expect(
    await code(
      inside.users.create({
        key: newId(),
        login: "new",
        name: "New",
        password: "four silent windmills",
        roles: ["viewer"],
      }),
    ),
  ).toBe("not_in_sample_shop");
  expect(
    await code(inside.apiKeys.create({ key: newId(), name: "Script", scopes: ["products.read"] })),
  ).toBe("not_in_sample_shop");
  await inside.sample.leave({});
  const { items } = await callerAs(shop, "owner").users.list({});
  expect(items.map(({ login }) => login)).toEqual(["owner"]);
});

test("[O7] an API key has no access to the sample shop, whatever its creator uses", async () => {
  const { secret } = await callerAs(shop, "owner").apiKeys.create({
    key: newId(),
    name: "Script",
    scopes: ["products.read"],
  });
  await enter();
  const context = await apiOf(shop).makeContext(
    requestOf({ authorization: `Bearer ${secret}`, cookieHeader }),
  );
  const script = createCaller(context);
  expect((await script.products.list({})).items.map(({ name }) => name)).toEqual(["Real mug"]);
  expect(await script.sample.enter({}).then(() => "", refusalCode)).toBe("forbidden");
});

test("[O7] live screens of the sample shop receive its changes only", async () => {
  await enter();
  const context = await request();
  const controller = new AbortController();
  const events = context.live.subscribe({
    after: await context.live.lastSeq(),
    signal: controller.signal,
    sees: () => true,
    stillSignedIn: async () => (await context.rightsNow()) !== null,
  });
  const first = events.next();
  await callerAs(shop, "owner").customers.create({ key: newId(), name: "Real customer" });
  const { lastSeq } = await createCaller(context).auth.me({});
  const made = await createCaller(context).customers.create({ key: newId(), name: "Guest" });
  expect((await first).value).toMatchObject({
    seq: lastSeq + 1,
    topic: "customers",
    ids: [made.id],
  });
  controller.abort();
  await events.return();
});

test("[O7] a connection ends when its session switches shops, or when the sample shop is rebuilt", async () => {
  const outside = await request();
  await enter();
  expect(await outside.rightsNow()).toBeNull();
  const inside = await request();
  expect(await inside.rightsNow()).not.toBeNull();
  await createCaller(inside).sample.enter({ fresh: true });
  expect(await inside.rightsNow()).toBeNull();
  const reconnected = await request();
  expect(await reconnected.rightsNow()).not.toBeNull();
  await createCaller(reconnected).sample.leave({});
  expect(await reconnected.rightsNow()).toBeNull();
});

test("[O7] a page left open by another tab is refused instead of saving to the wrong shop", async () => {
  await enter();
  const page = await browser("real");
  expect(
    await page.customers.create({ key: newId(), name: "Carla" }).then(() => "", refusalCode),
  ).toBe("other_shop");
  expect(await page.products.list({}).then(() => "", refusalCode)).toBe("other_shop");
  // What tells the page where it is, and takes it home, is answered all the same.
  expect((await page.auth.me({})).sampleShop).toBe(true);
  expect((await (await browser("sample")).products.list({})).items).not.toEqual([]);
  await page.sample.leave({});
  expect((await (await browser("real")).products.list({})).items).toHaveLength(1);
});

test("[O7] a user in a sample shop that cannot be opened has no access to data and can leave", async () => {
  await enter();
  const real = await digestOf(shop.work);
  const { services, resolveActor } = apiOf(shop);
  const busy = () => Promise.reject(refuse("busy", {}));
  const makeContext = createContextMaker({
    work: shop.work,
    services: { ...services, sample: { open: busy, renew: busy } },
    resolveActor,
  });
  const inside = createCaller(await makeContext(requestOf({ cookieHeader })));
  expect(await inside.products.list({}).then(() => "", refusalCode)).toBe("busy");
  expect(
    await inside.customers.create({ key: newId(), name: "Carla" }).then(() => "", refusalCode),
  ).toBe("busy");
  expect((await inside.auth.me({})).sampleShop).toBe(true);
  expect(await digestOf(shop.work)).toBe(real);
  expect((await inside.sample.leave({})).sampleShop).toBe(false);
  expect((await (await browser("real")).products.list({})).items).toHaveLength(1);
});

test("[O7] the sample shop is rebuilt on request, without the changes made before", async () => {
  await enter();
  await (await browser()).customers.create({ key: newId(), name: "Zelda Tried-Out" });
  await enter();
  expect((await (await browser()).customers.list({ search: "Zelda" })).items).toHaveLength(1);
  await (await browser()).sample.enter({ fresh: true });
  expect((await (await browser()).customers.list({ search: "Zelda" })).items).toEqual([]);
});

function refusalCode(error: unknown): string {
  return error instanceof Error && error.cause instanceof Error && "code" in error.cause
    ? String(error.cause.code)
    : String(error);
}
