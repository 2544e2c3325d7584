import { setTimeout as wait } from "node:timers/promises";
import { refuse } from "../errors/domain-error.ts";

/** The maximum number of delayed answers; a flood of attempts must not fill the memory. */
const HELD_AT_ONCE = 50;
let held = 0;

/** Waits before an answer, in milliseconds. Refuses 429 `too_many_requests` if too many answers are already delayed. */
export async function holdBack(ms: number): Promise<void> {
  if (ms <= 0) return;
  if (held >= HELD_AT_ONCE)
    throw refuse("too_many_requests", { retryAfterSeconds: Math.ceil(ms / 1000) });
  held += 1;
  try {
    await wait(ms);
  } finally {
    held -= 1;
  }
}
