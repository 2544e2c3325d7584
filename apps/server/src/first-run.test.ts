import { connect } from "node:net";
import { afterEach, expect, test } from "vitest";
import { newId } from "@daybook/contract/uuid";
import { systemActor } from "@daybook/core/context/context";
import { dropGuards } from "@daybook/db/testing-tamper";
import { dataFolder } from "./testing/child-server.ts";
import { hasAddress, ONE_LOOPBACK } from "./testing/loopback.ts";
import { refusalIn, send } from "./testing/send.ts";
import { openTestServer, setupInput } from "./testing/test-server.ts";
import type { TestServer, TestServerOptions } from "./testing/test-server.ts";

// Another loopback address represents the shop's network.
const LAN = "127.0.0.2";

const open: TestServer[] = [];
async function start(options: TestServerOptions = {}): Promise<TestServer> {
  const server = await openTestServer({ networkAddresses: () => [LAN], ...options });
  open.push(server);
  return server;
}
afterEach(async () => {
  for (const server of open.splice(0)) await server.stop();
});

/** Whether a server responds at an address. */
function listens(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, address);
    socket.on("connect", () => resolve(true));
    socket.on("error", () => resolve(false));
    socket.on("close", () => socket.destroy());
    socket.on("connect", () => socket.destroy());
  });
}

test("[threat A4] [US1] before setup, the server listens on this computer only and prints one link", async () => {
  const server = await start();
  expect(server.running.addresses.filter((address) => address !== "::1")).toEqual(["127.0.0.1"]);
  expect(await listens(LAN, server.port)).toBe(false);
  const token = server.running.setupToken ?? "";
  expect(token).toMatch(/^[\w-]{22}$/);
  expect(await server.running.standing()).toContain(
    `http://127.0.0.1:${server.port}/setup#${token}`,
  );
  const status = await server.get("/api/setup");
  expect(JSON.parse(status.text)).toMatchObject({ setUp: false, shopName: null });
  expect(status.text).not.toContain(token);
});

test("[threat A4] [US1] without the token nobody can set up, and each start has its own token", async () => {
  const server = await start();
  const other = await start();
  for (const token of ["", "a".repeat(22), other.running.setupToken ?? ""]) {
    const answer = await server.post("/api/setup", setupInput(token));
    expect([answer.status, refusalIn(answer.text).code]).toEqual(
      token === "" ? [400, "invalid_input"] : [403, "setup_token_wrong"],
    );
  }
  expect(JSON.parse((await server.get("/api/setup")).text).setUp).toBe(false);
});

