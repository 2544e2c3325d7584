import { existsSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { once } from "node:events";
import { connect } from "node:net";
import type { Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dataFolder, startChild } from "./testing/child-server.ts";
import type { ChildServer } from "./testing/child-server.ts";
import { hasAddress, ONE_LOOPBACK } from "./testing/loopback.ts";
import { send } from "./testing/send.ts";
import { Till } from "./testing/trade.ts";

const MEGABYTE = 1024 * 1024;
const BODY = 300 * MEGABYTE;
const CHUNK = Buffer.alloc(256 * 1024, "x");
const folder = dataFolder();
let server: ChildServer;
let till: Till;
/** The memory before the attack, in bytes. */
let atFirst: number;
beforeAll(async () => {
  server = await startChild({ dataFolder: folder.path });
  till = await Till.open(server.port, server.setupToken);
  if (canMeasure) atFirst = peakMemory();
});
afterAll(async () => {
  till.close();
  await server.end("SIGKILL");
  folder.remove();
});

const canMeasure = existsSync("/proc/self/status");
const NO_PROC = "this system does not tell what memory another process holds";

/** The maximum memory of the server, in bytes. */
function peakMemory(): number {
  const status = readFileSync(`/proc/${server.child.pid}/status`, "utf8");
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
}

/**
 * Sends 300 MB in a request as long as the server accepts it; returns the status and the accepted size. With a declared
 * length it waits for the response, so the connection cannot break before it is read.
 */
function pour(
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number; bytes: number }> {
  return new Promise((resolve) => {
    let bytes = 0;
    let status = 0;
    const outgoing = request({
      host: "127.0.0.1",
      port: server.port,
      method: "POST",
      path,
      headers: { origin: `http://127.0.0.1:${server.port}`, cookie: till.cookie, ...headers },
      agent: false,
    });
    outgoing.on("response", (response) => {
      status = response.statusCode ?? 0;
      response.resume();
    });
    outgoing.on("error", () => undefined);
    outgoing.on("close", () => resolve({ status, bytes }));
    const more = (): void => {
      while (bytes < BODY && !outgoing.destroyed) {
        bytes += CHUNK.length;
        if (!outgoing.write(CHUNK)) return;
      }
      outgoing.end();
    };
    outgoing.on("drain", more);
    if ("content-length" in headers) {
      outgoing.on("response", more);
      outgoing.flushHeaders();
    } else more();
  });
}

test("[threat A6] [US7] a body of 300 MB is refused, however it is sent, and costs less than 150 MB of memory", async (ctx) => {
  ctx.skip(!canMeasure, NO_PROC);
  const json = { "content-type": "application/json" };
  const chunked = { "transfer-encoding": "chunked" };
  const rows: [string, Record<string, string>, number[]][] = [
    ["/trpc/auth.signIn", { ...json, "content-length": String(BODY) }, [413]],
    // The connection may break before the response is read; what matters is that the body was not accepted.
    ["/trpc/auth.signIn", { ...json, ...chunked }, [413, 0]],
    ["/api/products", { ...json, ...chunked }, [413, 0]],
    [
      "/trpc/auth.signIn",
      { "content-type": "multipart/form-data; boundary=x", ...chunked },
      [415, 0],
    ],
    ["/nothing", { ...json, ...chunked }, [413, 0]],
  ];
  for (const [path, headers, statuses] of rows) {
    const poured = await pour(path, headers);
    expect(statuses).toContain(poured.status);
    expect(poured.bytes).toBeLessThan(BODY / 4);
  }
  expect(peakMemory() - atFirst).toBeLessThan(150 * MEGABYTE);
  expect(server.child.exitCode).toBeNull();
});

test("[threat A6] [US7] while many clients overload the server, a till continues to sell", async () => {
  const place = await till.stock("MUG", 1000);
  const slow: Socket[] = Array.from({ length: 100 }, () => {
    const socket = connect(server.port, "127.0.0.1", () =>
      socket.write("POST /trpc/auth.signIn HTTP/1.1\r\nX: "),
    );
    return socket.on("error", () => undefined).resume();
  });
  const guesses = Array.from({ length: 40 }, (_, index) =>
    till
      .at(server.port)
      .post("/api/auth/sign-in", { login: `nobody ${index}`, password: "a guess of mine" }),
  );
  const floods = [
    pour("/trpc/auth.signIn", { "content-type": "application/json" }),
    pour("/nothing", {}),
  ];
  // The benchmarks measure the duration during an attack.
  for (let sale = 0; sale < 100; sale++) expect((await till.sell(place)).status).toBe(200);
  await Promise.all([...floods, ...guesses]);
  // If memory cannot be measured, the test above is skipped with a reason.
  if (canMeasure) expect(peakMemory() - atFirst).toBeLessThan(150 * MEGABYTE);
  // An unfinished request is closed.
  await expect.poll(() => slow.every((socket) => socket.closed)).toBe(true);
});

test("[fault B1] responses requested ahead and never read use no memory", async (ctx) => {
  ctx.skip(!canMeasure, NO_PROC);
  const place = await till.stock("CUP", 10);
  const line = `GET /api/docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n\r\n`;
  const ahead = [1, 20, 400].flatMap((count) =>
    Array.from({ length: 10 }, () => {
      const socket = connect(server.port, "127.0.0.1", () => socket.write(line.repeat(count)));
      return socket.on("error", () => undefined);
    }),
  );
  await Promise.all(ahead.map((socket) => once(socket, "connect")));
  for (let sale = 0; sale < 10; sale++) expect((await till.sell(place)).status).toBe(200);
  for (const socket of ahead) socket.destroy();
  expect(peakMemory() - atFirst).toBeLessThan(150 * MEGABYTE);
});

test("[fault B3] a client that opens all connections at once blocks nobody else", async (ctx) => {
  ctx.skip(!(await hasAddress("127.0.0.9")), ONE_LOOPBACK);
  const halfOpen = Array.from({ length: 1000 }, () => {
    const socket = connect({ port: server.port, host: "127.0.0.1", localAddress: "127.0.0.9" });
    socket.on("connect", () => socket.write("GET / HTTP/1.1\r\nX: "));
    return socket.on("error", () => undefined).resume();
  });
  await expect
    .poll(() => halfOpen.filter(({ closed }) => closed).length)
    .toBeGreaterThanOrEqual(500);
  const health = { path: "/healthz", headers: { host: `127.0.0.1:${server.port}` } };
  expect((await send(server.port, health)).status).toBe(200);
  for (const socket of halfOpen) socket.destroy();
});
