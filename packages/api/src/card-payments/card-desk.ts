/** Talks to the card terminal: stores each payment before it is sent, and finds out what became of it. */
import type { CardPayment, StartCardPayment } from "@daybook/contract/card-payments";
import { isOpen } from "@daybook/contract/card-payments";
import { systemActor } from "@daybook/core/context/context";
import type { Who } from "@daybook/core/context/context";
import type {
  CardOrder,
  CardOutcome,
  CardResult,
  CardTerminal,
} from "@daybook/core/card-payments/card-terminal";
import {
  beginCardPayment,
  getCardPayment,
  recordOutcome,
} from "@daybook/core/card-payments/card-payments";
import { getShop } from "@daybook/core/settings/shop";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import { pause, within } from "../device-answers.ts";

export interface CardDesk {
  /** Sends a payment to the terminal; a known key is not sent again. Answers early while the customer needs time. */
  start(work: UnitOfWork, who: Who, input: StartCardPayment): Promise<CardPayment>;
  /** What became of a payment; asks the terminal if that is not known. */
  check(work: UnitOfWork, who: Who, key: string): Promise<CardPayment>;
  /** Stops a payment, if it is not too late. */
  abort(work: UnitOfWork, who: Who, key: string): Promise<CardPayment>;
}

export interface CardDeskOptions {
  readonly terminal: CardTerminal;
  /** How long a call waits for the customer before it answers that the payment is in progress. */
  readonly answerWithinMs?: number;
  /** After this time without an answer the outcome is unknown. */
  readonly giveUpAfterMs?: number;
  readonly onProblem: (error: unknown) => void;
}

const ANSWER_WITHIN_MS = 10_000;
const GIVE_UP_AFTER_MS = 3 * 60_000;
/** The terminal answers such a question itself, without a customer. */
const QUESTION_MS = 5_000;

/** The desk of one process. It asks the terminal for a payment that another process sent, or an earlier one. */
export function createCardDesk(options: CardDeskOptions): CardDesk {
  const { answerWithinMs = ANSWER_WITHIN_MS, onProblem } = options;
  const line = createLine(options);
  /** The payments that this process has sent, until their outcome is stored. */
  const sent = new Map<string, Promise<void>>();

  const send = (work: UnitOfWork, who: Who, payment: CardPayment): void => {
    const stored = work
      .read(who, (ctx) => getShop(ctx))
      .then(({ currency }) => line.carryOut(payment, currency))
      .then((known) => work.write(inNameOf(who), (ctx) => recordOutcome(ctx, payment.id, known)))
      // The row still says that it is open, so a later check asks the terminal.
      .then(() => undefined, onProblem)
      .finally(() => sent.delete(payment.id));
    sent.set(payment.id, stored);
  };

  const find = (work: UnitOfWork, who: Who, key: string) =>
    work.read(who, (ctx) => getCardPayment(ctx, { id: key }));

  const record = (work: UnitOfWork, who: Who, key: string, outcome: CardOutcome) =>
    work.write(who, (ctx) => recordOutcome(ctx, key, outcome));

  const check: CardDesk["check"] = async (work, who, key) => {
    const known = await find(work, who, key);
    if (!isOpen(known.state)) return known;
    const waiting = sent.get(key);
    if (waiting !== undefined) {
      await Promise.race([waiting, pause(answerWithinMs)]);
      return find(work, who, key);
    }
    const result = await line.ask(key);
    if (result === null || result.state === "pending") return known;
    // It may still be on its way from another process: only `abort` makes sure that it never arrives.
    return result.state === "none" ? known : record(work, who, key, result);
  };

  return {
    check,
    async start(work, who, input) {
      const { payment, isNew } = await work.write(who, (ctx) => beginCardPayment(ctx, input));
      if (isNew) send(work, who, payment);
      return check(work, who, payment.id);
    },
    async abort(work, who, key) {
      const known = await find(work, who, key);
      if (!isOpen(known.state)) return known;
      const result = (await line.stop(key)) ? await line.ask(key) : null;
      if (result === null || result.state === "pending") return check(work, who, key);
      // The terminal knows nothing of it, and will not carry it out any more.
      return record(work, who, key, result.state === "none" ? { state: "aborted" } : result);
    },
  };
}

/** The line to the terminal: an error or a missing answer is not an outcome. */
function createLine({ terminal, giveUpAfterMs = GIVE_UP_AFTER_MS, onProblem }: CardDeskOptions) {
  const orNull = async <T>(milliseconds: number, asked: () => Promise<T>): Promise<T | null> => {
    try {
      return await within(milliseconds, asked(), "The terminal did not answer");
    } catch (error) {
      onProblem(error);
      return null;
    }
  };
  return {
    async carryOut(
      { id: key, kind, amountMinor }: CardPayment,
      currency: string,
    ): Promise<CardOutcome | { readonly state: "unknown" }> {
      const order: CardOrder = { key, amountMinor, currency };
      return (await orNull(giveUpAfterMs, () => terminal[kind](order))) ?? { state: "unknown" };
    },
    /** The result that the terminal knows, or null if it cannot be asked. */
    ask: (key: string): Promise<CardResult | null> =>
      orNull(QUESTION_MS, () => terminal.lastResult(key)),
    /** Whether the terminal was asked to stop. */
    stop: async (key: string): Promise<boolean> =>
      (await orNull(QUESTION_MS, async () => {
        await terminal.abort(key);
        return true;
      })) === true,
  };
}

/** An outcome arrives later than its request: it is recorded in the name of the same user. */
function inNameOf(who: Who): Who {
  return {
    ...who,
    actor: { ...systemActor(who.actor.userId, new Set()), deviceId: who.actor.deviceId },
  };
}
