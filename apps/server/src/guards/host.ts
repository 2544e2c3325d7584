import { inUrl } from "../network-addresses.ts";

const HOST = /^(\[[0-9a-f:.]{2,45}\]|[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)(?::(\d{1,5}))?$/i;
const LAST_PORT = 65_535;
const REMEMBERED = 100;

/**
 * The host names of the server: those of this machine and the configured ones. Without this list any web page could
 * point its own host name at the shop's address and read the responses (DNS rebinding).
 */
export class AllowedHosts {
  readonly #configured: readonly string[];
  readonly #addresses: () => readonly string[];
  /** Names in the local network, which follow the shop's name. */
  readonly #localNames: () => readonly string[];
  #names: ReadonlySet<string> = new Set();
  /** Cached results by header text, because only a few names are used. */
  readonly #verdicts = new Map<string, boolean>();

  constructor(
    configured: readonly string[],
    addresses: () => readonly string[],
    localNames: () => readonly string[],
  ) {
    this.#configured = configured;
    this.#addresses = addresses;
    this.#localNames = localNames;
    this.refresh();
  }

  /** Reads the network addresses again: they change while the server runs. */
  refresh(): void {
    this.#names = new Set([
      "localhost",
      "127.0.0.1",
      "[::1]",
      ...this.#localNames(),
      ...this.#configured,
      ...this.#addresses().map(inUrl),
    ]);
    this.#verdicts.clear();
  }

  /** Whether a Host header names this server. */
  allows(header: string | undefined): boolean {
    if (header === undefined) return false;
    const known = this.#verdicts.get(header);
    if (known !== undefined) return known;
    const [, name, port = "1"] = HOST.exec(header) ?? [];
    const allowed =
      name !== undefined &&
      this.#names.has(name.toLowerCase()) &&
      Number(port) >= 1 &&
      Number(port) <= LAST_PORT;
    if (this.#verdicts.size < REMEMBERED) this.#verdicts.set(header, allowed);
    return allowed;
  }
}

/** Node keeps the first of two Host headers, a proxy in front of it may keep the last: such a request is ambiguous. */
export function hasTwoHosts(rawHeaders: readonly string[]): boolean {
  let seen = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length === 4 && name.toLowerCase() === "host") seen += 1;
  }
  return seen > 1;
}
