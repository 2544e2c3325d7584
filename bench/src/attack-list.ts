/** The requests of each attack. None of them waits for a response unless it has to. */
import { connect } from "node:net";
import type { Socket } from "node:net";
import { createDaybookClient } from "@daybook/client";
import { newId } from "@daybook/contract/uuid";

interface Target {
  readonly port: number;
  readonly url: string;
  readonly apiKeys: readonly string[];
  /** False when the attack's time is over. */
  going(): boolean;
}

export interface Attack {
  /** The defect that it once caused. */
  readonly fault: string;
  readonly what: string;
  /** Returns a summary of the result. */
  run(target: Target): Promise<string>;
}

/** Attackers use another address than the till. Linux accepts all of 127.0.0.0/8. */
const OTHER_ADDRESS = "127.0.0.2";
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export const ATTACKS: readonly Attack[] = [
  {
    fault: "B1",
    what: "400 requests for a large file on one connection, never read",
    run: (target) =>
      repeat(target, { times: 5, everyMs: 500 }, async () => {
        const socket = await dial(target.port, OTHER_ADDRESS);
        socket.pause();
        socket.write(head("GET", "/api/docs/swagger-ui-bundle.js", target).repeat(400));
        return socket;
      }),
  },
  {
    fault: "B2",
    what: "a body of 0.9 MB with 110,000 unknown names, before sign-in",
    run: (target) => {
      const names = Array.from({ length: 110_000 }, (_, n) => `"n${n}":0`).join();
      const request = post("/trpc/auth.signIn", `{${names}}`, target);
      return repeat(target, { times: 20, everyMs: 200 }, async () => {
        const socket = await dial(target.port, OTHER_ADDRESS);
        socket.resume();
        socket.write(request);
        return socket;
      });
    },
  },
  {
    fault: "B3",
    what: "1,000 half-open requests of one address, again and again",
    run: (target) =>
      repeat(target, { times: 3000, everyMs: 1 }, async () => {
        const socket = await dial(target.port, OTHER_ADDRESS);
        socket.write("GET / HTTP/1.1\r\nhost: 127.0.0.1\r\n");
        return socket;
      }),
  },
  {
    fault: "B4",
    what: "20 sockets with 1,000 subscriptions each",
    run: subscribeToEverything,
  },
  {
    fault: "B5",
    what: "60 proofs of the books, 20 at once, and batches of 20",
    run: async (target) => {
      const twenty = `/trpc/${twentyOf("reports.verify").join()}?batch=1`;
      const bodies = JSON.stringify(Object.fromEntries(twentyOf({}).entries()));
      const proof = () => post("/api/reports/verify", "{}", target, bearer(target));
      const proofs = () => post(twenty, bodies, target, bearer(target));
      const [single, batched] = await Promise.all([
        byKey(target, { times: 60, atOnce: 20, everyMs: 1000 }, proof),
        byKey(target, { times: 60, atOnce: 1, everyMs: 100 }, proofs),
      ]);
      return `${single}; batches ${batched}`;
    },
  },
  {
    fault: "B6",
    what: "wrong passwords from 24 addresses",
    run: async (target) => {
      const body = JSON.stringify({ login: "owner", password: "not the password" });
      const request = post("/trpc/auth.signIn", body, target);
      let n = 0;
      return repeat(target, { times: 200, everyMs: 20 }, async () => {
        n += 1;
        const socket = await dial(target.port, `127.0.1.${(n % 24) + 1}`);
        socket.resume();
        socket.write(request);
        return socket;
      });
    },
  },
  {
    fault: "B7",
    what: "catalogue pages, 4 at once, and batches of 20",
    run: async (target) => {
      const get = (path: string) => head("GET", path, target, bearer(target));
      const one = get(batch("catalogue.page", [{ limit: 1000 }]));
      const twenty = get(batch("catalogue.page", twentyOf({ limit: 1000 })));
      const [single, batched] = await Promise.all([
        byKey(target, { times: 400, atOnce: 4, everyMs: 20 }, () => one),
        byKey(target, { times: 60, atOnce: 1, everyMs: 100 }, () => twenty),
      ]);
      return `${single}; batches ${batched}`;
    },
  },
  {
    fault: "B7",
    what: "1,000 products made by each of ten requests",
    run: (target) =>
      byKey(target, { times: 10, atOnce: 1, everyMs: 500 }, () =>
        post("/api/products/bulk", manyProducts(), target, bearer(target)),
      ),
  },
];

