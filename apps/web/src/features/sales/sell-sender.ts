import type { Minor } from "@daybook/contract/money";
import type { RingUpSale, Sale } from "@daybook/contract/sales";
import type { Cart } from "./cart.ts";

/** A sale that was paid at the counter and of which the server has not said yet that it is booked. */
export interface UnsentSale {
  readonly input: RingUpSale;
  readonly cart: Cart;
  readonly changeMinor: Minor;
}

/** Where unsent sales are kept, so that neither a reload nor a lost connection loses one. */
export interface SaleJournal {
  list(): readonly UnsentSale[];
  put(sale: UnsentSale): void;
  /** False when it was not there any more. */
  remove(key: string): boolean;
}

/** What an error of sending means. `again`: no answer, so nobody knows. `later`: the server may do it in a moment. */
export type Verdict = "again" | "later" | "signedOut" | "wrongTime" | "booked" | "refused";

export interface SenderOptions {
  readonly journal: SaleJournal;
  readonly send: (input: RingUpSale) => Promise<Sale>;
  readonly judge: (error: unknown) => Verdict;
  /** `sale` is null where it is known to be booked, but not as what. */
  readonly onBooked: (unsent: UnsentSale, sale: Sale | null) => void;
  readonly onRefused: (unsent: UnsentSale, error: unknown) => void;
  /** Hears whether sales are waiting for a connection. */
  readonly onWaiting: (waiting: boolean) => void;
  /** Runs something later; gives back how to do it at once instead. */
  readonly later: (milliseconds: number, run: () => void) => () => void;
}

export interface SaleSender {
  /** Writes the sale down, then sends it. */
  sell(sale: UnsentSale): void;
  /** Sends whatever is written down, now: at the start, and when the connection is back. */
  resume(): void;
}

/** How often a server that is there but cannot book (a full disk) is asked before the cart comes back. */
const TRIES = 3;
const PAUSE_MS = { first: 500, longest: 10_000 } as const;

/**
 * Sends sales one after the other, each under its own key until it has an answer. The same key is answered the same, so
 * a sale whose answer got lost is not booked twice, and one that was never answered is never given up.
 */
export function createSaleSender(options: SenderOptions): SaleSender {
  const { journal } = options;
  let busy = false;
  /** Keys of which an answer got lost: they may be booked, so only a refusal for good gives their cart back. */
  const unanswered = new Set<string>();

  const pump = async () => {
    if (busy) return;
    busy = true;
    let next = first(journal);
    // Asked for anew each time: another tab may have sent it meanwhile.
    while (next !== undefined && (await attempt(next))) next = first(journal);
    busy = false;
    if (next === undefined) options.onWaiting(false);
  };

  const pauses = createPauses(options.later, () => void pump());

  const attempt = async (unsent: UnsentSale): Promise<boolean> => {
    const { key } = unsent.input;
    try {
      const sale = await options.send(unsent.input);
      pauses.forget();
      journal.remove(key);
      // Also where another tab had its answer first: this one may still show it as under way.
      options.onBooked(unsent, sale);
      return true;
    } catch (error) {
      return settle(unsent, error, options.judge(error));
    }
  };

  const settle = (unsent: UnsentSale, error: unknown, verdict: Verdict): boolean => {
    const { key } = unsent.input;
    if (verdict === "wrongTime" && unsent.input.occurredAt !== undefined) {
      // Refused for this device's clock, so nothing was booked: the server's own time will do.
      const { occurredAt: _, ...input } = unsent.input;
      journal.put({ ...unsent, input });
      return true;
    }
    if (verdict === "again") unanswered.add(key);
    const failures = pauses.count();
    const patient =
      verdict === "again" || (verdict === "later" && (failures < TRIES || unanswered.has(key)));
    if (patient) pauses.begin();
    if (patient || verdict === "signedOut") {
      options.onWaiting(true);
      return false;
    }
    pauses.forget();
    unanswered.delete(key);
    if (!journal.remove(key)) return true;
    if (verdict === "booked") options.onBooked(unsent, null);
    else options.onRefused(unsent, error);
    return true;
  };

  return {
    sell(sale) {
      journal.put(sale);
      void pump();
    },
    resume: pauses.end,
  };
}

/** The pauses before sending again: each failure in a row doubles the next one, and any can be cut short. */
function createPauses(later: SenderOptions["later"], run: () => void) {
  let failures = 0;
  let hurry: (() => void) | null = null;
  return {
    /** One more failure; how many there were in a row. */
    count() {
      failures += 1;
      return failures;
    },
    forget() {
      failures = 0;
    },
    begin() {
      const milliseconds = Math.min(PAUSE_MS.first * 2 ** (failures - 1), PAUSE_MS.longest);
      hurry = later(milliseconds, () => {
        hurry = null;
        run();
      });
    },
    /** Runs now, whether or not there is a pause. */
    end() {
      if (hurry === null) run();
      else hurry();
    },
  };
}

function first(journal: SaleJournal): UnsentSale | undefined {
  return journal.list()[0];
}
