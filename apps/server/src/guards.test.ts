import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "@daybook/contract/uuid";
import { refusalIn, sendRaw, statusIn } from "./testing/send.ts";
import { openTestServer } from "./testing/test-server.ts";
import type { TestServer } from "./testing/test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await (await openTestServer({ config: { hosts: ["shop.test"] } })).setUp();
});
afterAll(() => server.stop());

const JSON_HEADERS = { "content-type": "application/json" };
const product = () => JSON.stringify({ key: newId(), sku: newId(), name: "Mug", priceMinor: 1 });

/** The number of writes: a refused attack adds none. */
const writes = () => server.running.work.store.stats.jobs;

describe("[threat A7] [threat A8] [threat A10] [US7] the attack table: requests of another page, host name or program are refused before anything runs", () => {
  const own = () => ({ cookie: server.cookie, ...JSON_HEADERS });
  const boundary = "multipart/form-data; boundary=x";
  const rows: readonly [string, () => Record<string, string>, number, string][] = [
    [
      "another name",
      () => ({ ...own(), host: "evil.example", origin: "http://evil.example" }),
      421,
      "host_refused",
    ],
    [
      "another host name with our port",
      () => ({
        ...own(),
        host: `evil.example:${server.port}`,
        origin: `http://evil.example:${server.port}`,
      }),
      421,
      "host_refused",
    ],
    [
      "a host name that begins like ours",
      () => ({ ...own(), host: "localhost.evil.example", origin: "http://localhost.evil.example" }),
      421,
      "host_refused",
    ],
    [
      "a host name after a user name",
      () => ({ ...own(), host: "127.0.0.1@evil.example" }),
      421,
      "host_refused",
    ],
    [
      "an address that is not ours",
      () => ({ ...own(), host: "[2001:db8::1]" }),
      421,
      "host_refused",
    ],
    [
      "JSON from another site",
      () => ({ ...own(), origin: "http://evil.example" }),
      403,
      "origin_refused",
    ],
    ["JSON with the origin null", () => ({ ...own(), origin: "null" }), 403, "origin_refused"],
    ["no origin at all", own, 403, "origin_refused"],
    [
      "another port of this machine",
      () => ({ ...own(), origin: "http://127.0.0.1:9999" }),
      403,
      "origin_refused",
    ],
    [
      "https instead of http",
      () => ({ ...own(), origin: `https://127.0.0.1:${server.port}` }),
      403,
      "origin_refused",
    ],
    [
      "our origin with a user name",
      () => ({ ...own(), origin: `http://x@127.0.0.1:${server.port}` }),
      403,
      "origin_refused",
    ],
    [
      "our origin, another site according to the browser",
      () => ({ ...own(), origin: server.origin, "sec-fetch-site": "cross-site" }),
      403,
      "origin_refused",
    ],
    [
      "our origin, another port according to the browser",
      () => ({ ...own(), origin: server.origin, "sec-fetch-site": "same-site" }),
      403,
      "origin_refused",
    ],
    [
      "a form from another site",
      () => ({ ...own(), origin: "http://evil.example", "content-type": boundary }),
      403,
      "origin_refused",
    ],
    [
      "a form from our own page",
      () => ({ ...own(), origin: server.origin, "content-type": boundary }),
      415,
      "unsupported_media_type",
    ],
    [
      "a form with the origin null",
      () => ({ ...own(), "content-type": boundary }),
      403,
      "origin_refused",
    ],
    [
      "a plain form",
      () => ({
        ...own(),
        origin: server.origin,
        "content-type": "application/x-www-form-urlencoded",
      }),
      415,
      "unsupported_media_type",
    ],
    [
      "plain text",
      () => ({ ...own(), origin: server.origin, "content-type": "text/plain" }),
      415,
      "unsupported_media_type",
    ],
    [
      "a content type that only begins like JSON",
      () => ({ ...own(), origin: server.origin, "content-type": "application/jsonp" }),
      415,
      "unsupported_media_type",
    ],
    [
      "no content type",
      () => ({ cookie: server.cookie, origin: server.origin }),
      415,
      "unsupported_media_type",
    ],
  ];

  for (const path of ["/trpc/products.create", "/api/products"]) {
    test.each(rows)(`${path}: %s`, async (_name, headers, status, code) => {
      const before = writes();
      const answer = await server.send({
        method: "POST",
        path,
        headers: headers(),
        body: product(),
      });
      expect([answer.status, refusalIn(answer.text).code]).toEqual([status, code]);
      expect(writes()).toBe(before);
    });
    test(`${path}: our own page is allowed`, async () => {
      const answer = await server.post(path, product());
      expect([answer.status, answer.text]).toEqual([200, expect.stringContaining("Mug")]);
    });
  }

  test.each([
    "/%61pi/products",
    "/%74rpc/products.create",
    "/%2561pi/products",
    "/ap%69/products",
    "/API/products",
    "//api/products",
    "/./api/products",
    "/x/../api/products",
    "/api%2fproducts",
    "/api;x=1/products",
    "/elsewhere",
  ])("%s: no other spelling of an address bypasses the guards", async (path) => {
    const before = writes();
    const refused = async (headers: Record<string, string>) => {
      const sent = { method: "POST", path, headers: { cookie: server.cookie, ...headers } };
      const { status, text } = await server.send({ ...sent, body: product() });
      return [status, refusalIn(text).code];
    };
    const withoutBody = await server.send({
      method: "POST",
      path,
      headers: { cookie: server.cookie },
    });
    expect(withoutBody.status).toBe(403);
    expect(await refused(JSON_HEADERS)).toEqual([403, "origin_refused"]);
    expect(await refused({ ...JSON_HEADERS, origin: "http://evil.example" })).toEqual([
      403,
      "origin_refused",
    ]);
    expect(await refused({ origin: server.origin })).toEqual([415, "unsupported_media_type"]);
    expect(writes()).toBe(before);
  });

  test("a form without a body is refused too", async () => {
    const paths = [
      "/trpc/auth.signOut",
      "/api/auth/sign-out",
      "/%74rpc/auth.signOut",
      "/%61pi/auth/sign-out",
    ];
    for (const path of paths) {
      const headers = { cookie: server.cookie };
      expect((await server.send({ method: "POST", path, headers })).status).toBe(403);
      const kinds = [boundary, "application/x-www-form-urlencoded", "text/plain"];
      for (const kind of [...kinds.map((type) => ({ "content-type": type })), {}]) {
        const headers = { cookie: server.cookie, origin: server.origin, ...kind };
        expect((await server.send({ method: "POST", path, headers })).status).toBe(415);
      }
    }
    expect((await server.get("/api/auth/me")).status).toBe(200);
  });

  test("reads from other sites are refused too", async () => {
    const evil = await server.get("/api/products", { origin: "http://evil.example" });
    const rebound = await server.get("/api/products", { host: "evil.example" });
    const embedded = await server.get("/api/products", { "sec-fetch-site": "cross-site" });
    expect([evil.status, rebound.status, embedded.status]).toEqual([403, 421, 403]);
  });

  test("a link on another site may open the shop's page", async () => {
    const followed = {
      "sec-fetch-site": "cross-site",
      "sec-fetch-mode": "navigate",
      accept: "text/html",
    };
    // There is no built page in this test, so 404 instead of 403 shows that the check passed.
    expect((await server.get("/", followed)).status).toBe(404);
    for (const path of ["/api/products", "/%61pi/products", "/trpc/auth.me", "/%74rpc/auth.me"])
      expect((await server.get(path, followed)).status).toBe(403);
  });
});

