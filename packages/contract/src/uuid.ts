import { z } from "zod";
import { rule } from "./rules.ts";

const NIL_OR_MAX = /^([0-]+|[fF-]+)$/;

/** A UUID of any version from 1 to 8, converted to lowercase, so equal ids are equal text. */
export const Uuid = z
  .uuid(rule("not_an_id"))
  .refine((text) => !NIL_OR_MAX.test(text), rule("not_an_id"))
  .toLowerCase();
export type Uuid = z.infer<typeof Uuid>;

const COUNTER_LIMIT = 0x1000;
const BELIEVED_STEP_BACK_MS = 60_000;

// Random words are drawn in batches: a call for each id would cost more than everything else.
const pool = new Uint32Array(1024);
let drawn = pool.length;

const HEX = Array.from({ length: 0x100 }, (_, byte) => byte.toString(16).padStart(2, "0"));

let lastMs = -1;
let counter = 0;
let prefix = "";

/**
 * A new UUIDv7 (RFC 9562, 6.2 method 1): 48 bits of Unix milliseconds, a 12-bit counter that starts at random in each
 * millisecond, 62 random bits. Ids of one process ascend, also within a millisecond and while the clock is set back
 * by less than a minute; a clock set back further is accepted. `nowMs` is the caller's clock. `newId<ProductId>()`
 * returns it as a branded public id. Uses only `crypto.getRandomValues`, which browsers also provide over plain HTTP.
 */
export function newId<Id extends string = string>(nowMs: number = Date.now()): Id {
  const ms = Math.trunc(nowMs);
  if (ms > lastMs || lastMs - ms > BELIEVED_STEP_BACK_MS) {
    startMillisecond(ms);
  } else {
    counter += 1;
    // If the counter overflows, use the next millisecond instead of waiting.
    if (counter === COUNTER_LIMIT) startMillisecond(lastMs + 1);
  }
  const high = (randomWord() & 0x3fffffff) | 0x80000000;
  const low = randomWord();
  const id =
    `${prefix}-${HEX[0x70 | (counter >>> 8)]}${HEX[counter & 0xff]}` +
    `-${HEX[high >>> 24]}${HEX[(high >>> 16) & 0xff]}` +
    `-${HEX[(high >>> 8) & 0xff]}${HEX[high & 0xff]}` +
    `${HEX[low >>> 24]}${HEX[(low >>> 16) & 0xff]}${HEX[(low >>> 8) & 0xff]}${HEX[low & 0xff]}`;
  // safe because a branded public id is a UUID
  return id as Id;
}

function startMillisecond(ms: number): void {
  lastMs = ms;
  // The upper half of the counter stays free, so at least 2048 ids fit before the next millisecond is used.
  counter = randomWord() & 0x7ff;
  const hex = ms.toString(16).padStart(12, "0");
  prefix = `${hex.slice(0, 8)}-${hex.slice(8)}`;
}

function randomWord(): number {
  if (drawn === pool.length) {
    crypto.getRandomValues(pool);
    drawn = 0;
  }
  const word = pool[drawn] ?? 0;
  drawn += 1;
  return word;
}
