import { connect, createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";

/** A proxy between clients and a server whose connections can be cut. */
export interface BreakableProxy {
  readonly url: string;
  /** Destroys every connection; new ones are accepted. */
  breakAll(): void;
  close(): void;
}

export async function startBreakableProxy(port: number): Promise<BreakableProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect({ host: "127.0.0.1", port, noDelay: true });
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // safe because a server that listens on a port has both
  const { port: own } = server.address() as AddressInfo;
  const breakAll = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    url: `http://127.0.0.1:${own}`,
    breakAll,
    close: () => {
      server.close();
      breakAll();
    },
  };
}
