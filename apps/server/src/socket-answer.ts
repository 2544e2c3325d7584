import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { SECURITY_HEADER_LINES } from "./security-headers.ts";

/** Writes a response to a raw connection and closes it. `body` is JSON. */
export function refuseOnSocket(socket: Duplex, status: number, body: string): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? "Refused"}\r\n${SECURITY_HEADER_LINES}` +
      `content-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n` +
      `connection: close\r\n\r\n${body}`,
    // With `end` alone, it would stay half open as long as the client wants.
    () => socket.destroy(),
  );
}
