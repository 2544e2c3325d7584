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
interface Lane {
  readonly waiting: [IncomingMessage, ServerResponse][];
  /** The number of bytes last accepted by the system, and when. */
  taken: number;
  takenAt: number;
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
  const lanes = new Map<Socket, Lane>();
  const begin = (socket: Socket, request: IncomingMessage, response: ServerResponse): void => {
    response.once("close", () => next(socket));
    onRequest(request, response);
  };
  const next = (socket: Socket): void => {
    const lane = lanes.get(socket);
    const waiting = lane?.waiting.shift();
    if (waiting === undefined || socket.destroyed) lanes.delete(socket);
    else begin(socket, ...waiting);
  };
  const look = (): void => {
    const now = performance.now();
    for (const [socket, lane] of lanes) {
      const taken = socket.bytesWritten - socket.writableLength;
      if (socket.destroyed) lanes.delete(socket);
      else if (taken !== lane.taken || socket.writableLength === 0) {
        lane.taken = taken;
        lane.takenAt = now;
      } else if (now - lane.takenAt >= stalledMs) socket.destroy();
    }
  };
  const timer = setInterval(look, stalledMs / 4);
  timer.unref();
  return {
    onRequest: (request, response) => {
      const { socket } = request;
      const lane = lanes.get(socket);
      if (lane !== undefined) {
        if (lane.waiting.length < MAX_WAITING) lane.waiting.push([request, response]);
        else socket.destroy();
        return;
      }
      if (socket.destroyed) return;
      lanes.set(socket, { waiting: [], taken: 0, takenAt: performance.now() });
      begin(socket, request, response);
    },
    isBusy: (socket) => lanes.has(socket),
    stop: () => clearInterval(timer),
  };
}
