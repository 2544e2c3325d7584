import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { newId } from "@daybook/contract/uuid";
import { refusalIn } from "./testing/send.ts";
import { cookieIn, OWNER_PASSWORD, openTestServer } from "./testing/test-server.ts";
import type { TestServer } from "./testing/test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer({
    config: { hosts: ["shop.example"], trustedProxies: ["127.0.0.1"] },
  });
  await server.setUp();
  server.cookie = "";
});
afterAll(() => server.stop());

type Headers = Record<string, string>;

/** The headers of each proxy in docs/proxy.md for a page at `https://shop.example`, and the origin of that page. */
const PROXIES: readonly [string, string, () => Headers][] = [
  [
    "nginx as in docs/proxy.md",
    "https://shop.example",
    () => ({
      host: "shop.example",
      "x-forwarded-host": "shop.example",
      "x-forwarded-proto": "https",
      "x-forwarded-port": "443",
      "x-forwarded-for": "198.51.100.7",
    }),
  ],
  [
    "nginx on another port",
    "https://shop.example:8443",
    () => ({
      host: "shop.example:8443",
      "x-forwarded-host": "shop.example:8443",
      "x-forwarded-proto": "https",
      "x-forwarded-port": "8443",
      "x-forwarded-for": "198.51.100.7",
    }),
  ],
  [
    "nginx that rewrites Host",
    "https://shop.example",
    () => ({
      host: `127.0.0.1:${server.port}`,
      "x-forwarded-host": "shop.example",
      "x-forwarded-proto": "https",
      "x-forwarded-for": "198.51.100.7",
    }),
  ],
  [
    "a proxy that sends host and port separately",
    "https://shop.example:8443",
    () => ({
      host: "daybook:7300",
      "x-forwarded-host": "shop.example",
      "x-forwarded-proto": "https",
      "x-forwarded-port": "8443",
      "x-forwarded-for": "198.51.100.7",
    }),
  ],
  [
    "Caddy",
    "https://shop.example",
    () => ({
      host: "shop.example",
      "x-forwarded-host": "shop.example",
      "x-forwarded-proto": "https",
      "x-forwarded-for": "198.51.100.7",
    }),
  ],
  [
    "Caddy without TLS",
    "http://shop.example",
    () => ({
      host: "shop.example",
      "x-forwarded-host": "shop.example",
      "x-forwarded-proto": "http",
      "x-forwarded-for": "2001:db8::7",
    }),
  ],
];

describe.each(PROXIES)("behind %s", (_name, origin, headers) => {
  test("[fault B9] pages, sign-in, writes and the live socket work", async () => {
    const page = await server.get("/api/auth/me", {
      ...headers(),
      "sec-fetch-site": "same-origin",
    });
    expect(page.status).toBe(401);
    const credentials = { login: "olive", password: OWNER_PASSWORD };
    const signedIn = await server.post("/api/auth/sign-in", credentials, { ...headers(), origin });
    expect([signedIn.status, signedIn.text]).toEqual([200, expect.stringContaining("olive")]);
    const own = { ...headers(), origin, cookie: cookieIn(signedIn) };
    const product = { key: newId(), sku: newId(), name: "Mug", priceMinor: 1 };
    expect((await server.post("/api/products", product, own)).status).toBe(200);
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/trpc`, { headers: own });
    await once(socket, "open");
    socket.terminate();
  });

  test("[fault B9] another host name and another origin are refused", async () => {
    const named = { ...headers(), "x-forwarded-host": "evil.example" };
    const other = await server.get("/api/auth/me", named);
    expect([other.status, refusalIn(other.text).code]).toEqual([421, "host_refused"]);
    for (const from of ["https://evil.example", `http://127.0.0.1:${server.port}`]) {
      const written = await server.post("/api/products", {}, { ...headers(), origin: from });
      expect([written.status, refusalIn(written.text).code]).toEqual([403, "origin_refused"]);
    }
  });
});
