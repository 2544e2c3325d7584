import { createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { refuse } from "@daybook/core/errors/domain-error";
import type { DomainError } from "@daybook/core/errors/domain-error";
import { statusOf } from "@daybook/api/server/refusal";
import type { Server as SecureServer } from "node:https";
import type { Client } from "./client-of.ts";
import type { KeyAndCertificate } from "./local-tls/certificates.ts";
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
  /** The address of the client. */
  readonly clientOf: (request: IncomingMessage) => Client;
  /** Whether connections from this address carry requests of many clients (a proxy). */
  readonly isProxy: (address: string) => boolean;
  /** How long a response may remain unread; by default that of `OneAtATime`. */
  readonly stalledMs?: number | undefined;
  readonly onRequest: (request: IncomingMessage, response: ServerResponse) => void;
  readonly onUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

/** The listening addresses of one application; they can be added and removed while it runs. */
export interface Listeners {
  /** Listens on one more address and returns the port. Throws the system's error on failure. */
  open(address: string, port: number): Promise<number>;
  /** Stops listening on an address; requests in progress finish. */
  close(address: string): void;
  readonly addresses: readonly string[];
  /** Serves HTTPS with this certificate: what is opened from now on, and new connections of what is open. */
  useCertificate(certificate: KeyAndCertificate): void;
  /** Stops listening everywhere and waits for requests in progress, at most this long. */
  stop(timeoutMs: number): Promise<void>;
}

export function createListeners(options: ListenersOptions): Listeners {
  const servers = new Map<string, Server | SecureServer>();
  let certificate: KeyAndCertificate | null = null;
  const parts: Parts = { ...options, ...createTurns(options), connections: new NetworkCount() };
  return {
    get addresses() {
      return [...servers.keys()];
    },
    async open(address, port) {
      const server = createOne(parts, certificate);
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen({ host: address, port, ipv6Only: address.includes(":") }, () => {
          server.off("error", reject);
          resolve();
        });
      });
      servers.set(address, server);
      // safe because a server that listens on a port has both
      return (server.address() as AddressInfo).port;
    },
    close(address) {
      servers.get(address)?.close();
      servers.delete(address);
    },
    useCertificate(next) {
      if (certificate?.certificate === next.certificate) return;
      certificate = next;
      for (const server of servers.values())
        if ("setSecureContext" in server) server.setSecureContext(contextOf(next));
    },
    async stop(timeoutMs) {
      await Promise.all([...servers.values()].map((server) => stopOne(server, timeoutMs)));
      servers.clear();
      parts.turns.stop();
    },
  };
}

interface Parts extends ListenersOptions {
  readonly turns: OneAtATime;
  /** The total of all listeners. */
  readonly connections: NetworkCount;
}

/** Requests behind a proxy are counted by client address, since all use the proxy's connections. */
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

const OPTIONS = {
  requestTimeout: REQUEST_MS,
  headersTimeout: HEADERS_MS,
  keepAliveTimeout: KEEP_ALIVE_MS,
  // How often Node checks for overdue requests; its default is 30 seconds.
  connectionsCheckingInterval: 1_000,
  // The checks refuse a request without Host, with the same response as others.
  requireHostHeader: false,
};

const contextOf = ({ key, certificate }: KeyAndCertificate) => ({ key, cert: certificate });

function createOne(
  { turns, connections, onUpgrade, isProxy }: Parts,
  certificate: KeyAndCertificate | null,
): Server | SecureServer {
  const server =
    certificate === null
      ? createServer(OPTIONS, turns.onRequest)
      : createSecureServer(
          { ...OPTIONS, ...contextOf(certificate), handshakeTimeout: HEADERS_MS },
          turns.onRequest,
        );
  server.maxConnections = MAX_CONNECTIONS;
  server.on("connection", (socket: Socket) => {
    const { remoteAddress: address = "" } = socket;
    if (isProxy(address)) return;
    // Closed without a response, which would cost more work than the client.
    if (!connections.enter(address)) return void socket.destroy();
    socket.once("close", () => connections.leave(address));
  });
  server.on("upgrade", (request, socket: Socket, head) => {
    // With requests still waiting, the order of the responses would be unclear.
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

/** A refusal of a request that never reaches the application. */
function refuseAtOnce(
  request: IncomingMessage,
  response: ServerResponse,
  refusal: DomainError,
  status: number = statusOf(refusal.code),
): void {
  response.writeHead(status, { "content-type": JSON_TYPE, connection: "close" });
  response.end(refusalBody(refusal, "", request.url ?? ""));
}

/** A request that is not valid HTTP. */
function onClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET") return void socket.destroy();
  const statuses: Readonly<Record<string, number>> = {
    HPE_HEADER_OVERFLOW: 431,
    ERR_HTTP_REQUEST_TIMEOUT: 408,
  };
  const status = statuses[error.code ?? ""] ?? 400;
  refuseOnSocket(socket, status, refusalBody(refuse("bad_request", {}), "", ""));
}

function stopOne(server: Server | SecureServer, timeoutMs: number): Promise<void> {
  return new Promise((resolve) => {
    // Keep-alive connections are closed as soon as they are idle.
    const idle = setInterval(() => server.closeIdleConnections(), 25);
    const late = setTimeout(() => server.closeAllConnections(), timeoutMs);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
}