describe("[threat A8] [US7] over a raw socket", () => {
  const lines = (...headers: string[]) => `${headers.join("\r\n")}\r\nConnection: close\r\n\r\n`;

  test.each([
    ["an empty Host", () => lines("GET /healthz HTTP/1.1", "Host: "), 421],
    ["no Host", () => lines("GET /healthz HTTP/1.1", "X: y"), 421],
    ["HTTP/1.0 without Host", () => lines("GET /healthz HTTP/1.0"), 421],
    [
      "an address in the request line",
      () => lines("GET http://evil.example/healthz HTTP/1.1", `Host: 127.0.0.1:${server.port}`),
      421,
    ],
    [
      "two Hosts, ours first",
      () => lines("GET /healthz HTTP/1.1", `Host: 127.0.0.1:${server.port}`, "Host: evil.example"),
      400,
    ],
    [
      "two Hosts, ours last",
      () => lines("GET /healthz HTTP/1.1", "HOST: evil.example", `host: 127.0.0.1:${server.port}`),
      400,
    ],
    [
      "[fault B8] an invalid port",
      () => lines("GET /healthz HTTP/1.1", "Host: localhost:99999"),
      421,
    ],
    ["[fault B8] port 0", () => lines("GET /healthz HTTP/1.1", "Host: localhost:0"), 421],
    [
      "[fault B8] an unknown expectation",
      () => lines("GET /healthz HTTP/1.1", `Host: 127.0.0.1:${server.port}`, "Expect: foo"),
      417,
    ],
    ["no HTTP at all", () => "HELLO\r\n\r\n", 400],
    ["a header that is too large", () => lines("GET / HTTP/1.1", `X: ${"a".repeat(20_000)}`), 431],
  ])("%s is refused", async (_name, text, status) => {
    const answer = await sendRaw(server.port, text());
    expect(statusIn(answer)).toBe(status);
    expect(answer).toContain("content-security-policy: ");
    expect(answer).toMatch(/"code":"(host_refused|bad_request)"/);
  });

  test("the host name of the server is accepted", async () => {
    const answer = await sendRaw(
      server.port,
      lines("GET /healthz HTTP/1.1", `Host: LocalHost:${server.port}`),
    );
    expect(statusIn(answer)).toBe(200);
  });
});

