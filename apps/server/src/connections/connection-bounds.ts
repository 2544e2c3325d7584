import { networkOf } from "@daybook/core/users/network-of";
import { isLoopback } from "@daybook/core/users/sign-in";

/** A browser opens six connections plus one per tab; this is enough for several browsers behind one address. */
export const PER_NETWORK = 100;
/** Local programs are trusted, but a faulty one must leave connections for others. */
export const ON_THIS_MACHINE = 500;

/** Counts the open connections per network: an IPv4 address, or a /64 of IPv6. */
export class NetworkCount {
  readonly #open = new Map<string, number>();

  /** Counts one more; false if the limit is reached. */
  enter(address: string): boolean {
    const network = networkOf(address);
    const open = this.#open.get(network) ?? 0;
    if (open >= (isLoopback(address) ? ON_THIS_MACHINE : PER_NETWORK)) return false;
    this.#open.set(network, open + 1);
    return true;
  }

  leave(address: string): void {
    const network = networkOf(address);
    const open = (this.#open.get(network) ?? 0) - 1;
    if (open > 0) this.#open.set(network, open);
    else this.#open.delete(network);
  }
}
