import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { createTestDatabase } from "@daybook/db/testing";
import { cookieIn, OWNER_PASSWORD, oneSale, openTestServer } from "./testing/test-server.ts";
import type { TestServer } from "./testing/test-server.ts";

const hasPostgres = (process.env["TEST_POSTGRES_URL"] ?? "") !== "";
const NO_POSTGRES = "TEST_POSTGRES_URL names no server";

let first: TestServer;
let second: TestServer;
beforeAll(async () => {
  if (!hasPostgres) return;
  const store = await createTestDatabase("postgres");
  const { url } = store;
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
