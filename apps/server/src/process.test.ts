import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newId } from "@daybook/contract/uuid";
import { dataFolder, runCommand, startChild } from "./testing/child-server.ts";
import type { ChildServer } from "./testing/child-server.ts";
import { refusalIn, send } from "./testing/send.ts";
import type { Answered } from "./testing/send.ts";
import { cookieIn, oneSale, OWNER_PASSWORD, setupInput } from "./testing/test-server.ts";

let folder: ReturnType<typeof dataFolder>;
let children: ChildServer[];
beforeEach(() => {
  folder = dataFolder();
  children = [];
});
afterEach(async () => {
  for (const child of children) if (child.child.exitCode === null) await child.end("SIGKILL");
  folder.remove();
});

async function start(
  options: { args?: string[]; env?: Record<string, string> } = {},
): Promise<ChildServer> {
  const child = await startChild({ dataFolder: folder.path, ...options });
  children.push(child);
  return child;
}

function post(port: number, path: string, body: unknown, cookie = ""): Promise<Answered> {
  return send(port, {
    method: "POST",
    path,
    headers: { "content-type": "application/json", origin: `http://127.0.0.1:${port}`, cookie },
    body: JSON.stringify(body),
  });
}

async function setUp({ port, setupToken }: ChildServer): Promise<string> {
  const answer = await post(port, "/api/setup", setupInput(setupToken));
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
  return cookieIn(answer);
}

const THREAD = "[a-thread-beside]";
const OWNER_FLAGS = [
  "--shop-name",
  "Corner shop",
  "--currency",
  "GBP",
  "--time-zone",
  "Europe/London",
];
const SET_UP = ["setup", "--owner", ...OWNER_FLAGS, "--login", "olive", "--name", "Olive Owner"];

describe("[O1] starting", () => {
  test("creates the database readable by its owner only, and stops cleanly on SIGTERM", async () => {
    const server = await start();
    await setUp(server);
    const mode = (name: string) => (statSync(join(folder.path, name)).mode & 0o777).toString(8);
    expect(["daybook.db", "server.json"].map(mode)).toEqual(["600", "600"]);
    const { code, output } = await server.end("SIGTERM");
    expect([code, output]).toEqual([0, expect.stringContaining("Daybook has stopped.")]);
    expect(existsSync(join(folder.path, "server.json"))).toBe(false);
    expect(existsSync(join(folder.path, "daybook.db-wal"))).toBe(false);
    const again = await start();
    expect(again.output()).toContain("Daybook is running.");
    expect(again.output()).not.toContain("/setup#");
  });

  test("a second start finds the first and shows its address", async () => {
    const server = await start();
    const second = await runCommand({ dataFolder: folder.path });
    expect(second.code).toBe(0);
    expect(second.output).toContain(
      `Daybook is already running:\n\n  http://127.0.0.1:${server.port}`,
    );
  });

  test("a database that another program uses is not opened, and the message names that program", async () => {
    const server = await start();
    writeFileSync(
      join(folder.path, "server.json"),
      JSON.stringify({ url: "http://127.0.0.1:1", pid: 4242 }),
    );
    const second = await runCommand({ dataFolder: folder.path });
    expect(second.code).toBe(1);
    expect(second.output).toContain("process 4242");
    expect(server.child.exitCode).toBeNull();
  });

  test("after a kill the next start opens the database at once", async () => {
    const server = await start();
    await setUp(server);
    await server.end("SIGKILL");
    expect(existsSync(join(folder.path, "server.json"))).toBe(true);
    const next = await start();
    expect((await send(next.port, { path: "/healthz" })).status).toBe(200);
  });

  test("if the port is in use, the message names it and what to do", async () => {
    const server = await start();
    const other = dataFolder();
    const second = await runCommand({
      dataFolder: other.path,
      args: ["start", "--port", String(server.port)],
    });
    other.remove();
    expect(second.code).toBe(1);
    expect(second.output).toContain(`Port ${server.port} is used by another program`);
    expect(second.output).toContain("DAYBOOK_PORT");
  });
});

describe("[O8] a configuration that cannot be started is explained in one sentence", () => {
  test.each([
    [{ DAYBOOK_PORT: "many" }, ["start"], 2, "DAYBOOK_PORT must be a port number"],
    [{ DATABASE_URL: "nonsense" }, ["verify"], 2, "DATABASE_URL must be a PostgreSQL address"],
    [{}, ["start", "--port", "x"], 2, "DAYBOOK_PORT must be a port number"],
    [{}, ["dance"], 2, "Unknown command “dance”"],
    [{}, ["start", "--loud"], 2, "--loud"],
    [{}, ["verify"], 1, "There is no database at"],
  ])("%j %j", async (env, args, code, sentence) => {
    const ended = await runCommand({ dataFolder: folder.path, args, env });
    expect(ended.code).toBe(code);
    expect(ended.output).toContain(sentence);
    expect(ended.output).not.toMatch(/\n\s+at /);
  });
});

test("[O8] a damaged file stops the start, and is not changed", async () => {
  const file = join(folder.path, "daybook.db");
  writeFileSync(file, "these are no books".repeat(1000));
  const ended = await runCommand({ dataFolder: folder.path });
  expect(ended.code).toBe(1);
  expect(ended.output).toContain(file);
  expect(readFileSync(file, "utf8")).toMatch(/^these are no books/);
});

