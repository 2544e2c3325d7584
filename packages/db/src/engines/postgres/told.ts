/** Short texts that servers on one PostgreSQL database tell each other; nothing is written. */
import { randomUUID } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { TOLD_CHANNEL } from "./wire.ts";
import type { WirePool } from "./wire.ts";

/** PostgreSQL carries less than 8000 bytes in one notification. */
const PIECE = 7_500;
const MOST_TEXT_BYTES = 1024 * 1024;
const NOTIFY = `SELECT pg_notify('${TOLD_CHANNEL}', $1)`;

export interface Told {
  tell(text: string): Promise<void>;
  /** Returns the function that unsubscribes. */
  add(listener: (text: string) => void): () => void;
  /** A notification of the channel, also one of this process. */
  receive(notification: string): void;
}

/** A text is compressed and sent in pieces: `from:number:index:count:base64`. */
export function createTold(pool: WirePool, onDefect: (sentence: string) => void): Told {
  const self = randomUUID().slice(0, 8);
  const listeners = new Set<(text: string) => void>();
  /** The pieces of the text that each process is sending: the notifications of one process arrive in order. */
  const begun = new Map<string, { readonly number: string; readonly pieces: string[] }>();
  let sent = 0;
  /** One text after another, so the pieces of two never mix. */
  let last: Promise<unknown> = Promise.resolve();

  const send = async (text: string) => {
    const packed = deflateRawSync(text).toString("base64");
    const count = Math.ceil(packed.length / PIECE);
    const number = ++sent;
    for (let index = 0; index < count; index++) {
      const piece = packed.slice(index * PIECE, (index + 1) * PIECE);
      const values = [`${self}:${number}:${index}:${count}:${piece}`];
      await pool.query({ text: NOTIFY, values, arrays: true });
    }
  };

  return {
    tell(text) {
      const sending = last.then(() => send(text));
      last = sending.catch(() => undefined);
      return sending;
    },
    add(listener) {
      const entry = (text: string) => listener(text);
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
    receive(notification) {
      const [from = "", number = "", index = "", count = "", piece = ""] = notification.split(":");
      if (from === "" || from === self) return;
      const before = begun.get(from);
      const pieces = before?.number === number ? before.pieces : [];
      // A piece was lost with the connection: the text is dropped, and a later one replaces it.
      if (pieces.length !== Number(index)) return void begun.delete(from);
      pieces.push(piece);
      if (pieces.length < Number(count)) return void begun.set(from, { number, pieces });
      begun.delete(from);
      try {
        const packed = Buffer.from(pieces.join(""), "base64");
        const text = inflateRawSync(packed, { maxOutputLength: MOST_TEXT_BYTES }).toString();
        for (const listener of listeners) listener(text);
      } catch (error) {
        onDefect(`A text of another server could not be read: ${String(error)}`);
      }
    },
  };
}
