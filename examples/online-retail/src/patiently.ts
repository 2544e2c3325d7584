import { setTimeout as wait } from "node:timers/promises";
import { isRefusal } from "@daybook/client";

const ATTEMPTS = 8;
const FIRST_WAIT_MS = 250;

/**
 * Makes a call again when it may succeed later: the server is busy, the key's limit is reached, the connection broke.
 * Safe for writes as well, because each carries a key of its own and is booked once however often it is sent.
 */
export async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      const final = isRefusal(error) && !error.data.refusal.retryable;
      if (final || attempt === ATTEMPTS) throw error;
      await wait(FIRST_WAIT_MS * 2 ** (attempt - 1));
    }
  }
}
