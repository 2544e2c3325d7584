import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

type OnRequest = (request: IncomingMessage, response: ServerResponse) => void;

/** The maximum number of requests waiting on a connection. No browser sends more than one ahead. */
const MAX_WAITING = 32;
/** A client that reads nothing for this long is gone, or tries to fill our memory. */
const STALLED_MS = 20_000;

export interface OneAtATimeOptions {
  readonly onRequest: OnRequest;
  /** How long a response may remain unread; 20 s by default. */
  readonly stalledMs?: number | undefined;
}

/** Processes the requests of each connection one after another. */
export interface OneAtATime {
  readonly onRequest: OnRequest;
  /** Whether a request of this connection is being processed or is waiting. */
  isBusy(socket: Socket): boolean;
  /** Stops checking for connections with unread responses. */
  stop(): void;
}

/** A connection with a request in progress. */
interface ConnectionQueue {
  readonly waiting: [IncomingMessage, ServerResponse][];
  /** The number of bytes last accepted by the system, and when. */
  sentBytes: number;
  sentAt: number;
}

/**
 * A client may send requests before their responses (pipelining), and could make the server hold as many responses as
 * fit into memory. Here the second request starts after the first response was sent; too many waiting requests or an
 * unread response close the connection.
 */
export function createOneAtATime({
  onRequest,
  stalledMs = STALLED_MS,
}: OneAtATimeOptions): OneAtATime {
  const queues = new Map<Socket, ConnectionQueue>();
  const begin = (socket: Socket, request: IncomingMessage, response: ServerResponse): void => {
    response.once("close", () => next(socket));
    onRequest(request, response);
  };
  const next = (socket: Socket): void => {
    const queue = queues.get(socket);
    const waiting = queue?.waiting.shift();
    if (waiting === undefined || socket.destroyed) queues.delete(socket);
    else begin(socket, ...waiting);
  };
  const closeStalled = (): void => {
    const now = performance.now();
    for (const [socket, queue] of queues) {
      const sentBytes = socket.bytesWritten - socket.writableLength;
      if (socket.destroyed) queues.delete(socket);
      else if (sentBytes !== queue.sentBytes || socket.writableLength === 0) {
        queue.sentBytes = sentBytes;
        queue.sentAt = now;
      } else if (now - queue.sentAt >= stalledMs) socket.destroy();
    }
  };
  const timer = setInterval(closeStalled, stalledMs / 4);
  timer.unref();
  return {
    onRequest: (request, response) => {
      const { socket } = request;
      const queue = queues.get(socket);
      if (queue !== undefined) {
        if (queue.waiting.length < MAX_WAITING) queue.waiting.push([request, response]);
        else socket.destroy();
        return;
      }
      if (socket.destroyed) return;
      queues.set(socket, { waiting: [], sentBytes: 0, sentAt: performance.now() });
      begin(socket, request, response);
    },
    isBusy: (socket) => queues.has(socket),
    stop: () => clearInterval(timer),
  };
}
