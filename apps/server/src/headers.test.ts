import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sendRaw } from "./testing/send.ts";
import type { Answered } from "./testing/send.ts";
import { OWNER_PASSWORD, openTestServer } from "./testing/test-server.ts";
import type { TestServer } from "./testing/test-server.ts";

const PAGE =
  '<!doctype html><meta name="csp-nonce" content="__CSP_NONCE__"><style nonce="__CSP_NONCE__"></style>';

let folder: string;
let server: TestServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "daybook-web-"));
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "index.html"), PAGE);
  writeFileSync(join(folder, "icon.svg"), "<svg/>");
  writeFileSync(join(folder, "assets/till-4f2a.js"), "export {};");
  server = await (await openTestServer({ webRoot: folder })).setUp();
  server.running.app.log.level = "silent";
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

const CSP =
  /^default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'( 'nonce-[\w-]{22}')?; img-src 'self' blob: data:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'$/;

function expectHeaders({ headers }: Pick<Answered, "headers">): void {
  expect(headers["content-security-policy"]).toMatch(CSP);
  expect(headers).toMatchObject({
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(self)",
  });
  expect(headers["cache-control"]).toBeDefined();
  expect(headers["strict-transport-security"]).toBeUndefined();
  expect(headers["x-powered-by"]).toBeUndefined();
}

const html = { accept: "text/html" };

test.each<[string, number, () => Promise<Answered>]>([
  ["a list", 200, () => server.get("/api/products")],
  ["a call", 200, () => server.get("/trpc/products.list?input=%7B%7D")],
  ["a CSV file", 200, () => server.get("/api/products?format=csv")],
  ["the page", 200, () => server.get("/", html)],
  ["the page at a nested address", 200, () => server.get("/products/1", html)],
  ["a script", 200, () => server.get("/assets/till-4f2a.js")],
  ["a picture", 200, () => server.get("/icon.svg")],
  ["the reader's page", 200, () => server.get("/api/docs")],
  ["health", 200, () => server.get("/healthz")],
  ["figures", 200, () => server.get("/metrics")],
  ["an unknown address", 404, () => server.get("/api/nothing")],
  ["a missing file", 404, () => server.get("/assets/nothing.js")],
  ["a wrong method", 405, () => server.post("/api/reports/dashboard", {})],
  ["a refused field", 400, () => server.post("/api/products", {})],
  ["broken JSON", 400, () => server.post("/api/products", "{")],
  ["an undecodable address", 400, () => server.get("/api/products/%E0%A4%A")],
  ["no sign-in", 401, () => server.get("/api/products", { cookie: "" })],
  ["another site", 403, () => server.get("/api/products", { origin: "http://evil.example" })],
  ["another name", 421, () => server.get("/api/products", { host: "evil.example" })],
  ["a form", 415, () => server.post("/api/products", "a=b", { "content-type": "text/plain" })],
  ["too large", 413, () => server.post("/api/products", JSON.stringify("x".repeat(1_100_000)))],
])("[US7] %s (%i) has the security headers", async (_name, status, ask) => {
  const answer = await ask();
  expect(answer.status).toBe(status);
  expectHeaders(answer);
});

test("[US7] an internal failure has them too, and shows no internals", async () => {
  const failing = await openTestServer();
  try {
    await failing.setUp();
    // The database is closed while the server still runs: every query fails with an unexpected error.
    await failing.running.work.store.close();
    for (const path of ["/api/products", "/trpc/products.list?input=%7B%7D"]) {
      const answer = await failing.get(path);
      expect(answer.status).toBe(500);
      expectHeaders(answer);
      expect(answer.text).toContain('"code":"internal"');
      expect(answer.text).not.toMatch(/stack|\.ts|node_modules|database connection/i);
    }
  } finally {
    await failing.stop();
  }
});

test("[US7] responses to invalid HTTP have them too", async () => {
  const answer = await sendRaw(server.port, "HELLO\r\n\r\n");
  const headers = Object.fromEntries(
    answer
      .split("\r\n")
      .slice(1)
      .map((line) => /^([^:]*): (.*)$/.exec(line)?.slice(1) ?? []),
  );
  expectHeaders({ headers });
});

