import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { newId } from "@daybook/contract/uuid";
import { dataFolder, runCommand, startChild } from "../testing/child-server.ts";
import { cookieIn, openTestServer, OWNER_PASSWORD } from "../testing/test-server.ts";
import type { TestServer, TestServerOptions } from "../testing/test-server.ts";
import { Till } from "../testing/trade.ts";

let folder: ReturnType<typeof dataFolder>;
beforeEach(() => {
  folder = dataFolder();
});
const undone: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const undo of undone.splice(0)) await undo();
  folder.remove();
});

async function open(options: TestServerOptions = {}): Promise<TestServer> {
  const server = await openTestServer(options);
  undone.push(() => server.stop());
  return server;
}

const inFolder = () => ({
  dataFolder: folder.path,
  storeUrl: `file:${join(folder.path, "daybook.db")}`,
  sampleUrl: `file:${join(folder.path, "sample.sqlite")}`,
});

const json = async (server: TestServer, path: string) => JSON.parse((await server.get(path)).text);
const shopName = async (server: TestServer): Promise<string> =>
  (await json(server, "/api/settings")).name;
const move = (server: TestServer, way: "enter" | "leave", input: object = {}) =>
  server.json(`/api/sample/${way}`, input);

test("[O7] a session in the sample shop is still there after a restart, and one that left is not", async () => {
  const first = await (await open({ config: inFolder() })).setUp();
  expect(existsSync(join(folder.path, "sample.sqlite"))).toBe(false);
  await move(first, "enter");
  expect(await shopName(first)).toBe("Hazel & Finch");
  const customer = { key: newId(), name: "Made in the sample" };
  await first.json("/api/customers", customer);
  const { cookie } = first;
  await first.stop();

  const second = await open({ config: inFolder() });
  second.cookie = cookie;
  expect((await json(second, "/api/auth/me")).sampleShop).toBe(true);
  expect(await shopName(second)).toBe("Hazel & Finch");
  const found = await json(second, "/api/customers?search=Made");
  expect(found.items).toHaveLength(1);
  await move(second, "leave");
  await second.stop();

  const third = await open({ config: inFolder() });
  third.cookie = cookie;
  expect(await shopName(third)).toBe("Corner shop");
  expect((await json(third, "/api/customers?search=Made")).items).toEqual([]);
  // No incomplete file remains next to the database.
  expect(readdirSync(folder.path).filter((name) => name.includes(".next"))).toEqual([]);
});

test("[O7] on another day the sample shop is rebuilt for users who enter, not while users are in it", async () => {
  let now = Date.parse("2026-03-02T15:00:00Z");
  const server = await (await open({ clock: () => now })).setUp();
  await move(server, "enter");
  const booksId = async () => (await json(server, "/api/settings")).booksId;
  const first = await booksId();
  await move(server, "enter");
  expect(await booksId()).toBe(first);
  now += 10 * 3600_000;
  expect(await booksId()).toBe(first);
  await move(server, "enter");
  expect(await booksId()).not.toBe(first);
  expect((await json(server, "/api/reports/dashboard")).day).toBe("2026-03-03");
});

test("[O7] a live socket receives changes of its session's shop, and closes when the session switches", async () => {
  const server = await (await open()).setUp();
  const real = await server.stock("MUG", 5);
  await move(server, "enter");
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/trpc`, {
    headers: { origin: server.origin, cookie: server.cookie },
  });
  const messages: { result?: { type: string; data?: { data: { topic: string } } } }[] = [];
  socket.on("message", (data) => messages.push(JSON.parse(String(data))));
  await once(socket, "open");
  const started = once(socket, "message");
  socket.send(
    JSON.stringify({
      id: 1,
      method: "subscription",
      params: { path: "live.changes", input: {} },
    }),
  );
  await started;
  const other = new Till(server.port, await signInAgain(server));
  expect((await other.sell(real)).status).toBe(200);
  other.close();
  const received = once(socket, "message");
  await server.json("/api/customers", { key: newId(), name: "Guest" });
  await received;
  const topics = messages.flatMap(({ result }) => result?.data?.data.topic ?? []);
  expect(topics).toEqual(["customers"]);

  const closed = once(socket, "close");
  await move(server, "leave");
  expect((await closed)[0]).toBe(4401);
});

test("[O7] the command builds the sample shop, prints what it contains, and does not change one in use", async () => {
  const seeded = await runCommand({ dataFolder: folder.path, args: ["seed"] });
  expect(seeded).toMatchObject({ code: 0 });
  expect(seeded.output).toMatch(/products +29\d/);
  expect(seeded.output).toMatch(/sales +[12]\d{3}/);
  expect(seeded.output).toMatch(/takings +\D*[\d.,]+/);
  // Nothing of the real shop has changed.
  expect(readdirSync(folder.path).filter((name) => name.startsWith("daybook"))).toEqual([]);

  const server = await startChild({ dataFolder: folder.path });
  try {
    const till = await Till.open(server.port, server.setupToken);
    expect((await till.post("/api/sample/enter", {})).status).toBe(200);
    expect((await till.get("/api/settings"))["name"]).toBe("Hazel & Finch");
    till.close();
    const refused = await runCommand({ dataFolder: folder.path, args: ["seed"] });
    expect(refused.code).toBe(1);
    expect(refused.output).toContain("already open in another Daybook");
  } finally {
    await server.end();
  }
});

/** The cookie of another session of the owner. */
async function signInAgain(server: TestServer): Promise<string> {
  const login = { login: "olive", password: OWNER_PASSWORD };
  return cookieIn(await server.post("/api/auth/sign-in", login, { cookie: "" }));
}
