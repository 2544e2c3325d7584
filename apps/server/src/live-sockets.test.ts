import { once } from "node:events";
import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { createDaybookClient } from "@daybook/client";
import type { LiveEvent } from "@daybook/contract/topics";
import { newId } from "@daybook/contract/uuid";
import { systemActor } from "@daybook/core/context/context";
import { cookieIn, OWNER_PASSWORD, oneSale, openTestServer } from "./testing/test-server.ts";
import type { TestServer } from "./testing/test-server.ts";

let server: TestServer;
beforeEach(async () => {
  server = await (await openTestServer()).setUp();
});
afterEach(async () => {
  await server.stop();
});

const sockets: WebSocket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.terminate();
});

function dial(headers: Record<string, string> = {}, path = "/trpc"): WebSocket {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { headers });
  socket.on("error", () => undefined);
  sockets.push(socket);
  return socket;
}

/** The status of the response to an upgrade; 101 if the socket opens. */
function dialled(headers: Record<string, string>, path?: string): Promise<number> {
  return new Promise((resolve) => {
    const socket = dial(headers, path);
    socket.on("open", () => resolve(101));
    socket.on("unexpected-response", (_request, response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
  });
}

const own = () => ({ origin: server.origin, cookie: server.cookie });

async function opened(headers: Record<string, string> = own()): Promise<WebSocket> {
  const socket = dial(headers);
  await once(socket, "open");
  return socket;
}

async function closeCode(socket: WebSocket): Promise<number> {
  const [code] = await once(socket, "close");
  return code;
}

/** Sends one call and returns the reply. */
async function ask(socket: WebSocket, method: string, path: string, input: unknown) {
  const answered = once(socket, "message");
  socket.send(JSON.stringify({ id: 1, method, params: { path, input } }));
  const [data] = await answered;
  return JSON.parse(String(data));
}

const subscribe = (socket: WebSocket, input: unknown = {}) =>
  ask(socket, "subscription", "live.changes", input);

async function signIn(login: string, password: string): Promise<string> {
  const answer = await server.post("/api/auth/sign-in", { login, password }, { cookie: "" });
  expect(answer.status).toBe(200);
  return cookieIn(answer);
}

/** Creates a user with this role and returns their data. */
function hire(role: string, login: string): Promise<Record<string, string>> {
  const password = OWNER_PASSWORD;
  const person = { key: newId(), login, name: login, password, roles: [role] };
  return server.confirmedJson("/api/users", person);
}

describe("[threat A9] [US7] opening the live socket", () => {
  test.each<[string, () => Record<string, string>, number]>([
    ["our page, signed in", own, 101],
    ["nobody", () => ({ origin: server.origin }), 401],
    ["a wrong cookie", () => ({ origin: server.origin, cookie: `sid=${"a".repeat(43)}` }), 401],
    [
      "another site with the user's cookie",
      () => ({ ...own(), origin: "http://evil.example" }),
      403,
    ],
    ["another port of this machine", () => ({ ...own(), origin: "http://127.0.0.1:9999" }), 403],
    ["no origin", () => ({ cookie: server.cookie }), 403],
    ["the origin null", () => ({ ...own(), origin: "null" }), 403],
    [
      "another name",
      () => ({ ...own(), host: "evil.example", origin: "http://evil.example" }),
      421,
    ],
    ["a wrong API key", () => ({ authorization: "Bearer shop_00000000_no" }), 401],
  ])("%s: %#", async (_name, headers, status) => {
    expect(await dialled(headers())).toBe(status);
    await expect.poll(() => server.running.sockets.count).toBe(status === 101 ? 1 : 0);
  });

  test("exists at one address only", async () => {
    expect(await dialled(own(), "/trpc?x=1")).toBe(101);
    for (const path of ["/", "/api", "/trpc/live.changes", "/trpcx"])
      expect(await dialled(own(), path)).toBe(404);
  });

  test("is refused before setup", async () => {
    const fresh = await openTestServer();
    try {
      const socket = new WebSocket(`ws://127.0.0.1:${fresh.port}/trpc`, {
        headers: { origin: fresh.origin },
      });
      const [, response] = await once(socket, "unexpected-response");
      expect(response.statusCode).toBe(401);
    } finally {
      await fresh.stop();
    }
  });

  test("with an API key needs no origin", async () => {
    const key = await server.confirmedJson("/api/api-keys", {
      key: newId(),
      name: "script",
      scopes: ["live.subscribe", "sales.read"],
    });
    expect(await dialled({ authorization: `Bearer ${key["secret"]}` })).toBe(101);
  });

  test("is limited to twenty sockets per session", async () => {
    const answers = await Promise.all(Array.from({ length: 22 }, () => dialled(own())));
    expect(answers.filter((status) => status === 101)).toHaveLength(20);
    expect(answers.filter((status) => status === 429)).toHaveLength(2);
    sockets[answers.indexOf(101)]?.close();
    await expect.poll(() => dialled(own())).toBe(101);
  });

  test("[fault B4] is limited to forty sockets per user over all sessions", async () => {
    const people: Record<string, string>[] = [];
    while (people.length < 3)
      people.push({ ...own(), cookie: await signIn("olive", OWNER_PASSWORD) });
    const dials = people.flatMap((person) => Array.from({ length: 20 }, () => dialled(person)));
    const answers = await Promise.all(dials);
    expect(answers.filter((status) => status === 101)).toHaveLength(40);
    expect(answers.filter((status) => status === 429)).toHaveLength(20);
  });

  test("[threat A6] [fault B4] is limited to three hundred sockets for all users, of which twenty are reserved for owners", async () => {
    const people: Record<string, string>[] = [];
    for (let n = 0; n < 8; n++) {
      await hire("viewer", `viewer${n}`);
      for (let session = 0; session < 2; session++)
        people.push({ ...own(), cookie: await signIn(`viewer${n}`, OWNER_PASSWORD) });
    }
    const dials = people.flatMap((person) => Array.from({ length: 20 }, () => dialled(person)));
    const answers = await Promise.all(dials);
    expect(answers.filter((status) => status === 101)).toHaveLength(280);
    expect(answers.filter((status) => status === 429)).toHaveLength(40);
    const owners = await Promise.all(Array.from({ length: 20 }, () => dialled(own())));
    expect(owners.every((status) => status === 101)).toBe(true);
    const late = { ...own(), cookie: await signIn("olive", OWNER_PASSWORD) };
    expect(await dialled(late)).toBe(429);
    sockets.find(({ readyState }) => readyState === WebSocket.OPEN)?.close();
    await expect.poll(() => dialled(late)).toBe(101);
  });
});

describe("[threat A9] [US7] messages of the live socket", () => {
  test("subscriptions are accepted, queries and mutations are not", async () => {
    const socket = await opened();
    const before = server.running.work.store.stats.jobs;
    const calls: [string, string, unknown][] = [
      ["query", "products.list", {}],
      ["mutation", "products.create", { key: newId(), sku: "X", name: "X", priceMinor: 1 }],
      ["mutation", "auth.signIn", { login: "olive", password: "guess" }],
      ["query", "live.since", { after: 0 }],
      ["subscription", "products.list", {}],
    ];
    for (const [method, path, input] of calls)
      expect((await ask(socket, method, path, input)).error.data.refusal.code).toBe("no_such_path");
    expect((await ask(socket, "query", "live.changes", {})).error).toBeDefined();
    expect(server.running.work.store.stats.jobs).toBe(before);
    expect((await subscribe(socket)).result).toEqual({ type: "started" });
  });

  test("[fault B4] a socket has a limited number of subscriptions", async () => {
    const socket = await opened();
    const messages = new Map<number, string[]>();
    socket.on("message", (data) => {
      const { id, result, error } = JSON.parse(String(data));
      messages.set(id, [...(messages.get(id) ?? []), result?.type ?? error.data.refusal.code]);
    });
    const params = { path: "live.changes", input: {} };
    const call = (id: number) => ({ id, method: "subscription", params });
    socket.send(JSON.stringify(Array.from({ length: 15 }, (_, id) => call(id))));
    const refused = ["started", "too_many_requests", "stopped"];
    await expect.poll(() => messages.get(14)).toEqual(refused);
    expect([...messages.values()].filter((all) => all.length === 1)).toHaveLength(4);
    // After one subscription ends, another may start.
    socket.send(JSON.stringify({ id: 0, method: "subscription.stop" }));
    await expect.poll(() => messages.get(0)).toEqual(["started", "stopped"]);
    socket.send(JSON.stringify(call(900)));
    socket.send(JSON.stringify(call(901)));
    await expect.poll(() => messages.get(901)).toEqual(refused);
    expect(messages.get(900)).toEqual(["started"]);
  });

  test("[fault B4] messages over 2 KB, over twenty in a second and invalid messages close the socket", async () => {
    const socket = await opened();
    const answered = once(socket, "message");
    socket.send("not json");
    expect(JSON.parse(String((await answered)[0])).error).toBeDefined();
    const closed = closeCode(socket);
    socket.send("x".repeat(3 * 1024));
    expect(await closed).toBe(1009);
    const busy = await opened();
    for (let n = 0; n < 200; n += 1) busy.send("not json");
    expect(await closeCode(busy)).toBe(1006);
  });

  test("nobody receives changes that their role may not read", async () => {
    await server.confirmedJson("/api/users", {
      key: newId(),
      login: "cass",
      name: "Cass",
      password: OWNER_PASSWORD,
      roles: ["stock_clerk"],
    });
    const cookie = await signIn("cass", OWNER_PASSWORD);
    const socket = await opened({ origin: server.origin, cookie });
    const topics: string[] = [];
    await subscribe(socket);
    socket.on("message", (data) => topics.push(JSON.parse(String(data)).result.data.data.topic));
    const at = await server.stock("MUG", 2);
    await server.json("/api/sales", oneSale(at));
    await server.json("/api/products", { key: newId(), sku: "LAST", name: "Last", priceMinor: 1 });
    await expect.poll(() => topics.filter((topic) => topic === "products")).toHaveLength(2);
    expect(topics).toContain("stock");
    expect(topics).not.toContain("sales");
  });
});

describe("[US7] after sign-out", () => {
  // No ping may find this first.
  beforeEach(async () => {
    await server.stop();
    server = await (await openTestServer({ pingMs: 3_600_000 })).setUp();
  });

  const loses = async (socket: WebSocket, act: () => Promise<unknown>) => {
    const closed = closeCode(socket);
    await act();
    expect(await closed).toBe(4401);
  };

  test("the socket closes at once, with a subscription and without", async () => {
    const idle = await opened();
    const listening = await opened();
    await subscribe(listening);
    const other = await signIn("olive", OWNER_PASSWORD);
    const stays = await opened({ origin: server.origin, cookie: other });
    await loses(idle, () =>
      loses(listening, async () => {
        expect((await server.post("/api/auth/sign-out", {})).status).toBe(200);
      }),
    );
    expect(stays.readyState).toBe(WebSocket.OPEN);
  });

  test("by the owner the socket closes too", async () => {
    const made = await server.confirmedJson("/api/users", {
      key: newId(),
      login: "cass",
      name: "Cass",
      password: OWNER_PASSWORD,
      roles: ["cashier"],
    });
    const socket = await opened({
      origin: server.origin,
      cookie: await signIn("cass", OWNER_PASSWORD),
    });
    await loses(socket, () =>
      server.json(`/api/users/${made["id"]}/deactivate`, {
        key: newId(),
        version: made["version"],
      }),
    );
  });

  test("[fault B4] after a change of role the socket closes at once, and so do the sockets of that user's keys", async () => {
    const { id, version } = await hire("owner", "mary");
    const cookie = await signIn("mary", OWNER_PASSWORD);
    const socket = await opened({ origin: server.origin, cookie });
    const scopes = ["live.subscribe", "products.write"];
    await server.post("/api/auth/confirm-password", { password: OWNER_PASSWORD }, { cookie });
    const made = await server.post(
      "/api/api-keys",
      { key: newId(), name: "script", scopes },
      { cookie },
    );
    const script = await opened({ authorization: `Bearer ${JSON.parse(made.text).secret}` });
    const stays = await opened();
    const closed = Promise.all([closeCode(socket), closeCode(script)]);
    const headers = { "content-type": "application/json", origin: server.origin };
    const answer = await server.send({
      method: "PATCH",
      path: `/api/users/${id}`,
      headers: { ...headers, cookie: server.cookie },
      body: JSON.stringify({ key: newId(), version, roles: ["viewer"] }),
    });
    expect(answer.status).toBe(200);
    expect(await closed).toEqual([4401, 4403]);
    expect(stays.readyState).toBe(WebSocket.OPEN);
  });

  test("on another server the next ping closes the socket", async () => {
    await server.stop();
    server = await (await openTestServer({ pingMs: 50 })).setUp();
    const socket = await opened();
    // As another process on the same database would do it, without notifying this one.
    await loses(socket, () =>
      server.running.work.store.write(async (tx) => {
        await tx.db.update(tx.t.session).set({ revokedAt: 1 });
      }),
    );
  });
});

describe("[RP1] live changes", () => {
  const follow = async (onEvent: (event: LiveEvent) => void): Promise<() => void> => {
    class OwnSocket extends WebSocket {
      constructor(address: string) {
        super(address, { headers: own() });
        sockets.push(this);
      }
    }
    const webSocket = OwnSocket as unknown as typeof globalThis.WebSocket;
    const daybook = createDaybookClient({ url: server.origin, webSocket });
    return new Promise((resolve) => {
      const { unsubscribe } = daybook.live.changes.subscribe(
        {},
        { onStarted: () => resolve(unsubscribe), onData: ({ data }) => onEvent(data) },
      );
    });
  };

  test("over cut connections, none is lost and none arrives twice", async () => {
    const at = await server.stock("MUG", 100);
    const seen: LiveEvent[] = [];
    const leave = await follow((event) => void seen.push(event));
    for (let sale = 0; sale < 60; sale++) {
      await server.json("/api/sales", oneSale(at));
      // The connection is destroyed, sometimes while changes are being sent.
      if (sale % 12 === 5) sockets.at(-1)?.terminate();
    }
    const wanted = JSON.parse((await server.get("/api/live/events?after=0&limit=1000")).text);
    const sales = wanted.events.filter((event: LiveEvent) => event.topic === "sales");
    expect(sales).toHaveLength(60);
    await expect.poll(() => seen.filter(({ topic }) => topic === "sales")).toEqual(sales);
    const numbers = seen.map(({ seq }) => seq);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    leave();
  });
});

test("[threat A6] a client with a megabyte unread is disconnected, and the others continue", async () => {
  const slow = await opened();
  const quick = await opened();
  let receivedBytes = 0;
  await subscribe(slow);
  await subscribe(quick);
  quick.on("message", () => (receivedBytes += 1));
  slow.pause();
  const ids = Array.from({ length: 2_000 }, () => newId());
  const { work } = server.running;
  const who = { actor: systemActor(0, new Set()), requestId: "test" };
  let written = 0;
  while (server.running.sockets.count > 1) {
    await work.write(who, (ctx) => Promise.resolve(ctx.changed("products", ...ids)));
    written += 1;
    await turnOfTheLoop();
  }
  await expect.poll(() => receivedBytes).toBe(written);
  expect(quick.readyState).toBe(WebSocket.OPEN);
});

test("[threat A6] [US7] hundreds of connections that send nothing more leave nothing behind", async () => {
  for (let round = 0; round < 3; round++) {
    const dials = await Promise.all(Array.from({ length: 20 }, () => opened()));
    await Promise.all(dials.map((socket) => subscribe(socket)));
    for (const socket of dials) socket.terminate();
    await expect.poll(() => server.running.sockets.count).toBe(0);
  }
});
