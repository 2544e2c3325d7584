import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { SECURITY_HEADER_LINES } from "./security-headers.ts";

/** Answers on a connection that speaks HTTP no further, and ends it. `body` is JSON. */
export function refuseOnSocket(socket: Duplex, status: number, body: string): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? "Refused"}\r\n${SECURITY_HEADER_LINES}` +
      `content-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n` +
      `connection: close\r\n\r\n${body}`,
    // Ended alone, it would stay half open for as long as the other side likes.
    () => socket.destroy(),
  );
}