test("[O11] on SIGTERM, it finishes running requests and accepts no new ones", async () => {
  const server = await start();
  const cookie = await setUp(server);
  const made = await post(
    server.port,
    "/api/products",
    { key: newId(), sku: "MUG", name: "Mug", priceMinor: 1000 },
    cookie,
  );
  const { id: productId } = JSON.parse(made.text);
  const places = await send(server.port, { path: "/api/locations", headers: { cookie } });
  const [{ id: locationId }] = JSON.parse(places.text).items;
  const openings = {
    key: newId(),
    locationId,
    lines: [{ productId, quantityMilli: 1_000_000, costMinor: 1 }],
  };
  expect((await post(server.port, "/api/movements/openings", openings, cookie)).status).toBe(200);
  const sales = Array.from({ length: 200 }, () =>
    post(server.port, "/api/sales", oneSale({ productId, locationId }), cookie).then(
      ({ status }) => status,
      () => 0,
    ),
  );
  await Promise.race(sales);
  const ended = await server.end("SIGTERM");
  expect(ended.code).toBe(0);
  const recorded = (await Promise.all(sales)).filter((status) => status === 200).length;
  expect(recorded).toBeGreaterThan(0);
  const next = await start();
  const list = await send(next.port, { path: "/api/sales?limit=200", headers: { cookie } });
  expect(JSON.parse(list.text).items).toHaveLength(recorded);
});

describe("the command line", () => {
  test("[L7] verifies the database while the server sells, check by check", async () => {
    const server = await start();
    await setUp(server);
    const { code, output } = await runCommand({ dataFolder: folder.path, args: ["verify"] });
    expect(code).toBe(0);
    expect(output).toMatch(/^✓ V1 .*: \d+ checked$/m);
    expect(output).toContain("Verification passed");
  });

  test("[L7] the same verification over HTTP runs in its own thread", async () => {
    // Loaded first in every thread of the server: other threads report themselves.
    const report = `data:text/javascript,import{isMainThread}from'node:worker_threads';import{writeSync}from'node:fs';isMainThread||writeSync(2,'${THREAD}')`;
    const server = await start({ env: { NODE_OPTIONS: `--import=${report}` } });
    const cookie = await setUp(server);
    const threads = () => server.output().split(THREAD).length - 1;
    expect(threads()).toBe(0);
    // The second call within a minute returns the first one's report, and starts no thread.
    for (const _ of [1, 2]) {
      const answer = await post(server.port, "/api/reports/verify", {}, cookie);
      expect([answer.status, JSON.parse(answer.text).clean]).toEqual([200, true]);
      await expect.poll(() => threads()).toBe(1);
    }
  });

  test("[US1] sets up a shop without a browser, once", async () => {
    const run = () =>
      runCommand({ dataFolder: folder.path, args: SET_UP, input: `${OWNER_PASSWORD}\n` });
    expect(await run()).toEqual({ code: 0, output: expect.stringContaining("sign in as olive") });
    expect(await run()).toEqual({ code: 1, output: expect.stringContaining("already set up") });
    const server = await start();
    expect(server.output()).toContain("Daybook is running.");
    const signIn = await post(server.port, "/api/auth/sign-in", {
      login: "olive",
      password: OWNER_PASSWORD,
    });
    expect(signIn.status).toBe(200);
  });

  test("[fault G13] a shop set up in Kuwait uses dinars and the formats of its country", async () => {
    const args = SET_UP.filter((word) => word !== "--currency" && word !== "GBP");
    const kuwait = args.map((word) => (word === "Europe/London" ? "Asia/Kuwait" : word));
    const input = `\n${OWNER_PASSWORD}\n`;
    const made = await runCommand({ dataFolder: folder.path, args: kuwait, input });
    expect(made).toEqual({ code: 0, output: expect.stringContaining("press Enter for KWD") });
    const { port } = await start();
    const signIn = await post(port, "/api/auth/sign-in", {
      login: "olive",
      password: OWNER_PASSWORD,
    });
    const headers = { cookie: cookieIn(signIn) };
    const { text } = await send(port, { path: "/api/settings", headers });
    expect(JSON.parse(text)).toMatchObject({ currency: "KWD", locale: "ar-KW" });
  });

  test("[US1] names the invalid answer", async () => {
    const ended = await runCommand({ dataFolder: folder.path, args: SET_UP, input: "short\n" });
    expect(ended).toEqual({
      code: 1,
      output: expect.stringContaining("owner.password: Use at least 12 characters"),
    });
  });

  test.each(["while the server runs", "while it is stopped"])(
    "[US7] resets a password %s: the link works once and ends all sessions",
    async (when) => {
      const first = await start();
      const cookie = await setUp(first);
      if (when === "while it is stopped") await first.end();
      const reset = await runCommand({
        dataFolder: folder.path,
        args: ["reset-password", "olive"],
      });
      expect(reset.code).toBe(0);
      const [, token = ""] = /reset-password#([\w-]{43})/.exec(reset.output) ?? [];
      const server = when === "while it is stopped" ? await start() : first;
      expect((await send(server.port, { path: "/api/auth/me", headers: { cookie } })).status).toBe(
        401,
      );
      const newPassword = "eleven plates in a rack";
      const use = () => post(server.port, "/api/auth/reset-password", { token, newPassword });
      expect((await use()).status).toBe(200);
      expect(refusalIn((await use()).text).code).toBe("reset_link_spent");
      const signIn = await post(server.port, "/api/auth/sign-in", {
        login: "olive",
        password: newPassword,
      });
      expect(signIn.status).toBe(200);
      const audit = await send(server.port, {
        path: "/api/reports/audit?action=auth.createPasswordReset",
        headers: { cookie: cookieIn(signIn) },
      });
      expect(JSON.parse(audit.text).items).toHaveLength(1);
      const unknownLogin = await runCommand({
        dataFolder: folder.path,
        args: ["reset-password", "nobody"],
      });
      expect(unknownLogin).toEqual({
        code: 1,
        output: expect.stringContaining("This person does not exist"),
      });
    },
  );
});
