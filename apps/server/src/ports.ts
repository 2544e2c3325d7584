/** The devices that Daybook talks to: none by default. */
import { pathToFileURL } from "node:url";
import type { CardTerminal } from "@daybook/core/card-payments/card-terminal";
import type { FiscalSigner } from "@daybook/core/fiscal/fiscal-signer";
import { ConfigError } from "./env.ts";

/** What a module of ports exports: one of these, or both. */
export interface Ports {
  readonly cardTerminal?: CardTerminal;
  readonly fiscalSigner?: FiscalSigner;
}

/** Loads the ports of a module; none without a path. Throws `ConfigError` if the module cannot be used. */
export async function loadPorts(path: string | null): Promise<Ports> {
  if (path === null) return {};
  const loaded: unknown = await import(pathToFileURL(path).href).catch((error: unknown) => {
    throw new ConfigError(`DAYBOOK_PORTS: ${path} cannot be loaded: ${String(error)}`);
  });
  if (!isPorts(loaded))
    throw new ConfigError(`DAYBOOK_PORTS: ${path} exports no cardTerminal and no fiscalSigner.`);
  return loaded;
}

const METHODS = {
  cardTerminal: ["pay", "refund", "abort", "lastResult"],
  fiscalSigner: ["start", "finish", "close", "status"],
} as const satisfies Readonly<Record<keyof Ports, readonly string[]>>;

/** An empty module is probably a wrong path. */
function isPorts(ports: unknown): ports is Ports {
  if (typeof ports !== "object" || ports === null) return false;
  const given = Object.entries(METHODS).filter(([name]) => Reflect.get(ports, name) !== undefined);
  return (
    given.length > 0 &&
    given.every(([name, methods]) => {
      const port: unknown = Reflect.get(ports, name);
      return (
        typeof port === "object" &&
        port !== null &&
        methods.every((method) => typeof Reflect.get(port, method) === "function")
      );
    })
  );
}