test("[threat A4] [US1] if two people use the right token at the same moment, one becomes owner", async () => {
  const server = await start();
  const input = setupInput(server.running.setupToken ?? "");
  const answers = await Promise.all([
    server.post("/api/setup", input),
    server.post("/trpc/setup.create", input),
    server.post("/api/setup", { ...input, owner: { ...input.owner, login: "mallory" } }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  const cookie =
    answers.flatMap(({ headers }) => headers["set-cookie"] ?? [])[0]?.split(";")[0] ?? "";
  const users = JSON.parse((await server.get("/api/users", { cookie })).text);
  expect(users.items).toHaveLength(1);
});

test("[threat A4] [US1] after setup the setup link stays closed, also with the token", async () => {
  const server = await start();
  const token = server.running.setupToken ?? "";
  await server.setUp();
  const again = await server.post("/api/setup", setupInput(token), { cookie: "" });
  expect([again.status, refusalIn(again.text).code]).toEqual([409, "set_up_already"]);
});

test("[threat A4] [US1] after a restart setup stays closed, also if no user could sign in any more", async () => {
  const folder = dataFolder();
  const setupToken = "Zm9yLWEtY29udGFpbmVyLTEyMw";
  const config = { storeUrl: `file:${folder.path}/daybook.db`, setupToken };
  // This token is valid at every start, so only the existing shop prevents setup.
  const requestSetup = async () => {
    const server = await start({ config });
    const people = await server.running.work.store.read((tx) => tx.db.$count(tx.t.appUser));
    const answers = [
      await server.post("/api/setup", setupInput(setupToken)),
      await server.post("/trpc/setup.create", setupInput(setupToken)),
    ];
    const printed = answers.map(({ status, text }) => [status, refusalIn(text).code]);
    return { server, people, said: printed, announced: server.running.setupToken };
  };
  const shut = Array.from({ length: 2 }, () => [409, "set_up_already"]);
  try {
    const first = await start({ config });
    expect((await first.post("/api/setup", setupInput(setupToken))).status).toBe(200);
    await first.stop();

    const { server: second, ...restarted } = await requestSetup();
    expect(restarted).toEqual({ people: 1, said: shut, announced: null });
    await forgetEverybody(second);
    await second.stop();

    const { server: third, ...deserted } = await requestSetup();
    expect(deserted).toEqual({ people: 0, said: shut, announced: null });
    await third.stop();
  } finally {
    folder.remove();
  }
});

/** Deletes every user from the database, which the product cannot do. */
async function forgetEverybody({ running }: TestServer): Promise<void> {
  const asSystem = { actor: systemActor(0, new Set()), requestId: "test" };
  await running.work.write(asSystem, async (ctx) => {
    await dropGuards(ctx);
    for (const table of [
      ctx.t.knownBrowser,
      ctx.t.session,
      ctx.t.passwordReset,
      ctx.t.userRole,
      ctx.t.auditEntry,
      ctx.t.appUser,
    ])
      await ctx.db.delete(table);
  });
}

test("[US1] if the owner allows the shop's network, it can connect at once, and no longer once that is turned off", async (ctx) => {
  ctx.skip(!(await hasAddress(LAN)), ONE_LOOPBACK);
  const printed: string[] = [];
  const server = await start({ print: (text) => void printed.push(text) });
  await server.setUp({ listenOnLan: true });
  await expect.poll(() => server.running.addresses).toContain(LAN);
  expect(await listens(LAN, server.port)).toBe(true);
  await expect.poll(() => printed.join("")).toContain(`http://${LAN}:${server.port}`);
  const settings = JSON.parse((await server.get("/api/settings")).text);
  const change = await server.send({
    method: "PATCH",
    path: "/api/settings",
    headers: { "content-type": "application/json", origin: server.origin, cookie: server.cookie },
    body: JSON.stringify({ key: newId(), version: settings.version, listenOnLan: false }),
  });
  expect(change.status).toBe(200);
  await expect.poll(() => server.running.addresses).not.toContain(LAN);
  expect(await listens(LAN, server.port)).toBe(false);
});

test("[US1] if the owner does not allow it, only this computer can connect", async () => {
  const server = await start();
  await server.setUp();
  expect(await listens(LAN, server.port)).toBe(false);
});

test("[US1] SETUP_TOKEN allows setup from the network, and is not printed", async (ctx) => {
  ctx.skip(!(await hasAddress(LAN)), ONE_LOOPBACK);
  const setupToken = "Zm9yLWEtY29udGFpbmVyLTEyMw";
  const server = await start({ config: { setupToken } });
  expect(server.running.setupToken).toBeNull();
  expect(await server.running.standing()).not.toContain(setupToken);
  expect(await listens(LAN, server.port)).toBe(true);
  const headers = { "content-type": "application/json", origin: `http://${LAN}:${server.port}` };
  const body = JSON.stringify(setupInput(setupToken));
  const host = `${LAN}:${server.port}`;
  const answer = await send(server.port, {
    method: "POST",
    path: "/api/setup",
    headers: { ...headers, host },
    body,
  });
  expect(answer.status).toBe(200);
});

test("[O2] with DAYBOOK_LAN, as in a container, other devices reach the shop whatever its setting says", async (ctx) => {
  ctx.skip(!(await hasAddress(LAN)), ONE_LOOPBACK);
  const server = await start({ config: { lan: true } });
  expect(await listens(LAN, server.port)).toBe(false);
  await server.setUp({ listenOnLan: false });
  await expect.poll(() => listens(LAN, server.port)).toBe(true);
});
