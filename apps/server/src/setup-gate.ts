import type { SetupGate } from "@daybook/api/server/context";
import { createSecretToken } from "./secret-token.ts";

export interface OpenedGate extends SetupGate {
  /** The token to print; null if it came from the configuration. */
  readonly printable: string | null;
}

/**
 * Protects setup with a secret that is new at each start. A configured token replaces it. `onDone` is called after the
 * shop was created.
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