interface Bounds {
  readonly times: number;
  readonly everyMs: number;
}

/** Opens sockets one after another, holds them until the end, and closes them. */
async function repeat(
  target: Target,
  { times, everyMs }: Bounds,
  open: () => Promise<Socket>,
): Promise<string> {
  const sockets: Socket[] = [];
  let turnedAway = 0;
  for (let n = 0; n < times && target.going(); n += 1) {
    try {
      sockets.push(await open());
    } catch {
      turnedAway += 1;
    }
    await pause(everyMs);
  }
  while (target.going()) await pause(50);
  const hungUp = sockets.filter((socket) => socket.destroyed).length;
  for (const socket of sockets) socket.destroy();
  return `${sockets.length} sent, ${turnedAway + hungUp} turned away or hung up on`;
}

/** Sends requests with a key, several at once, and reads every response completely. */
async function byKey(
  target: Target,
  { times, atOnce, everyMs }: Bounds & { readonly atOnce: number },
  request: () => string,
): Promise<string> {
  let sent = 0;
  const answers = new Map<string, number>();
  const worker = async () => {
    while (sent < times && target.going()) {
      sent += 1;
      const status = await oneAnswer(target.port, request());
      answers.set(status, (answers.get(status) ?? 0) + 1);
      await pause(everyMs);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return [...answers].map(([status, count]) => `${count} × ${status}`).join(", ");
}

async function oneAnswer(port: number, request: string): Promise<string> {
  const socket = await dial(port, "127.0.0.1");
  return new Promise((resolve) => {
    let first = "";
    const end = () => resolve(first.slice(9, 12) || "hung up");
    socket.on("data", (part: Buffer) => {
      if (first.length < 12) first += part.toString("latin1", 0, 12);
    });
    socket.once("close", end);
    socket.write(request);
  });
}

async function subscribeToEverything(target: Target): Promise<string> {
  let refused = 0;
  const subscriptions: { unsubscribe(): void }[] = [];
  for (let socket = 0; socket < 20 && target.going(); socket += 1) {
    const apiKey = target.apiKeys[socket % target.apiKeys.length] ?? "";
    const client = createDaybookClient({ url: target.url, apiKey });
    for (let n = 0; n < 1000; n += 1) {
      subscriptions.push(client.live.changes.subscribe({}, { onError: () => (refused += 1) }));
      // This process also simulates the till.
      if (n % 100 === 0) await pause(1);
    }
  }
  while (target.going()) await pause(50);
  for (const subscription of subscriptions) subscription.unsubscribe();
  return `${subscriptions.length} asked for, ${refused} refused`;
}

const twentyOf = <T>(one: T): T[] => Array.from({ length: 20 }, () => one);

function manyProducts(): string {
  const mark = newId().slice(-12);
  return JSON.stringify({
    key: newId(),
    products: Array.from({ length: 1000 }, (_, n) => ({
      sku: `${mark}-${n}`,
      name: `Made in bulk ${mark} ${n}`,
      priceMinor: 499,
    })),
  });
}

function dial(port: number, localAddress: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: "127.0.0.1", port, localAddress, noDelay: true });
    // The server may close a connection later.
    socket.on("error", reject);
    socket.once("connect", () => resolve(socket));
  });
}

const bearer = ({ apiKeys }: Target) =>
  `authorization: Bearer ${apiKeys[0] ?? ""}\r\nconnection: close\r\n`;

function head(method: string, path: string, { port }: Target, more = ""): string {
  return `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n${more}\r\n`;
}

function post(path: string, body: string, target: Target, more = ""): string {
  const length = `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
  return head("POST", path, target, `${more}${length}`) + body;
}

function batch(procedure: string, inputs: readonly object[]): string {
  const names = inputs.map(() => procedure).join();
  const input = encodeURIComponent(JSON.stringify(Object.fromEntries(inputs.entries())));
  return `/trpc/${names}?batch=1&input=${input}`;
}
