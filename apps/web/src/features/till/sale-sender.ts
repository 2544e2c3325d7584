import type { RingUpSale, Sale } from "@daybook/contract/sales";
import type { Journal } from "./till-storage.ts";
import type { UnsentSale } from "./unsent-sale.ts";

/**
 * The meaning of a send error. `again`: no response, so the outcome is unknown. `later`: the server responded that the
 * outcome is unknown or that it cannot save now. In both cases the sale is kept and retried with its key until it
 * succeeds. `signedOut` and `tillRevoked`: it is kept, and sent by the next user, or when this device is a till again.
 */
export type SendError =
  | "again"
  | "later"
  | "signedOut"
  | "tillRevoked"
  | "wrongTime"
  | "booked"
  | "refused";

export interface SenderOptions {
  /** Stores unsent sales, so neither a reload nor a lost connection loses one. */
  readonly journal: Journal<UnsentSale>;
  readonly send: (input: RingUpSale) => Promise<Sale>;
  readonly classify: (error: unknown) => SendError;
  /** `sale` is null if it was saved, but its data is unknown. */
  readonly onSaved: (unsent: UnsentSale, sale: Sale | null) => void;
  /**
   * The server has refused it. The money was received, so the listener must keep the sale; it is deleted here
   * afterwards.
   */
  readonly onRefused: (unsent: UnsentSale, error: unknown) => void;
  /** Called when sales start or stop waiting for a connection. */
  readonly onWaiting: (waiting: boolean) => void;
  /** Schedules a function; returns a function that runs it immediately. */
  readonly later: (milliseconds: number, run: () => void) => () => void;
}

export interface SaleSender {
  /** Stores the sale, then sends it: at first by the server's clock, because it is paid now. */
  sell(sale: UnsentSale): void;
  /** Stores a sale that was paid earlier, then sends it with its own time. */
  sendAgain(sale: UnsentSale): void;
  /** Sends all stored sales now: at startup, and when the connection is back. */
  resume(): void;
}

const PAUSE_MS = { first: 500, longest: 10_000 } as const;

/**
 * Sends sales one after another, each with its own key until it is answered. A retry with the same key returns the same
 * answer, so a sale whose response was lost is not saved twice, and an unanswered sale is never given up.
 */
export function createSaleSender(options: SenderOptions): SaleSender {
  const { journal } = options;
  let busy = false;
  /** Sales that are paid just now. All others are late: the server dates them by the time they were paid. */
  const prompt = new Set<string>();

  const sendStored = async () => {
    if (busy) return;
    busy = true;
    /** Sales that the server could not save in this run; later ones need not wait for them. */
    const unsaved = new Set<string>();
    let stopped = false;
    let next = first(journal, unsaved);
    while (next !== undefined && !stopped) {
      const outcome = await attempt(next);
      if (outcome === "kept") unsaved.add(next.input.key);
      stopped = outcome === "unreachable" || outcome === "stopped";
      if (outcome === "unreachable") pauses.begin();
      // Read again each time, because another tab may have sent it.
      next = first(journal, unsaved);
    }
    busy = false;
    // Whatever still waits may be sent hours later.
    prompt.clear();
    if (!stopped && unsaved.size > 0) pauses.begin();
    options.onWaiting(stopped || unsaved.size > 0);
  };

  const pauses = createPauses(options.later, () => void sendStored());

  const attempt = async (stored: UnsentSale): Promise<Outcome> => {
    const unsent = prompt.delete(stored.input.key) ? stored : withMoment(stored);
    if (unsent !== stored) journal.put(unsent);
    try {
      const sale = await options.send(unsent.input);
      pauses.forget();
      journal.remove(unsent.input.key);
      // Even if another tab received the answer: this one may still show it as pending.
      options.onSaved(unsent, sale);
      return "settled";
    } catch (error) {
      const outcome = settleError(options, unsent, error);
      if (outcome === "settled") pauses.forget();
      return outcome;
    }
  };

  const sendAgain = (sale: UnsentSale) => {
    journal.put(sale);
    void sendStored();
  };

  return {
    sell(sale) {
      prompt.add(sale.input.key);
      sendAgain(sale);
    },
    sendAgain,
    resume: pauses.end,
  };
}

/** The result of sending one sale: finished, waiting for the server, or sending is not possible now. */
type Outcome = "settled" | "kept" | "unreachable" | "stopped";

function settleError(options: SenderOptions, unsent: UnsentSale, error: unknown): Outcome {
  const { journal } = options;
  const kind = options.classify(error);
  const { key } = unsent.input;
  if (kind === "wrongTime" && unsent.input.occurredAt !== undefined) {
    // Refused because of this device's clock, so nothing was saved: use the server's time.
    journal.put(withoutMoment(unsent));
    return "settled";
  }
  if (kind === "signedOut" || kind === "tillRevoked") return "stopped";
  if (kind === "again") return "unreachable";
  if (kind === "later") return "kept";
  // Another tab has received the answer.
  if (!journal.list().some(({ input }) => input.key === key)) return "settled";
  if (kind === "booked") options.onSaved(unsent, null);
  else options.onRefused(unsent, error);
  journal.remove(key);
  return "settled";
}

/** The delays before retries: each failure doubles the next one, and any can be skipped. */
function createPauses(later: SenderOptions["later"], run: () => void) {
  let failures = 0;
  let runNow: (() => void) | null = null;
  return {
    forget() {
      failures = 0;
    },
    begin() {
      if (runNow !== null) return;
      const milliseconds = Math.min(PAUSE_MS.first * 2 ** failures, PAUSE_MS.longest);
      failures += 1;
      runNow = later(milliseconds, () => {
        runNow = null;
        run();
      });
    },
    /** Runs now, whether or not there is a delay. */
    end() {
      if (runNow === null) run();
      else runNow();
    },
  };
}

/**
 * The sale with the time it was paid, so it belongs to the drawer session and the day of that time. The server
 * recognizes its key with and without the time.
 */
function withMoment(unsent: UnsentSale): UnsentSale {
  const { input, sold } = unsent;
  if (sold === undefined || input.occurredAt !== undefined) return unsent;
  return { ...unsent, input: { ...input, ...sold } };
}

/** The sale by the server's clock, for good. */
function withoutMoment(unsent: UnsentSale): UnsentSale {
  const { occurredAt: _, replay: __, ...input } = unsent.input;
  return { ...unsent, input, sold: undefined };
}

function first(journal: Journal<UnsentSale>, unsaved: ReadonlySet<string>): UnsentSale | undefined {
  return journal.list().find(({ input }) => !unsaved.has(input.key));
}
