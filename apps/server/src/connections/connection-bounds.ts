import { networkOf } from "@daybook/core/users/network-of";
import { isLoopback } from "@daybook/core/users/sign-in";

/** A browser opens six connections and one per tab; this is enough for a counter full of them behind one address. */
export const PER_NETWORK = 100;
/** This machine's own programs are not strangers, but one that runs wild leaves room for the others. */
export const ON_THIS_MACHINE = 500;

/** Counts what each neighbour has open: an IPv4 address, or a /64 of IPv6. */
export class NetworkCount {
  readonly #open = new Map<string, number>();

  /** Counts one more; false where the neighbour has enough. */
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
