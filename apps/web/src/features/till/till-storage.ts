import { z } from "zod";
import { Minor, minor } from "@daybook/contract/money";
import type { RingUpSale } from "@daybook/contract/sales";
import { guardedTexts, readJson } from "../../lib/guarded-texts.ts";
import type { GuardedTexts, TextStorage } from "../../lib/guarded-texts.ts";
import { Cart, EMPTY_CART } from "./cart.ts";
import { NO_PROBLEMS } from "./cart-problems.ts";
import type { CartProblems } from "./cart-problems.ts";
import type { RefusedSale } from "./refused-sale.ts";
import type { SoldSale, UnsentSale } from "./unsent-sale.ts";
import type { SetAside } from "./till-state.ts";
import { Unanswered } from "./waiting-scans.ts";

const StoredParkedCart = z.strictObject({ id: z.string(), cart: Cart, totalMinor: Minor });
const StoredTill = z.strictObject({ cart: Cart, aside: z.array(StoredParkedCart) });
/**
 * A paid sale is always sent, even if an older version of this page stored it or the contract refuses it. The server
 * then saves it or refuses it with a reason, and the cart is restored; if skipped here, it would be lost.
 */
const StoredInput = z.custom<RingUpSale>(
  (input) => z.looseObject({ key: z.string() }).safeParse(input).success,
);
const StoredMoment = z.object({
  occurredAt: z.string(),
  replay: z.object({ pricesAt: z.string() }),
});
const StoredSale = z.object({
  input: StoredInput,
  cart: Cart.catch(EMPTY_CART),
  changeMinor: Minor.catch(minor(0)),
  sold: StoredMoment.optional().catch(undefined),
  by: z.string().optional().catch(undefined),
});

/** As the till stored it; if an update reads it differently, the sale is kept without its reason. */
const StoredProblems = z.custom<CartProblems>(
  (problems) =>
    z
      .object({ lines: z.record(z.string(), z.unknown()), above: z.array(z.string()) })
      .safeParse(problems).success,
);
const StoredSold = StoredSale.extend({
  receiptNumber: z.string().optional().catch(undefined),
  undone: z.boolean().optional().catch(undefined),
});
const StoredRefused = StoredSale.extend({ problems: StoredProblems.catch(NO_PROBLEMS) });

/** The beginnings of the names of paid sales: followed by the person, the shop and the key of the sale. */
export const UNSENT = "daybook-unsent:";
export const REFUSED = "daybook-refused:";
const SOLD = "daybook-sold:";

export interface TillStorage {
  load(): { readonly cart: Cart; readonly aside: readonly SetAside[] };
  save(cart: Cart, aside: readonly SetAside[]): void;
  /** Scans that were not added and must be resolved, oldest first. */
  readonly loadScans: () => readonly Unanswered[];
  readonly saveScans: (scans: readonly Unanswered[]) => void;
  /** Paid, and not answered yet. */
  readonly journal: Journal<UnsentSale>;
  /** Paid, and refused by the server: each must be resolved by a user. */
  readonly refused: Journal<RefusedSale>;
  /** Paid, and saved by the server: sent again if the records do not contain it any more. */
  readonly sold: Journal<SoldSale>;
  /** Those of everyone at this device, oldest first. */
  readonly soldHere: () => readonly SoldSale[];
  /** Whether another tab's change under this key belongs to this till. */
  readonly keeps: (key: string) => boolean;
}

/** Sales stored in this browser, each under its key. */
export interface Journal<Kept> {
  list(): readonly Kept[];
  put(sale: Kept): void;
  /** False if it did not exist any more. */
  remove(key: string): boolean;
}

/**
 * The data of the till in this browser, for one user and one shop. If the browser cannot store it (a private window, a
 * full disk), it is kept in memory until the page is left.
 */
export function createTillStorage(scope: string, storage: TextStorage | null): TillStorage {
  const texts = guardedTexts(storage);
  const cartKey = `daybook-cart:${scope}`;
  const scansKey = `daybook-scans:${scope}`;
  const refusedPrefix = `${REFUSED}${scope}:`;
  return {
    load() {
      const stored = StoredTill.safeParse(readJson(texts.get(cartKey)));
      if (!stored.success) return { cart: EMPTY_CART, aside: [] };
      const aside = stored.data.aside.map((one) => ({ ...one, problems: NO_PROBLEMS }));
      return { cart: stored.data.cart, aside };
    },
    save(cart, aside) {
      const stored = aside.map(({ id, cart: waiting, totalMinor }) => ({
        id,
        cart: waiting,
        totalMinor,
      }));
      texts.set(cartKey, JSON.stringify({ cart, aside: stored }));
    },
    loadScans() {
      const stored = readJson(texts.get(scansKey));
      if (!Array.isArray(stored)) return [];
      return stored.flatMap((one: unknown) => Unanswered.safeParse(one).data ?? []);
    },
    saveScans: (scans) => texts.set(scansKey, JSON.stringify(scans)),
    journal: createJournal(`${UNSENT}${scope}:`, texts, StoredSale),
    refused: createJournal(refusedPrefix, texts, StoredRefused),
    sold: createJournal(`${SOLD}${scope}:`, texts, StoredSold),
    soldHere: () => soldInShop(texts, scope),
    keeps: (key) => key === cartKey || key === scansKey || key.startsWith(refusedPrefix),
  };
}

/** The names end in the key of the sale, which ascends with time. */
function soldInShop(texts: GuardedTexts, scope: string): SoldSale[] {
  const [, booksId] = scope.split(":");
  return texts
    .keys(SOLD)
    .filter((name) => name.split(":")[2] === booksId)
    .toSorted((a, b) => (a.slice(a.lastIndexOf(":")) < b.slice(b.lastIndexOf(":")) ? -1 : 1))
    .flatMap((name) => StoredSold.safeParse(readJson(texts.get(name))).data ?? []);
}

/** One entry per sale, so two tabs never overwrite each other's. Keys ascend with time, and so does the list. */
function createJournal<Kept extends UnsentSale>(
  prefix: string,
  texts: GuardedTexts,
  contract: z.ZodType<Kept>,
): Journal<Kept> {
  return {
    list: () =>
      texts
        .keys(prefix)
        .toSorted()
        .flatMap((key): Kept[] => {
          const stored = contract.safeParse(readJson(texts.get(key)));
          return stored.success ? [stored.data] : [];
        }),
    put: (sale) => texts.set(prefix + sale.input.key, JSON.stringify(sale)),
    remove: (key) => texts.remove(prefix + key),
  };
}
