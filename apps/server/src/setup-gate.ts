import type { SetupGate } from "@daybook/api/server/context";
import { createSecretToken } from "./secret-token.ts";

export interface OpenedGate extends SetupGate {
  /** The token to print; null where it came from outside and is known there. */
  readonly printable: string | null;
}

/**
 * Guards the first set-up by a secret that is new at each start. A token from the configuration takes its place.
 * `onDone` is called once the shop is there.
 */
export function createSetupGate(configured: string | null, onDone: () => void): OpenedGate {
  const token = createSecretToken(configured ?? undefined);
  let spent = false;
  return {
    printable: configured === null ? token.text : null,
    tokenMatches: (given) => !spent && token.matches(given),
    done: () => {
      spent = true;
      onDone();
    },
  };
}
