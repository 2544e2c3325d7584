import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { refuse } from "@daybook/core/domain-error";
import { refusalBody } from "./refusal-answer.ts";
import { stampSecurityHeaders } from "./security-headers.ts";
import { refuseOnSocket } from "./socket-answer.ts";

const REQUEST_MS = 15_000;
const HEADERS_MS = 10_000;
const KEEP_ALIVE_MS = 30_000;
const MAX_CONNECTIONS = 1_000;

export interface ListenersOptions {
  readonly onRequest: (request: IncomingMessage, response: ServerResponse) => void;
  readonly onUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

/** The addresses at which one application answers; they come and go while it runs. */
export interface Listeners {
  /** Listens on one more address and answers the port. Throws the system's error where that is impossible. */
  open(address: string, port: number): Promise<number>;
  /** Stops listening on an address; what is under way there ends by itself. */
  close(address: string): void;
  readonly addresses: readonly string[];
  /** Stops listening everywhere and waits for what is under way, at most this long. */
  stop(patienceMs: number): Promise<void>;
}

export function createListeners(options: ListenersOptions): Listeners {
  const servers = new Map<string, Server>();
  return {
    get addresses() {
      return [...servers.keys()];
    },
    async open(address, port) {
      const server = createOne(options);
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen({ host: address, port, ipv6Only: address.includes(":") }, () => {
          server.off("error", reject);
          resolve();
        });
      });
      servers.set(address, server);
      // safe because a server that listens on an address and a port has both
      return (server.address() as AddressInfo).port;
    },
    close(address) {
      servers.get(address)?.close();
      servers.delete(address);
    },
    async stop(patienceMs) {
      await Promise.all([...servers.values()].map((server) => stopOne(server, patienceMs)));
      servers.clear();
    },
  };
}

function createOne({ onRequest, onUpgrade }: ListenersOptions): Server {
  const server = createServer(
    {
      requestTimeout: REQUEST_MS,
      headersTimeout: HEADERS_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      // Node looks for overdue requests this often; its own default is half a minute.
      connectionsCheckingInterval: 2_000,
      // A request without Host is for the guards to refuse, in the same words as any other.
      requireHostHeader: false,
    },
    (request, response) => {
      stampSecurityHeaders(response);
      onRequest(request, response);
    },
  );
  server.maxConnections = MAX_CONNECTIONS;
  server.on("upgrade", onUpgrade);
  server.on("clientError", onClientError);
  return server;
}

/** What cannot even be read as HTTP. */
function onClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET") return void socket.destroy();
  const statuses: Readonly<Record<string, number>> = {
    HPE_HEADER_OVERFLOW: 431,
    ERR_HTTP_REQUEST_TIMEOUT: 408,
  };
  const status = statuses[error.code ?? ""] ?? 400;
  refuseOnSocket(socket, status, refusalBody(refuse("bad_request", {}), "", ""));
}

function stopOne(server: Server, patienceMs: number): Promise<void> {
  return new Promise((resolve) => {
    // Connections that wait for a next request are ended as soon as they are found waiting.
    const idle = setInterval(() => server.closeIdleConnections(), 25);
    const late = setTimeout(() => server.closeAllConnections(), patienceMs);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
}
