import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { refuse } from "@daybook/core/errors/domain-error";
import type { DomainError } from "@daybook/core/errors/domain-error";
import { statusOf } from "@daybook/api/server/refusal";
import type { Client } from "./client-of.ts";
import { NetworkCount } from "./connections/connection-bounds.ts";
import { createOneAtATime } from "./connections/one-at-a-time.ts";
import type { OneAtATime } from "./connections/one-at-a-time.ts";
import { JSON_TYPE, refusalBody } from "./refusal-answer.ts";
import { stampSecurityHeaders } from "./security-headers.ts";
import { refuseOnSocket } from "./socket-answer.ts";

const REQUEST_MS = 15_000;
const HEADERS_MS = 5_000;
const KEEP_ALIVE_MS = 30_000;
const MAX_CONNECTIONS = 1_000;
const EXPECTATION_FAILED = 417;

export interface ListenersOptions {
  /** Who is at the other end of a request. */
  readonly clientOf: (request: IncomingMessage) => Client;
  /** Whether connections from this address carry the requests of many. */
  readonly isProxy: (address: string) => boolean;
  /** How long an answer may lie unread; as long as `OneAtATime` says unless given. */
  readonly stalledMs?: number | undefined;
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
  const parts: Parts = { ...options, ...createTurns(options), connections: new NetworkCount() };
  return {
    get addresses() {
      return [...servers.keys()];
    },
    async open(address, port) {
      const server = createOne(parts);
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
      parts.turns.stop();
    },
  };
}

interface Parts extends ListenersOptions {
  readonly turns: OneAtATime;
  /** Of all listeners together. */
  readonly connections: NetworkCount;
}

/** Requests behind a proxy are counted by whom it speaks for, since its connections say nothing. */
function createTurns({
  onRequest,
  clientOf,
  isProxy,
  stalledMs,
}: ListenersOptions): Pick<Parts, "turns"> {
  const forwarded = new NetworkCount();
  const turns = createOneAtATime({
    stalledMs,
    onRequest: (request, response) => {
      stampSecurityHeaders(response);
      if (!isProxy(request.socket.remoteAddress ?? "")) return onRequest(request, response);
      const { address } = clientOf(request);
      if (!forwarded.enter(address))
        return refuseAtOnce(
          request,
          response,
          refuse("too_many_requests", { retryAfterSeconds: 1 }),
        );
      response.once("close", () => forwarded.leave(address));
      onRequest(request, response);
    },
  });
  return { turns };
}

function createOne({ turns, connections, onUpgrade, isProxy }: Parts): Server {
  const server = createServer(
    {
      requestTimeout: REQUEST_MS,
      headersTimeout: HEADERS_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      // Node looks for overdue requests this often; its own default is half a minute.
      connectionsCheckingInterval: 1_000,
      // A request without Host is for the guards to refuse, in the same words as any other.
      requireHostHeader: false,
    },
    turns.onRequest,
  );
  server.maxConnections = MAX_CONNECTIONS;
  server.on("connection", (socket: Socket) => {
    const { remoteAddress: address = "" } = socket;
    if (isProxy(address)) return;
    // Nothing is said: whoever has so many open could not be answered without more work than they do.
    if (!connections.enter(address)) return void socket.destroy();
    socket.once("close", () => connections.leave(address));
  });
  server.on("upgrade", (request, socket: Socket, head) => {
    // After requests that still wait for their answers, nobody could say whose bytes come first.
    if (turns.isBusy(socket)) socket.destroy();
    else onUpgrade(request, socket, head);
  });
  server.on("checkExpectation", (request, response) => {
    stampSecurityHeaders(response);
    refuseAtOnce(request, response, refuse("bad_request", {}), EXPECTATION_FAILED);
  });
  server.on("clientError", onClientError);
  return server;
}

/** A refusal of what never reaches the application. */
function refuseAtOnce(
  request: IncomingMessage,
  response: ServerResponse,
  refusal: DomainError,
  status: number = statusOf(refusal.code),
): void {
  response.writeHead(status, { "content-type": JSON_TYPE, connection: "close" });
  response.end(refusalBody(refusal, "", request.url ?? ""));
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
