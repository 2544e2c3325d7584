import { setTimeout as wait } from "node:timers/promises";
import { isRefusal } from "@daybook/client";

const ATTEMPTS = 8;
const FIRST_WAIT_MS = 250;

/**
 * Retries a call that may succeed later: the server is busy, the rate limit is reached, the connection failed. Safe for
 * writes too, because each has its own key and is saved only once.
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
