import { afterAll, beforeAll, expect, test } from "vitest";
import { listProcedures } from "@daybook/api/server/procedures";
import { appRouter } from "@daybook/api/server/root";
import { newId } from "@daybook/contract/uuid";
import { openTestServer } from "./testing/test-server.ts";
import type { TestServer } from "./testing/test-server.ts";

let server: TestServer;
// The clock advances with every call, so the rate limit does not respond instead of the contracts on a fast machine.
let looks = 0;
const clock = () => Date.now() + 20 * (looks += 1);
beforeAll(async () => {
  server = await (await openTestServer({ clock })).setUp();
});
afterAll(() => server.stop());

const METHODS = ["GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS"];
const TYPES = [
  "application/json",
  "application/json; charset=utf-16",
  "text/plain",
  "multipart/form-data",
  "",
];

/** Partly valid requests: each is correct in one way and wrong in another. */
const BODIES: readonly string[] = [
  "",
  "{",
  "null",
  "[]",
  "{}",
  '"text"',
  "-0",
  "1e999",
  "9007199254740993",
  '{"key":"not a key"}',
  `{"key":"${newId()}"}`,
  `{"key":"${newId()}","key":"${newId()}"}`,
  `{"key":"${newId()}","id":"${newId()}","version":9007199254740993}`,
  `{"key":"${newId()}","id":"${newId()}","version":-1,"reason":"x"}`,
  `{"key":"${newId()}","name":"\\u0000","sku":"\\ud800","priceMinor":1e999}`,
  `{"key":"${newId()}","name":"\\u202eNUM\\u2066","sku":"A\\tB","priceMinor":-0}`,
  `{"key":"${newId()}","name":"${"x".repeat(300_000)}","sku":"X","priceMinor":9007199254740991}`,
  `{"key":"${newId()}","lines":[],"tenders":[],"expectedTotalMinor":0}`,
  `{"key":"${newId()}","lines":[{"productId":"${newId()}","quantityMilli":0.5}],"locationId":"${newId()}"}`,
  `{"key":"${newId()}","lines":[{"productId":"${newId()}","quantityMilli":1000}],"locationId":"${newId()}","tenders":[],"expectedTotalMinor":0}`,
  `{"login":"' OR 1=1 --","password":"' OR 1=1 --"}`,
  `{"search":"\\" AND name:* OR","limit":1000000,"cursor":"${"A".repeat(500)}"}`,
  '{"items":[[[[[[[[]]]]]]]]}',
];

const QUERIES = [
  "",
  "?limit=1e3&cursor=%00",
  "?from=2026-02-30&to=x&search=%22*%22",
  "?id=1&id=2",
  "?a[b]=c&__proto__=x",
];

interface Histogram {
  [status: number]: number;
}

async function sendRequest(
  requests: Iterable<Promise<{ status: number; text: string }>>,
): Promise<Histogram> {
  const seen: Histogram = {};
  for (const request of requests) {
    const { status, text } = await request;
    seen[status] = (seen[status] ?? 0) + 1;
    if (status >= 500) throw new Error(`${status}: ${text}`);
  }
  return seen;
}

// The only call that succeeds without valid input would end the test's own session.
const procedures = listProcedures(appRouter).filter(({ name }) => name !== "auth.signOut");
const places = procedures.flatMap(({ name, meta }) => [
  { path: `/trpc/${name}`, method: meta.rest?.method === "GET" ? "GET" : "POST" },
  ...(meta.rest === undefined
    ? []
    : [
        {
          path: `/api${meta.rest.path.replaceAll(/\{\w+\}/g, () => newId())}`,
          method: meta.rest.method,
        },
      ]),
]);

test("[US7] half-valid bodies for every procedure are refused or answered, and never cause a failure", async () => {
  function* requests() {
    for (const { path, method } of places) {
      for (const body of method === "GET" ? [] : BODIES) {
        const headers = {
          "content-type": "application/json",
          origin: server.origin,
          cookie: server.cookie,
        };
        yield server.send({ method, path, headers, body });
      }
      const inputs = path.startsWith("/trpc")
        ? BODIES.filter((body) => body.length < 1000).map(
            (body) => `?input=${encodeURIComponent(body)}`,
          )
        : QUERIES;
      if (method === "GET") for (const query of inputs) yield server.get(path + query);
    }
  }
  const seen = await sendRequest(requests());
  // Most requests must have reached a contract.
  expect(seen[429]).toBeUndefined();
  const total = Object.values(seen).reduce((sum, count) => sum + count, 0);
  expect(total).toBeGreaterThan(1500);
  expect((seen[400] ?? 0) / total).toBeGreaterThan(0.5);
  expect(seen[200]).toBeGreaterThan(20);
  expect(seen[404]).toBeGreaterThan(10);
});

test("[US7] every method with every content type at every address is refused or answered, and never causes a failure", async () => {
  function* requests() {
    for (const { path } of places) {
      for (const method of METHODS) {
        const type = TYPES[(path.length + method.length) % TYPES.length] ?? "";
        const headers = { "content-type": type, origin: server.origin, cookie: server.cookie };
        const body = method === "GET" || method === "HEAD" ? "" : '{"a":1}';
        yield server.send({ method, path, headers, body });
      }
    }
  }
  const seen = await sendRequest(requests());
  for (const status of [400, 405, 415]) expect(seen[status]).toBeGreaterThan(10);
});

test("verification finds no error afterwards", async () => {
  const answer = await server.post("/api/reports/verify", {});
  expect(JSON.parse(answer.text)).toMatchObject({ clean: true });
  expect((await server.get("/healthz")).status).toBe(200);
});