describe("[threat A9] [I11] other sites", () => {
  test("no response allows another site", async () => {
    const ask = {
      "access-control-request-method": "POST",
      "access-control-request-headers": "content-type",
    };
    const answers = [
      await server.get("/api/products"),
      await server.post("/api/products", product()),
      await server.send({
        method: "OPTIONS",
        path: "/api/products",
        headers: { origin: "http://evil.example", ...ask },
      }),
      await server.send({
        method: "OPTIONS",
        path: "/trpc/products.create",
        headers: { origin: server.origin, ...ask, ...JSON_HEADERS },
      }),
    ];
    for (const { headers } of answers)
      expect(Object.keys(headers).filter((name) => name.startsWith("access-control-"))).toEqual([]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 403, 405]);
  });

  test("[fault B8] a proxy's own password sent by the browser is accepted next to the cookie and does not replace it", async () => {
    const authorization = "Basic b2xpdmU6c2V2ZW4=";
    expect((await server.get("/api/auth/me", { authorization })).status).toBe(200);
    const own = { ...JSON_HEADERS, authorization, cookie: server.cookie };
    const send = (headers: Record<string, string>) =>
      server.send({ method: "POST", path: "/api/products", headers, body: product() });
    expect((await send({ ...own, origin: server.origin })).status).toBe(200);
    const unsigned = await send(own);
    expect([unsigned.status, refusalIn(unsigned.text).code]).toEqual([403, "origin_refused"]);
  });

  test("a script with an API key needs no origin", async () => {
    const headers = { ...JSON_HEADERS, authorization: "Bearer shop_00000000_wrong" };
    const answer = await server.send({
      method: "POST",
      path: "/api/products",
      headers,
      body: product(),
    });
    expect([answer.status, refusalIn(answer.text).code]).toEqual([401, "not_signed_in"]);
  });
});

describe("[US7] batches", () => {
  const batch = (names: readonly string[]) =>
    `/trpc/${names.join(",")}?batch=1&input=${encodeURIComponent(JSON.stringify(Object.fromEntries(names.map((_, index) => [index, {}]))))}`;

  test("a request may have twenty calls, not twenty-one", async () => {
    const names = (count: number) => Array.from({ length: count }, () => "products.list");
    expect((await server.get(batch(names(20)))).status).toBe(200);
    expect((await server.get(batch(names(21)))).status).toBe(400);
    expect((await server.get(batch(names(300)))).status).toBe(400);
  });

  test("[threat A5] sign-in and setup are refused in a batch", async () => {
    const signIn = { login: "olive", password: "guess" };
    for (const other of ["auth.signIn", "products.create", "setup.create"]) {
      const before = writes();
      const answer = await server.post(`/trpc/auth.signIn,${other}?batch=1`, {
        0: signIn,
        1: signIn,
      });
      expect(answer.status).toBe(400);
      expect(writes()).toBe(before);
    }
    expect((await server.get(batch(["auth.me", "products.list"]))).status).toBe(400);
  });
});

describe("unknown addresses", () => {
  test("an unknown path is 404 and a wrong method 405, as refusals", async () => {
    const unknown = await server.get("/api/nothing");
    expect([unknown.status, refusalIn(unknown.text).code]).toEqual([404, "no_such_path"]);
    const wrong = await server.send({
      method: "DELETE",
      path: "/api/products",
      headers: { ...JSON_HEADERS, origin: server.origin },
    });
    expect([wrong.status, refusalIn(wrong.text).code]).toEqual([405, "method_not_allowed"]);
    expect(wrong.headers.allow).toBe("GET, HEAD, POST");
    const procedure = await server.get("/trpc/products.steal");
    expect([procedure.status, refusalIn(procedure.text).code]).toEqual([404, "no_such_path"]);
    const query = await server.post("/trpc/products.list", {});
    expect([query.status, refusalIn(query.text).code]).toEqual([405, "method_not_allowed"]);
    const undecodable = await server.get("/api/products/%E0%A4%A");
    expect(undecodable.status).toBe(400);
    expect(refusalIn(undecodable.text).code).toBe("bad_request");
  });

  test("[US7] no response shows internals of the program", async () => {
    const answers = [
      await server.get("/trpc/products.get?input=%7B"),
      await server.get(`/api/products?search=${encodeURIComponent('24" monitor AND name:*')}`),
      await server.post("/api/products", '{"a":'),
      await server.get("/api/products/%00"),
    ];
    for (const { status, text } of answers) {
      expect(status).toBeLessThan(500);
      expect(text).not.toMatch(/node_modules|\.ts:\d|at \w+ \(|SQLITE|stack/);
    }
  });
});
