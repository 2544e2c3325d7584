import { once } from "node:events";
import { connect, createServer } from "node:net";
import type { AddressInfo, Server, Socket } from "node:net";

/** A network proxy between a program and its PostgreSQL server, which a test can cut, pause and restore. */
export interface PostgresProxy {
  /** The address of a database through this proxy; accepts further session settings. */
  urlOf(database: string, settings?: Readonly<Record<string, string | number>>): string;
  /** The next COMMITs of writes reach the server, but the connection is cut before their response. */
  cutAfterCommit(count: number): void;
  /** The number of such COMMITs. */
  readonly cuts: number;
  /** Cuts all connections and accepts none until `comeBack`. */
  goAway(): void;
  /** Keeps all connections open and forwards nothing until `comeBack`, like a server that hangs. */
  hang(): void;
  comeBack(): void;
  close(): Promise<void>;
}

type State = "there" | "away" | "hung";

/** `server` is any address on the PostgreSQL server. */
export async function openPostgresProxy(server: string): Promise<PostgresProxy> {
  const target = new URL(server);
  const pairs = new Set<readonly [Socket, Socket]>();
  let state: State = "there";
  let toCut = 0;
  let cuts = 0;

  const onCommand = (data: Buffer, client: Socket, upstream: Socket): void => {
    const isCut = toCut > 0 && data.includes("COMMIT");
    if (!isCut) return void upstream.write(data);
    toCut -= 1;
    cuts += 1;
    client.pause();
    upstream.removeAllListeners("data");
    // The response means that the server has committed; it is never forwarded.
    upstream.once("data", () => {
      client.destroy();
      upstream.end();
    });
    upstream.write(data);
  };

  const join = (client: Socket): void => {
    if (state === "away") return void client.destroy();
    const upstream = connect(Number(target.port), target.hostname);
    const pair = [client, upstream] as const;
    pairs.add(pair);
    for (const socket of pair) {
      socket.on("error", () => undefined);
      socket.on("close", () => {
        pairs.delete(pair);
        pair.forEach((other) => other.destroy());
      });
      if (state === "hung") socket.pause();
    }
    client.on("data", (data: Buffer) => onCommand(data, client, upstream));
    upstream.on("data", (data) => void client.write(data));
    if (state === "hung") pair.forEach((socket) => socket.pause());
  };

  const listener = createServer(join);
  const port = await listenOn(listener);
  const all = (act: (socket: Socket) => void): void => pairs.forEach((pair) => pair.forEach(act));
  return {
    urlOf(database, settings = {}) {
      const url = new URL(database);
      url.host = `127.0.0.1:${port}`;
      for (const [name, value] of Object.entries(settings))
        url.searchParams.set(name, String(value));
      return url.href;
    },
    cutAfterCommit(count) {
      toCut = count;
      cuts = 0;
    },
    get cuts() {
      return cuts;
    },
    goAway() {
      state = "away";
      all((socket) => socket.destroy());
    },
    hang() {
      state = "hung";
      all((socket) => socket.pause());
    },
    comeBack() {
      state = "there";
      all((socket) => socket.resume());
    },
    async close() {
      all((socket) => socket.destroy());
      listener.close();
      await once(listener, "close");
    },
  };
}

async function listenOn(listener: Server): Promise<number> {
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  // safe because a server that listens on a port has an address
  return (listener.address() as AddressInfo).port;
}
