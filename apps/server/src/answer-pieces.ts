import { Readable } from "node:stream";

/** Larger answers leave in pieces of this size, so that only what is read leaves the answer's own memory. */
const PIECE_BYTES = 64 * 1024;

/** Whether an answer is so large that it leaves in pieces. */
export function isLarge(body: unknown): body is string | Buffer {
  return (typeof body === "string" || Buffer.isBuffer(body)) && body.length > PIECE_BYTES;
}

/** An answer as a stream that waits for its reader. The pieces share the memory of the whole. */
export function inPieces(body: Buffer): Readable {
  function* pieces(): Generator<Buffer> {
    for (let at = 0; at < body.length; at += PIECE_BYTES) yield body.subarray(at, at + PIECE_BYTES);
  }
  return Readable.from(pieces(), { objectMode: false, highWaterMark: PIECE_BYTES });
}
