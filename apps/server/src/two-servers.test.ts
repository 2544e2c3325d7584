import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { newId } from "@daybook/contract/uuid";
import { createTestDatabase } from "@daybook/db/testing";
import { dataFolder, startChild } from "./testing/child-server.ts";
import { refusalIn } from "./testing/send.ts";
import { Till } from "./testing/trade.ts";
import { cookieIn, OWNER_PASSWORD, oneSale, openTestServer } from "./testing/test-server.ts";
import type { TestServer } from "./testing/test-server.ts";
import { hasPostgres, NO_POSTGRES } from "./testing/postgres.ts";

let url: string;
let first: TestServer;
let second: TestServer;
beforeAll(async () => {
  if (!hasPostgres) return;
  const store = await createTestDatabase("postgres");
  ({ url } = store);
  await store.close();
  first = await (await openTestServer({ config: { storeUrl: url } })).setUp();
  second = await openTestServer({ config: { storeUrl: url }, pingMs: 100 });
  second.cookie = first.cookie;
});
afterAll(async () => {
  await first?.stop();
  await second?.stop();
});

async function listen(server: TestServer): Promise<WebSocket> {
  const { origin, cookie } = server;
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/trpc`, {
    headers: { origin, cookie },
  });
  await once(socket, "open");
  const params = { path: "live.changes", input: {} };
  socket.send(JSON.stringify({ id: 1, method: "subscription", params }));
  await once(socket, "message");
  return socket;
}

test("[O12] two servers on one database share users, stock and live changes", async (ctx) => {
  ctx.skip(!hasPostgres, NO_POSTGRES);
  expect(JSON.parse((await second.get("/healthz")).text)).toMatchObject({ engine: "postgres" });
  const at = await first.stock("MUG", 20);
  const topics: string[] = [];
  const socket = await listen(second);
  socket.on("message", (data) => topics.push(JSON.parse(String(data)).result?.data?.data?.topic));
  expect((await first.post("/api/sales", oneSale(at))).status).toBe(200);
  await expect.poll(() => topics).toContain("sales");
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, index) =>
      (index % 2 === 0 ? first : second).post("/api/sales", oneSale(at)),
    ),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(19);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(11);
  expect(JSON.parse((await second.post("/api/reports/verify", {})).text).clean).toBe(true);
  socket.close();
});

test("[S17] a till at one server and its display at the other, with the most lines there can be", async (ctx) => {
  ctx.skip(!hasPostgres, NO_POSTGRES);
  // The browser becomes a till: its cookies are those of the sign-in and of the browser.
  const signedIn = await first.post(
    "/api/auth/sign-in",
    { login: "olive", password: OWNER_PASSWORD },
    { cookie: "" },
  );
  const cookie = (signedIn.headers["set-cookie"] ?? []).map((one) => one.split(";")[0]).join("; ");
  const enrolled = await first.post(
    "/api/tills",
    { key: newId(), name: "Front", receiptPrefix: "F" },
    { cookie },
  );
  const { id: tillId } = JSON.parse(enrolled.text);
  second.cookie = cookie;
  const socket = new WebSocket(`ws://127.0.0.1:${second.port}/trpc`, {
    headers: { origin: second.origin, cookie },
  });
  await once(socket, "open");
  const views: { state: { seq: number; lines: unknown[] } | null }[] = [];
  socket.on("message", (data) => {
    const { result } = JSON.parse(String(data));
    if (result?.type === "data") views.push(result.data);
  });
  const params = { path: "display.watch", input: { tillId } };
  socket.send(JSON.stringify({ id: 1, method: "subscription", params }));
  await expect.poll(() => views.length).toBe(1);
  const line = {
    quantityMilli: 1000,
    unit: "each",
    unitPriceMinor: 499,
    basisMilli: 1000,
    amountMinor: 499,
    discountMinor: 0,
    picture: null,
    hue: null,
  };
  const state = {
    seq: 1,
    phase: "cart",
    // Names that no compression makes short.
    lines: Array.from({ length: 200 }, () => ({ ...line, name: `${newId()} ${newId()} צלחת` })),
    moreLines: 0,
    goodsMinor: 99_800,
    discountMinor: 0,
    depositMinor: 0,
    taxes: [],
    totalMinor: 99_800,
    given: [],
    leftMinor: 99_800,
    leftInCashMinor: null,
    changeMinor: 0,
  };
  const { commits } = first.running.work.store.stats;
  const shown = await first.post("/api/display", state, { cookie });
  expect({ status: shown.status, body: JSON.parse(shown.text) }).toEqual({
    status: 200,
    body: { displays: expect.any(Number), taken: true },
  });
  await expect.poll(() => views.at(-1)?.state?.seq).toBe(1);
  expect(views.at(-1)?.state).toEqual(state);
  expect(first.running.work.store.stats.commits).toBe(commits);
  socket.close();
});

test("[US7] signing out at one server closes the live connections at the other", async (ctx) => {
  ctx.skip(!hasPostgres, NO_POSTGRES);
  const signIn = { login: "olive", password: OWNER_PASSWORD };
  const cookie = cookieIn(await first.post("/api/auth/sign-in", signIn, { cookie: "" }));
  second.cookie = cookie;
  const socket = await listen(second);
  const closed = once(socket, "close");
  expect((await first.post("/api/auth/sign-out", {}, { cookie })).status).toBe(200);
  expect((await closed)[0]).toBe(4401);
});

test("[M7] two processes that close one drawer at once: one report, and the other is refused", async (ctx) => {
  ctx.skip(!hasPostgres, NO_POSTGRES);
  const folder = dataFolder();
  const child = await startChild({ dataFolder: folder.path, env: { DATABASE_URL: url } });
  const here = new Till(first.port, first.cookie);
  const there = here.at(child.port);
  const json = async (path: string, body: object) => {
    const { status, text } = await here.post(path, { key: newId(), ...body });
    expect(status, text).toBe(200);
    return JSON.parse(text);
  };
  try {
    const drawer = await json("/api/drawers", { name: "Counter" });
    for (let round = 0; round < 5; round++) {
      const { session } = await json(`/api/drawers/${drawer.id}/open`, { floatMinor: 1000 });
      const path = `/api/drawer-sessions/${session.id}`;
      const { id: countId } = await json(`${path}/counts`, { cashMinor: 1000 });
      const answers = await Promise.all(
        [here, there].map((till) =>
          till.post(`${path}/close`, { key: newId(), countId, leftMinor: 1000 }),
        ),
      );
      const refused = answers.filter(({ status }) => status !== 200);
      expect(refused.map(({ text }) => refusalIn(text))).toMatchObject([{ code: "drawer_closed" }]);
    }
    const { items } = await here.get("/api/closings");
    expect((items as { number: number }[]).map(({ number }) => number)).toEqual([5, 4, 3, 2, 1]);
    expect(JSON.parse((await here.post("/api/reports/verify", {})).text).clean).toBe(true);
  } finally {
    await child.end();
    folder.remove();
    here.close();
  }
});