test("[US7] each page has its own nonce, in its policy and in its HTML", async () => {
  const nonces = await Promise.all(
    [1, 2].map(async () => {
      const { headers, text } = await server.get("/", html);
      const [, nonce = ""] =
        /'nonce-([\w-]+)'/.exec(String(headers["content-security-policy"])) ?? [];
      expect(text).toBe(PAGE.replaceAll("__CSP_NONCE__", nonce));
      return nonce;
    }),
  );
  expect(new Set(nonces).size).toBe(2);
});

test("API responses are not cached, files with a hash are cached for ever, other files are revalidated", async () => {
  const cacheOf = async (path: string) => (await server.get(path, html)).headers["cache-control"];
  expect(await cacheOf("/api/products")).toBe("no-store");
  expect(await cacheOf("/trpc/products.list?input=%7B%7D")).toBe("no-store");
  expect(await cacheOf("/")).toBe("no-store");
  expect(await cacheOf("/assets/till-4f2a.js")).toBe("public, max-age=31536000, immutable");
  expect(await cacheOf("/icon.svg")).toBe("no-cache");
});

test("only a browser gets the page for an unknown address", async () => {
  expect((await server.get("/nothing.js", { accept: "*/*" })).status).toBe(404);
  expect((await server.get("/trpc/nothing", html)).status).toBe(404);
  for (const path of ["/%2e%2e/%2e%2e/package.json", "/assets/../../package.json", "/..%5cx"])
    expect([400, 404]).toContain((await server.get(path)).status);
});

test("[I2] the API reader loads everything from this server, without inline scripts or styles", async () => {
  const page = await server.get("/api/docs");
  expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
  const sources = [...page.text.matchAll(/(?:src|href)="(\/[^"]*)"/g)].map(([, path = ""]) => path);
  expect(sources).toHaveLength(3);
  for (const path of sources) expect((await server.get(path)).status).toBe(200);
  expect(page.text).not.toMatch(/<style|<script>|style="| on\w+="/);
});

test("[threat A3] [US7] the cookie is not readable by scripts, not sent to other sites, and secure on https", async () => {
  const signIn = async (origin: string, headers: Record<string, string>) => {
    const answer = await proxied.post(
      "/api/auth/sign-in",
      { login: "olive", password: OWNER_PASSWORD },
      { origin, ...headers },
    );
    return [answer.status, answer.headers["set-cookie"]?.[0] ?? ""];
  };
  const proxied = await openTestServer({
    config: { hosts: ["shop.test"], trustedProxies: ["127.0.0.1"] },
  });
  try {
    await proxied.setUp();
    proxied.cookie = "";
    const host = `shop.test:${proxied.port}`;
    expect(await signIn(`http://${host}`, { host })).toEqual([
      200,
      expect.stringMatching(
        /^daybook_sid_[\w-]{8}=[\w-]{43}; (?!.*Secure).*HttpOnly.*SameSite=Strict/,
      ),
    ]);
    expect(await signIn(`https://${host}`, { host, "x-forwarded-proto": "https" })).toEqual([
      200,
      expect.stringMatching(
        /^__Host-daybook_sid_[\w-]{8}=[\w-]{43}; (?=.*Secure).*HttpOnly.*SameSite=Strict/,
      ),
    ]);
  } finally {
    await proxied.stop();
  }
});

test("[threat A3] [US7] only a configured proxy can declare https", async () => {
  const answer = await server.post(
    "/api/auth/sign-in",
    { login: "olive", password: OWNER_PASSWORD },
    { "x-forwarded-proto": "https" },
  );
  expect(answer.headers["set-cookie"]?.[0]).toMatch(/^daybook_sid_/);
});

test("[US1] on a plain network, under a host name, sign-in works and lasts", async () => {
  const lan = await openTestServer({ config: { hosts: ["shop.test"] } });
  try {
    await lan.setUp();
    const host = `shop.test:${lan.port}`;
    const answer = await lan.post(
      "/api/auth/sign-in",
      { login: "olive", password: OWNER_PASSWORD },
      { host, origin: `http://${host}`, cookie: "" },
    );
    const cookie = answer.headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
    const me = await lan.get("/api/auth/me", { host, cookie });
    expect([answer.status, me.status]).toEqual([200, 200]);
    expect(JSON.parse(me.text)).toMatchObject({ encrypted: false, user: { login: "olive" } });
  } finally {
    await lan.stop();
  }
});
