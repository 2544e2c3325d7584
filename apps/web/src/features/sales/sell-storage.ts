import { z } from "zod";
import { Minor, minor } from "@daybook/contract/money";
import type { RingUpSale } from "@daybook/contract/sales";
import { Cart, EMPTY_CART } from "./cart.ts";
import { NO_PROBLEMS } from "./cart-problems.ts";
import type { CartProblems } from "./cart-problems.ts";
import type { RefusedSale } from "./refused-sale.ts";
import type { UnsentSale } from "./sell-sender.ts";
import type { SetAside } from "./sell-till.ts";

const KeptAside = z.strictObject({ id: z.string(), cart: Cart, totalMinor: Minor });
const KeptTill = z.strictObject({ cart: Cart, aside: z.array(KeptAside) });
/**
 * Paid is paid: whatever has a key is sent, also what an older version of this page wrote down or what the contract
 * refuses. The server then books it or says why not, and the cart comes back; passed over here, it would be lost.
 */
const KeptInput = z.custom<RingUpSale>(
  (input) => z.looseObject({ key: z.string() }).safeParse(input).success,
);
const KeptSale = z.object({
  input: KeptInput,
  cart: Cart.catch(EMPTY_CART),
  changeMinor: Minor.catch(minor(0)),
});

/** As the till wrote it; where an update reads it otherwise, the sale is kept and its reason is not. */
const KeptProblems = z.custom<CartProblems>(
  (problems) =>
    z
      .object({ lines: z.record(z.string(), z.unknown()), above: z.array(z.string()) })
      .safeParse(problems).success,
);
const KeptRefused = KeptSale.extend({ problems: KeptProblems.catch(NO_PROBLEMS) });

/** The part of the browser's storage that the till needs. */
export type TextStorage = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

export interface TillStorage {
  load(): { readonly cart: Cart; readonly aside: readonly SetAside[] };
  save(cart: Cart, aside: readonly SetAside[]): void;
  /** Paid, and not answered yet. */
  readonly journal: Journal<UnsentSale>;
  /** Paid, and refused by the books: each waits for a person. */
  readonly refused: Journal<RefusedSale>;
  /** Whether a change of another tab under this key is of these sales. */
  readonly keeps: (key: string) => boolean;
}

/** Sales kept in this browser, each under its key. */
export interface Journal<Kept> {
  list(): readonly Kept[];
  put(sale: Kept): void;
  /** False when it was not there any more. */
  remove(key: string): boolean;
}

/**
 * What the till keeps in this browser for one person and one set of books. A browser that keeps nothing (a private
 * window, a full disk) holds it in memory until the page is left.
 */
export function createTillStorage(scope: string, storage: TextStorage | null): TillStorage {
  const texts = guarded(storage);
  const cartKey = `daybook-cart:${scope}`;
  const refusedPrefix = `daybook-refused:${scope}:`;
  return {
    load() {
      const kept = KeptTill.safeParse(json(texts.get(cartKey)));
      if (!kept.success) return { cart: EMPTY_CART, aside: [] };
      const aside = kept.data.aside.map((one) => ({ ...one, problems: NO_PROBLEMS }));
      return { cart: kept.data.cart, aside };
    },
    save(cart, aside) {
      const kept = aside.map(({ id, cart: waiting, totalMinor }) => ({
        id,
        cart: waiting,
        totalMinor,
      }));
      texts.set(cartKey, JSON.stringify({ cart, aside: kept }));
    },
    journal: createJournal(`daybook-unsent:${scope}:`, texts, KeptSale),
    refused: createJournal(refusedPrefix, texts, KeptRefused),
    keeps: (key) => key === cartKey || key.startsWith(refusedPrefix),
  };
}

/** One entry per sale, so that two tabs never write over each other's. Keys ascend with time, and so does the list. */
function createJournal<Kept extends UnsentSale>(
  prefix: string,
  texts: Texts,
  contract: z.ZodType<Kept>,
): Journal<Kept> {
  return {
    list: () =>
      texts
        .keys(prefix)
        .toSorted()
        .flatMap((key): Kept[] => {
          const kept = contract.safeParse(json(texts.get(key)));
          return kept.success ? [kept.data] : [];
        }),
    put: (sale) => texts.set(prefix + sale.input.key, JSON.stringify(sale)),
    remove: (key) => texts.remove(prefix + key),
  };
}

interface Texts {
  get(key: string): string | null;
  set(key: string, text: string): void;
  remove(key: string): boolean;
  keys(prefix: string): string[];
}

function guarded(storage: TextStorage | null): Texts {
  const memory = new Map<string, string>();
  const attempt = <Result>(use: (real: TextStorage) => Result, otherwise: Result): Result => {
    try {
      return storage === null ? otherwise : use(storage);
    } catch {
      return otherwise;
    }
  };
  const get = (key: string) => memory.get(key) ?? attempt((real) => real.getItem(key), null);
  return {
    get,
    set(key, text) {
      const written = attempt((real) => {
        real.setItem(key, text);
        return true;
      }, false);
      if (written) memory.delete(key);
      else memory.set(key, text);
    },
    remove(key) {
      const there = get(key) !== null;
      memory.delete(key);
      attempt((real) => real.removeItem(key), undefined);
      return there;
    },
    keys(prefix) {
      const kept = attempt(
        (real) => Array.from({ length: real.length }, (_, index) => real.key(index) ?? ""),
        [],
      );
      const all = new Set([...kept, ...memory.keys()]);
      return [...all].filter((key) => key.startsWith(prefix));
    },
  };
}

function json(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
