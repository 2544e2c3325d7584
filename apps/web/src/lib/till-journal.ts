import type { z } from "zod";
import { MOST_DETAIL, MOST_TILL_EVENTS, SentTillEvent } from "@daybook/contract/till-events";
import type { RecordTillEvents } from "@daybook/contract/till-events";
import { guardedTexts, readJson } from "./guarded-texts.ts";
import type { TextStorage } from "./guarded-texts.ts";
import { shortened } from "./shortened.ts";

type Sent = z.input<typeof SentTillEvent>;

/** An event as a screen reports it. */
type ReportedEvent = Pick<Sent, "kind" | "amountMinor" | "saleId" | "detail">;

/** `gone`: the server will never accept it. `later`: it is kept, and sent with the next ones. */
export type JournalError = "gone" | "later";

export interface TillJournalOptions {
  /** One user and one shop: another user does not send what this one did. */
  readonly scope: string;
  readonly storage: TextStorage | null;
  readonly send: (input: z.input<typeof RecordTillEvents>) => Promise<unknown>;
  readonly classify: (error: unknown) => JournalError;
  readonly newKey: () => string;
  /** Runs a function when the till has nothing else to do. */
  readonly later: (run: () => void) => void;
}

/** What happened at this till and is not on the server yet. */
export interface TillJournal {
  /**
   * Stores an event on the device; it is sent in the background, some seconds later and together with others. An event
   * that the server may have recorded itself is given the key of that request: it is recorded once.
   */
  record(event: ReportedEvent, key?: string): void;
  /** Sends what is stored: at startup, and when the connection is back. */
  flush(): void;
}

/**
 * The part of the till journal that waits in this browser. Each event has its own key and its own entry, so that two
 * tabs do not overwrite each other's, and one that both send is recorded once.
 */
export function createTillJournal(options: TillJournalOptions): TillJournal {
  const texts = guardedTexts(options.storage);
  const prefix = `daybook-journal:${options.scope}:`;
  let scheduled = false;
  let busy = false;

  const stored = (): Sent[] => {
    const events: Sent[] = [];
    for (const key of texts.keys(prefix).toSorted()) {
      const event = SentTillEvent.safeParse(readJson(texts.get(key)));
      if (event.success) events.push(event.data);
      // From a version that recorded other events: the server would refuse it too.
      else texts.remove(key);
    }
    return events;
  };
  const forget = (events: readonly Sent[]) => {
    for (const { key } of events) texts.remove(prefix + key);
  };
  /** False if sending must wait. */
  const attempt = async (events: readonly Sent[]): Promise<boolean> => {
    try {
      await options.send({ key: options.newKey(), events: [...events] });
      forget(events);
      return true;
    } catch (error) {
      if (options.classify(error) === "later") return false;
      if (events.length === 1) forget(events);
      else for (const event of events) if (!(await attempt([event]))) return false;
      return true;
    }
  };
  const sendStored = async () => {
    if (busy) return;
    busy = true;
    try {
      let next = stored().slice(0, MOST_TILL_EVENTS);
      while (next.length > 0 && (await attempt(next))) next = stored().slice(0, MOST_TILL_EVENTS);
    } finally {
      busy = false;
    }
  };
  const flush = () => {
    if (scheduled) return;
    scheduled = true;
    options.later(() => {
      scheduled = false;
      void sendStored();
    });
  };
  return {
    record(event, key = options.newKey()) {
      const detail = shortened(event.detail ?? "", MOST_DETAIL);
      const kept: Sent = { ...event, detail, key, occurredAt: new Date().toISOString() };
      texts.set(prefix + key, JSON.stringify(kept));
      flush();
    },
    flush,
  };
}
