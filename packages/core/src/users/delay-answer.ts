import { setTimeout as wait } from "node:timers/promises";
import { refuse } from "../errors/domain-error.ts";

/** The maximum number of delayed answers; a flood of attempts must not fill the memory. */
const MOST_DELAYED = 50;
let delayed = 0;

/** Waits before an answer, in milliseconds. Refuses 429 `too_many_requests` if too many answers are already delayed. */
export async function delayAnswer(ms: number): Promise<void> {
  if (ms <= 0) return;
  if (delayed >= MOST_DELAYED)
    throw refuse("too_many_requests", { retryAfterSeconds: Math.ceil(ms / 1000) });
  delayed += 1;
  try {
    await wait(ms);
  } finally {
    delayed -= 1;
  }
}
