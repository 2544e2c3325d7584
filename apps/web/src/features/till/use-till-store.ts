import { useEffect, useSyncExternalStore } from "react";
import { newId } from "@daybook/contract/uuid";
import { browserStorage } from "../../lib/guarded-texts.ts";
import { connectionStore, useConnection } from "../../lib/connection.ts";
import { useSteady } from "../../lib/press.ts";
import { refusalOf } from "../../lib/refusal-of.ts";
import { useShop } from "../../lib/shop-context.tsx";
import type { ShopContextValue } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { CartProduct } from "./cart.ts";
import type { Cart } from "./cart.ts";
import { NO_PROBLEMS, problemsOf } from "./cart-problems.ts";
import type { LineProblem } from "./cart-problems.ts";
import type { Verdict } from "./sale-sender.ts";
import { createTillStorage } from "./till-storage.ts";
import { createTillStore } from "./till-store.ts";
import type { TillSnapshot, TillStore } from "./till-store.ts";

type Utils = ReturnType<typeof trpc.useUtils>;

/** No answer within this time is no answer: the sale is sent again under its key. */
const ANSWER_WITHIN_MS = 15_000;

// Lives as long as the page does, so that an unsent sale goes on being sent while someone looks at the products.
const stores = new Map<string, TillStore>();

/** The till of the person who is signed in, and its state. */
export function useTillStore(): { readonly store: TillStore; readonly snapshot: TillSnapshot } {
  const shop = useShop();
  const utils = trpc.useUtils();
  // Not kept from the first time: the sample shop may be stocked anew while its page is open, and these are other books.
  const store = storeFor(shop, utils);
  const snapshot = useSteady(useSyncExternalStore(store.subscribe, store.get));
  const live = useConnection() === "live";
  useEffect(() => store.resume(), [store, live]);
  useEffect(() => {
    const listen = (event: StorageEvent) => {
      if (event.key !== null && store.keeps(event.key)) store.reload();
    };
    window.addEventListener("storage", listen);
    return () => window.removeEventListener("storage", listen);
  }, [store]);
  return { store, snapshot };
}

function storeFor({ me, settings, formats }: ShopContextValue, utils: Utils): TillStore {
  const { client } = utils;
  const scope = `${me.user.id}:${settings.booksId}`;
  const existing = stores.get(scope);
  if (existing !== undefined) return existing;
  const store: TillStore = createTillStore({
    storage: createTillStorage(scope, browserStorage()),
    send: (input) =>
      client.sales.ringUp.mutate(input, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }),
    judge: verdictOf,
    later: (milliseconds, run) => {
      const timer = window.setTimeout(run, milliseconds);
      return () => {
        window.clearTimeout(timer);
        run();
      };
    },
    newKey: newId,
    // In reach of the server its clock counts: this device's may be wrong, and prices hold from a moment on.
    whileAway: () => {
      if (connectionStore.get() !== "away") return undefined;
      const occurredAt = new Date();
      // A clock that was set back between the two must not put the prices after the sale.
      const pricesAt = new Date(Math.min(connectionStore.knownUntil(), occurredAt.getTime()));
      return {
        occurredAt: occurredAt.toISOString(),
        replay: { pricesAt: pricesAt.toISOString() },
      };
    },
    explain: (cart, error) => {
      const refusal = refusalOf(error);
      return refusal === null ? NO_PROBLEMS : problemsOf(cart, refusal, formats);
    },
    onReopened: (cart) => {
      void markChanges(store, client, cart);
      // It may as well be a rate, or how taxes are rounded: neither belongs to a line.
      void Promise.all([utils.settings.taxClasses.invalidate(), utils.settings.get.invalidate()]);
    },
  });
  stores.set(scope, store);
  return store;
}

function verdictOf(error: unknown): Verdict {
  const refusal = refusalOf(error);
  // No answer, or none of Daybook's: a proxy that gave up does not know either.
  if (refusal === null) return "again";
  // The page is about to be left; the next one, of the same person and books, sends it.
  if (refusal.code === "not_signed_in" || refusal.code === "other_shop") return "signedOut";
  // It may be booked: the sale waits with its key, and its cart is not offered again.
  if (refusal.code === "outcome_unknown") return "again";
  if (refusal.retryable) return "later";
  // The key was made for this one sale: whoever used it has booked it, perhaps with the server's time.
  if (refusal.code === "key_reused") return "booked";
  const isTime = (path: string): boolean => path === "occurredAt" || path === "replay.pricesAt";
  return Object.keys(refusal.fieldErrors).some(isTime) ? "wrongTime" : "refused";
}

/** The books priced the cart otherwise: asks them for each product and says at its line what has changed. */
async function markChanges(store: TillStore, client: Utils["client"], cart: Cart): Promise<void> {
  const ids = new Set(cart.lines.map((line) => line.product.id));
  const asked = await Promise.allSettled([...ids].map((id) => client.products.get.query({ id })));
  const { state } = store.get();
  // Someone has gone on with it meanwhile.
  if (state.cart !== cart) return;
  const lines: Record<string, LineProblem> = { ...state.problems.lines };
  for (const answer of asked) {
    if (answer.status === "rejected") continue;
    const {
      id,
      sku,
      name,
      unit,
      quantityStepMilli,
      kind,
      priceMinor,
      basisMilli,
      version,
      taxClass,
    } = answer.value;
    const product = CartProduct.parse({
      id,
      sku,
      name,
      unit,
      quantityStepMilli,
      kind,
      priceMinor,
      basisMilli,
      version,
      taxClassId: taxClass.id,
    });
    for (const line of cart.lines)
      if (line.product.id === id && sellsDifferently(line.product, product))
        lines[line.lineId] = { kind: "changed", product };
  }
  store.setProblems({ ...state.problems, lines });
}

/** Whether these two would be sold at another price, another tax or in other steps. */
export function sellsDifferently(was: CartProduct, is: CartProduct): boolean {
  return (
    was.priceMinor !== is.priceMinor ||
    was.basisMilli !== is.basisMilli ||
    was.taxClassId !== is.taxClassId ||
    was.quantityStepMilli !== is.quantityStepMilli
  );
}
