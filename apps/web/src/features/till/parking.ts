/** Parking the cart and resuming parked sales: what is sent, and what the cart becomes. */
import type { ParkedSaleId } from "@daybook/contract/ids";
import { MinorNonNegative } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import type { OpenedParkedSale, ParkedSale, ParkSale } from "@daybook/contract/parked-sales";
import type { Cart, CartProduct } from "./cart.ts";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { fromParked, productsNow, toParked } from "./parked-cart.ts";
import { isBegun } from "./till-state.ts";
import type { TillStore } from "./till-store.ts";

interface PutBackInput {
  readonly key: string;
  readonly id: ParkedSaleId;
  readonly version: number;
  readonly changed: Pick<ParkSale, "cart" | "totalMinor">;
}

/** What parking needs of the server and of this browser. */
export interface ParkingPorts {
  readonly store: TillStore;
  readonly newId: () => string;
  readonly isAway: () => boolean;
  /** Whether a failure is no answer of the server, so that the outcome is unknown. */
  readonly isUnanswered: (error: unknown) => boolean;
  readonly park: (input: ParkSale) => Promise<ParkedSale>;
  readonly putBack: (input: PutBackInput) => Promise<ParkedSale>;
  readonly open: (id: ParkedSaleId) => Promise<OpenedParkedSale>;
  readonly getMany: (ids: readonly string[]) => Promise<readonly CatalogueRow[]>;
  readonly askProduct: (id: string) => Promise<CartProduct>;
}

/** The cart with what the till showed of it. */
interface ShownCart {
  readonly locationId: ParkSale["locationId"];
  readonly totalMinor: Minor;
}

export type Parked =
  | { readonly kind: "parked"; readonly sale: ParkedSale; readonly again: boolean }
  /** The server did not answer: the cart is set aside, and sent again. */
  | { readonly kind: "kept" }
  /** The server refused it: the cart is set aside. */
  | { readonly kind: "refused"; readonly error: unknown };

/** Carts whose parking the server has not answered, by the id under which they are set aside. */
const unanswered = new Map<string, () => Promise<ParkedSale>>();

/** Parks the cart: it leaves the screen at once, and stays on this device until the server has answered. */
export async function parkCart(ports: ParkingPorts, shown: ShownCart): Promise<Parked> {
  const { store, newId, isAway, isUnanswered } = ports;
  const { cart } = store.get().state;
  const id = newId();
  const send = sending(ports, cart, id, shown);
  store.park({ type: "park", id, totalMinor: shown.totalMinor });
  try {
    if (isAway()) throw new Error("the server is away");
    const sale = await send();
    store.park({ type: "parkEnded", id, isParked: true });
    return { kind: "parked", sale, again: cart.parked !== null };
  } catch (error) {
    store.park({ type: "parkEnded", id, isParked: false });
    if (!isUnanswered(error)) return { kind: "refused", error };
    unanswered.set(id, send);
    return { kind: "kept" };
  }
}

/** The same request each time: what was parked before is not parked twice. */
function sending(
  { park, putBack }: ParkingPorts,
  cart: Cart,
  key: string,
  { locationId, totalMinor }: ShownCart,
): () => Promise<ParkedSale> {
  const contents = { cart: toParked(cart), totalMinor: MinorNonNegative.parse(totalMinor) };
  const { parked } = cart;
  return parked === null
    ? () => park({ key, locationId, name: "", ...contents })
    : () => putBack({ key, ...parked, changed: contents });
}

/** Sends the carts again that the server did not answer, unless someone has taken them up. Answers those it has now. */
export async function parkUnanswered(ports: ParkingPorts): Promise<readonly ParkedSale[]> {
  const done: ParkedSale[] = [];
  const waiting = Array.from(unanswered);
  // What is not answered again is put back for the next time.
  unanswered.clear();
  for (const [id, send] of waiting) {
    if (!ports.store.get().state.aside.some((one) => one.id === id)) continue;
    try {
      done.push(await send());
      ports.store.park({ type: "parkEnded", id, isParked: true });
    } catch (error) {
      // A refused one stays set aside.
      if (ports.isUnanswered(error)) unanswered.set(id, send);
    }
  }
  return done;
}

/** Opens a parked sale here. The present cart is parked first; a refusal changes nothing. */
export async function resumeParked(
  ports: ParkingPorts,
  id: ParkedSaleId,
  parkPresent: () => Promise<unknown>,
): Promise<OpenedParkedSale> {
  const { store, open, newId, getMany, askProduct } = ports;
  const opened = await open(id);
  const products = await productsNow(opened, { getMany, ask: askProduct });
  // Not awaited: the cart leaves the screen at once.
  if (isBegun(store.get().state.cart)) void parkPresent();
  // What could not be parked stays; the other one is free again after some minutes.
  if (isBegun(store.get().state.cart)) return opened;
  store.park({ type: "resume", cart: fromParked(opened, { ...products, newId }) });
  return opened;
}
