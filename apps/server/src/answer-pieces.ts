import { Readable } from "node:stream";

/** Larger responses are sent in pieces of this size, so only unread pieces stay in memory. */
const PIECE_BYTES = 64 * 1024;

/** Whether a response is large enough to be sent in pieces. */
export function isLarge(body: unknown): body is string | Buffer {
  return (typeof body === "string" || Buffer.isBuffer(body)) && body.length > PIECE_BYTES;
}

/** A response as a stream with backpressure. The pieces share the memory of the whole. */
export function inPieces(body: Buffer): Readable {
  function* pieces(): Generator<Buffer> {
    for (let at = 0; at < body.length; at += PIECE_BYTES) yield body.subarray(at, at + PIECE_BYTES);
  }
  return Readable.from(pieces(), { objectMode: false, highWaterMark: PIECE_BYTES });
}
