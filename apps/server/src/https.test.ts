/** HTTPS in the shop's network, as a device that installed the shop's certificate uses it. */
import { once } from "node:events";
import { get, request } from "node:https";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { NameAnnouncement } from "./announce-name.ts";
import { hasAddress, ONE_LOOPBACK } from "./testing/loopback.ts";
import { OWNER_PASSWORD, openTestServer } from "./testing/test-server.ts";
import type { TestServer } from "./testing/test-server.ts";

// Another loopback address represents the shop's network.
const LAN = "127.0.0.2";
const root = mkdtempSync(join(tmpdir(), "daybook-https-"));
afterAll(() => rmSync(root, { recursive: true }));

const open: TestServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.stop();
});

async function start(dataFolder = mkdtempSync(join(root, "data-"))): Promise<TestServer> {
  const server = await openTestServer({ networkAddresses: () => [LAN], config: { dataFolder } });
  open.push(server);
  return server;
}

interface Opened {
  readonly ca: string;
  readonly url: string;
  readonly port: number;
}

/** Turns HTTPS on as the owner and downloads the certificate as a device does. */
async function turnOn(server: TestServer): Promise<Opened> {
  const network = JSON.parse((await server.post("/api/network/https", {})).text);
  const [{ secureUrl }] = network.addresses;
  const { text, headers } = await server.get("/ca");
  expect(headers["content-type"]).toBe("application/x-x509-ca-cert");
  return { ca: text, url: secureUrl, port: Number(new URL(secureUrl).port) };
}

interface Answer {
  readonly status: number;
  readonly cookies: readonly string[];
  readonly text: string;
}

