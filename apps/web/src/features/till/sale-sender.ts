import type { RingUpSale, Sale } from "@daybook/contract/sales";
import type { Journal } from "./till-storage.ts";
import type { UnsentSale } from "./unsent-sale.ts";

/**
 * What an error of sending means. `again`: no answer, so nobody knows. `later`: the server answered that it does not
 * know or cannot do it now. Both keep the sale and send it again under its key, for as long as it takes.
 */
export type Verdict = "again" | "later" | "signedOut" | "wrongTime" | "booked" | "refused";

export interface SenderOptions {
  /** Keeps unsent sales, so that neither a reload nor a lost connection loses one. */
  readonly journal: Journal<UnsentSale>;
  readonly send: (input: RingUpSale) => Promise<Sale>;
  readonly judge: (error: unknown) => Verdict;
  /** `sale` is null where it is known to be booked, but not as what. */
  readonly onBooked: (unsent: UnsentSale, sale: Sale | null) => void;
  /** The books have said no. The money is taken, so whoever hears this keeps the sale; it is forgotten here after. */
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

const PAUSE_MS = { first: 500, longest: 10_000 } as const;

/**
 * Sends sales one after the other, each under its own key until it has an answer. The same key is answered the same, so
 * a sale whose answer got lost is not booked twice, and one that was never answered is never given up.
 */
export function createSaleSender(options: SenderOptions): SaleSender {
  const { journal } = options;
  let busy = false;

  const pump = async () => {
    if (busy) return;
    busy = true;
    /** Those the server could not book in this turn; the ones behind them need not wait for that. */
    const kept = new Set<string>();
    let stopped = false;
    let next = first(journal, kept);
    while (next !== undefined && !stopped) {
      const outcome = await attempt(next);
      if (outcome === "kept") kept.add(next.input.key);
      stopped = outcome === "unreachable" || outcome === "signedOut";
      if (outcome === "unreachable") pauses.begin();
      // Asked for anew each time: another tab may have sent it meanwhile.
      next = first(journal, kept);
    }
    busy = false;
    if (!stopped && kept.size > 0) pauses.begin();
    options.onWaiting(stopped || kept.size > 0);
  };

  const pauses = createPauses(options.later, () => void pump());

  const attempt = async (unsent: UnsentSale): Promise<Outcome> => {
    try {
      const sale = await options.send(unsent.input);
      pauses.forget();
      journal.remove(unsent.input.key);
      // Also where another tab had its answer first: this one may still show it as under way.
      options.onBooked(unsent, sale);
      return "settled";
    } catch (error) {
      return settle(unsent, error, options.judge(error));
    }
  };

  const settle = (unsent: UnsentSale, error: unknown, verdict: Verdict): Outcome => {
    const { key } = unsent.input;
    if (verdict === "wrongTime" && unsent.input.occurredAt !== undefined) {
      // Refused for this device's clock, so nothing was booked: the server's own time will do.
      const { occurredAt: _, replay: __, ...input } = unsent.input;
      journal.put({ ...unsent, input });
      return "settled";
    }
    if (verdict === "signedOut") return "signedOut";
    if (verdict === "again") return "unreachable";
    if (verdict === "later") return "kept";
    pauses.forget();
    // Another tab has had the answer.
    if (!journal.list().some(({ input }) => input.key === key)) return "settled";
    if (verdict === "booked") options.onBooked(unsent, null);
    else options.onRefused(unsent, error);
    journal.remove(key);
    return "settled";
  };

  return {
    sell(sale) {
      journal.put(sale);
      void pump();
    },
    resume: pauses.end,
  };
}

/** What came of sending one sale: it is over, it waits for the server to be able to, or nothing can be sent now. */
type Outcome = "settled" | "kept" | "unreachable" | "signedOut";

/** The pauses before sending again: each failure in a row doubles the next one, and any can be cut short. */
function createPauses(later: SenderOptions["later"], run: () => void) {
  let failures = 0;
  let hurry: (() => void) | null = null;
  return {
    forget() {
      failures = 0;
    },
    begin() {
      if (hurry !== null) return;
      const milliseconds = Math.min(PAUSE_MS.first * 2 ** failures, PAUSE_MS.longest);
      failures += 1;
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

function first(journal: Journal<UnsentSale>, kept: ReadonlySet<string>): UnsentSale | undefined {
  return journal.list().find(({ input }) => !kept.has(input.key));
}
