import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { SetupGate } from "@daybook/api/server/context";

const BYTES = 16;

export interface OpenedGate extends SetupGate {
  /** The token to print; null where it came from outside and is known there. */
  readonly printable: string | null;
}

/**
 * Guards the first set-up: 128 random bits, new at each start, of which only the hash stays in memory. A token from the
 * configuration takes their place. `onDone` is called once the shop is there.
 */
export function createSetupGate(configured: string | null, onDone: () => void): OpenedGate {
  const token = configured ?? randomBytes(BYTES).toString("base64url");
  const expected = hashOf(token);
  let spent = false;
  return {
    printable: configured === null ? token : null,
    tokenMatches: (given) => !spent && timingSafeEqual(hashOf(given), expected),
    done: () => {
      spent = true;
      onDone();
    },
  };
}

function hashOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