/** A request over HTTPS that trusts only the shop's certificate. */
function ask(
  { ca, url }: Opened,
  path: string,
  options: { cookie?: string; body?: unknown; origin?: string } = {},
): Promise<Answer> {
  const { cookie, body, origin = url } = options;
  return new Promise((resolve, reject) => {
    const method = body === undefined ? "GET" : "POST";
    const headers = {
      origin,
      "content-type": "application/json",
      ...(cookie === undefined ? {} : { cookie }),
    };
    const sent = request(`${url}${path}`, { ca, method, headers, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          cookies: response.headers["set-cookie"] ?? [],
          text,
        }),
      );
    });
    sent.once("error", reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

test("[O9] [threat A3] a device that trusts the shop's certificate signs in over HTTPS, with a cookie of its own, and gets live changes", async (ctx) => {
  ctx.skip(!(await hasAddress(LAN)), ONE_LOOPBACK);
  const server = await (await start()).setUp({ listenOnLan: true });
  const https = await turnOn(server);
  expect(https.url).toBe(`https://${LAN}:${https.port}`);

  const signedIn = await ask(https, "/api/auth/sign-in", {
    body: { login: "olive", password: OWNER_PASSWORD },
  });
  expect(signedIn.status).toBe(200);
  const [session = ""] = signedIn.cookies;
  expect(session).toMatch(
    /^__Host-[^=]+=[^;]+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+; Secure$/,
  );
  const cookie = session.split(";")[0] ?? "";
  expect((await ask(https, "/api/auth/me", { cookie })).status).toBe(200);

  const socket = new WebSocket(`${https.url.replace("https", "wss")}/trpc`, {
    ca: https.ca,
    headers: { origin: https.url, cookie },
  });
  await once(socket, "open");
  socket.terminate();

  // A session of plain HTTP, which others in the network can read, is none here; and the other way round.
  expect((await ask(https, "/api/auth/me", { cookie: server.cookie })).status).toBe(401);
  expect((await server.get("/api/auth/me", { cookie })).status).toBe(401);
  expect((await server.get("/api/auth/me")).status).toBe(200);
});

test("[O9] pages of another origin are refused over HTTPS too, plain HTTP of the same host among them", async (ctx) => {
  ctx.skip(!(await hasAddress(LAN)), ONE_LOOPBACK);
  const server = await (await start()).setUp({ listenOnLan: true });
  const https = await turnOn(server);
  const body = { login: "olive", password: OWNER_PASSWORD };
  for (const origin of ["https://evil.example", `http://${LAN}:${https.port}`, `https://${LAN}`])
    expect((await ask(https, "/api/auth/sign-in", { body, origin })).status, origin).toBe(403);
});

test("[O9] without the shop's certificate a device refuses HTTPS, and plain HTTP stays complete", async (ctx) => {
  ctx.skip(!(await hasAddress(LAN)), ONE_LOOPBACK);
  const server = await (await start()).setUp({ listenOnLan: true });
  const { url } = await turnOn(server);
  const refused = new Promise((_, reject) =>
    get(url, { agent: false }, reject).once("error", reject),
  );
  await expect(refused).rejects.toThrow(/certificate/);
  expect((await server.get("/api/network")).status).toBe(200);
});

test("[O9] HTTPS is off until an owner turns it on, is on again after a restart, and only where the network is allowed", async (ctx) => {
  ctx.skip(!(await hasAddress(LAN)), ONE_LOOPBACK);
  const dataFolder = mkdtempSync(join(root, "data-"));
  const storeUrl = `file:${join(dataFolder, "daybook.db")}`;
  const begin = async () => {
    const server = await openTestServer({
      networkAddresses: () => [LAN],
      config: { dataFolder, storeUrl },
    });
    open.push(server);
    return server;
  };
  const first = await (await begin()).setUp({ listenOnLan: true });
  expect((await first.get("/ca")).status).toBe(404);
  expect(JSON.parse((await first.get("/api/network")).text)).toEqual({
    open: true,
    addresses: [{ url: `http://${LAN}:${first.port}`, secureUrl: null }],
    https: null,
  });
  const { ca } = await turnOn(first);
  const { cookie } = first;
  await open.pop()?.stop();

  const second = await begin();
  second.cookie = cookie;
  const network = JSON.parse((await second.get("/api/network")).text);
  expect(network.https.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  const [{ secureUrl }] = network.addresses;
  const https = { ca, url: secureUrl, port: 0 };
  expect((await ask(https, "/healthz")).status).toBe(200);
  const { version } = JSON.parse((await second.get("/api/settings")).text);
  const off = { key: crypto.randomUUID(), version, listenOnLan: false };
  await second.send({
    method: "PATCH",
    path: "/api/settings",
    headers: { "content-type": "application/json", origin: second.origin, cookie },
    body: JSON.stringify(off),
  });
  await expect.poll(() => ask(https, "/healthz").catch(() => "closed")).toBe("closed");
});

test("[O9] the audit log says who turned HTTPS on, once", async () => {
  const server = await (await start()).setUp({ listenOnLan: true });
  await server.post("/api/network/https", {});
  await server.post("/api/network/https", {});
  const audit = JSON.parse((await server.get("/api/reports/audit?action=system.turnOnHttps")).text);
  expect(audit.items.map(({ action }: { action: string }) => action)).toEqual([
    "system.turnOnHttps",
  ]);
});

test("[O9] the shop's name is announced in the network; a network without multicast never stops the server", async () => {
  const published: unknown[] = [];
  const problems: unknown[] = [];
  const announcement = new NameAnnouncement(
    (problem) => problems.push(problem),
    () =>
      Promise.resolve({
        publish: (one) => published.push(one),
        destroy: () => published.push("destroyed"),
      }),
  );
  await announcement.use({ host: "corner-shop.local", port: 7300 });
  await announcement.use({ host: "corner-shop.local", port: 7300 });
  expect(announcement.host).toBe("corner-shop.local");
  await announcement.use({ host: "other.local", port: 7300 });
  await announcement.use(null);
  expect(published).toEqual([
    { name: "Daybook on corner-shop.local", type: "http", host: "corner-shop.local", port: 7300 },
    "destroyed",
    { name: "Daybook on other.local", type: "http", host: "other.local", port: 7300 },
    "destroyed",
  ]);
  const failing = new NameAnnouncement(
    (problem) => problems.push(problem),
    () => Promise.reject(new Error("no multicast here")),
  );
  await failing.use({ host: "corner-shop.local", port: 7300 });
  await failing.use({ host: "corner-shop.local", port: 7301 });
  expect(failing.host).toBeNull();
  expect(problems).toEqual([new Error("no multicast here")]);
});
