import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

type OnRequest = (request: IncomingMessage, response: ServerResponse) => void;

/** So many requests may wait behind the one that is being answered. No browser sends more than one ahead. */
const MAX_WAITING = 32;
/** A reader that takes nothing for so long has gone, or wants to keep the answer in our memory. */
const STALLED_MS = 20_000;

export interface OneAtATimeOptions {
  readonly onRequest: OnRequest;
  /** How long an answer may lie unread; 20 s unless given. */
  readonly stalledMs?: number | undefined;
}

/** Answers the requests of each connection one after the other. */
export interface OneAtATime {
  readonly onRequest: OnRequest;
  /** Whether a request of this connection is being answered or waits to be. */
  isBusy(socket: Socket): boolean;
  /** Stops looking for connections whose answers nobody reads. */
  stop(): void;
}

/** A connection with a request under way. */
interface Lane {
  readonly waiting: [IncomingMessage, ServerResponse][];
  /** Bytes the system had taken when it last took any, and when that was. */
  taken: number;
  takenAt: number;
}

/**
 * A client may send requests ahead of their answers (pipelining), and would so make the server hold as many answers as
 * fit into its memory. Here the second request is looked at when the first answer has left, more than a few that wait end
 * the connection, and so does an answer that nobody reads.
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
