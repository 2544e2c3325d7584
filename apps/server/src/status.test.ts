import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "@daybook/contract/uuid";
import { oneSale, openTestServer } from "./testing/test-server.ts";
import type { TestServer } from "./testing/test-server.ts";
import { VERSION } from "./version.ts";

let server: TestServer;
beforeAll(async () => {
  server = await (await openTestServer({ config: { trustedProxies: ["127.0.0.9"] } })).setUp();
});
afterAll(() => server.stop());

test("[O8] health names version and engine", async () => {
  const { status, text } = await server.get("/healthz");
  expect([status, JSON.parse(text)]).toEqual([
    200,
    { status: "ok", version: VERSION, engine: "sqlite" },
  ]);
});

test("[O8] the metrics count requests by route, writes by commit, and open sockets", async () => {
  const at = await server.stock("MUG", 5);
  expect((await server.post("/trpc/sales.ringUp", oneSale(at))).status).toBe(200);
  const { text } = await server.get("/metrics");
  const value = (line: RegExp) => Number(line.exec(text)?.[1]);
  expect(
    value(
      /^daybook_http_request_seconds_count\{method="POST",route="\/trpc\/sales.ringUp",status="200"\} (\d+)/m,
    ),
  ).toBe(1);
  expect(value(/^daybook_commits_total (\d+)/m)).toBe(server.running.work.store.stats.commits);
  expect(value(/^daybook_write_jobs_total (\d+)/m)).toBeGreaterThan(3);
  expect(value(/^daybook_live_sockets (\d+)/m)).toBe(0);
  expect(text).toMatch(/^nodejs_eventloop_lag_seconds \d/m);
});

test("[O8] refusals are counted by procedure and code", async () => {
  const unknown = { key: newId(), id: newId(), version: 1, name: "Mug" };
  expect((await server.post("/trpc/products.update", unknown)).status).toBe(404);
  expect((await server.get("/metrics")).text).toMatch(
    /^daybook_refusals_total\{procedure="products.update",code="not_found"\} 1$/m,
  );
});

test("[O8] unknown names create no metrics of their own", async () => {
  await server.get("/trpc/made.up");
  await server.get("/api/made-up");
  expect((await server.get("/metrics")).text).not.toContain("made");
});

test("[US7] the metrics are available on this computer only", async () => {
  const answer = await server.get("/metrics", { "x-forwarded-for": "192.0.2.9" });
  expect(answer.status).toBe(404);
});

test("[fault B8] the metrics are refused behind a local proxy that sends no forwarding header", async () => {
  const proxied = await openTestServer({ config: { trustedProxies: ["127.0.0.1"] } });
  try {
    expect((await proxied.get("/metrics")).status).toBe(404);
  } finally {
    await proxied.stop();
  }
});

test("[O8] every refusal names its request", async () => {
  const ids = await Promise.all(
    ["/api/none", "/api/users/x"].map(
      async (path) => JSON.parse((await server.get(path)).text).requestId,
    ),
  );
  expect(new Set(ids).size).toBe(2);
  for (const id of ids) expect(id).toMatch(/^\w+-\w+$/);
});

test("[O8] a server that is stopping reports it in its health", async () => {
  const leaving = await openTestServer();
  const stopped = leaving.stop();
  const { statusCode, body } = await leaving.running.app.inject("/healthz");
  expect([statusCode, JSON.parse(body)]).toEqual([
    503,
    { status: "stopping", version: VERSION, engine: "sqlite" },
  ]);
  await stopped;
});
