import { TOPICS } from "@daybook/contract/topics";
import type { LiveEvent } from "@daybook/contract/topics";
import { refuse } from "@daybook/core/errors/domain-error";
import { readEvents } from "@daybook/core/live/changes";
import { lastChange } from "@daybook/core/live/outbox-ends";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import { createDisplayDesk } from "./display-desk.ts";
import type { DisplayDesk } from "./display-desk.ts";

/** One live screen. */
export interface Viewer {
  /** The last received seq; null starts with the next event. */
  readonly after: number | null;
  readonly signal: AbortSignal | undefined;
  sees(event: LiveEvent): boolean;
  /** Called at every `revalidate`: whether the connection's credentials are still valid. */
  stillSignedIn(): Promise<boolean>;
}

/** Sends committed changes to every live screen, with one reader for all. */
export interface LiveHub {
  /** The customer displays of the shop. */
  readonly displays: DisplayDesk;
  /**
   * The changes a viewer may see, in commit order, without loss or duplicates. Ends with 503 `busy` for a viewer that
   * reads too slowly (it resubscribes from its last seq) and with 401 once it is signed out.
   */
  subscribe(viewer: Viewer): AsyncGenerator<LiveEvent, void>;
  /** The seq of the last change, 0 before the first. */
  lastSeq(): Promise<number>;
  /** Checks whether all viewers are still signed in; the server calls it at every ping. */
  revalidate(): void;
  readonly clients: number;
  /** Ends all subscriptions. */
  close(): void;
}

const PAGE = 500;
const QUEUE_LIMIT = 1000;
/** A viewer that is further behind than this must refetch everything instead of receiving each change. */
const REPLAY_LIMIT = 10_000;

interface Client {
  queue: LiveEvent[];
  /**
   * True until it has received everything from before it subscribed; until then an overflowing queue may be dropped.
   */
  replaying: boolean;
  overflowed: boolean;
  check: boolean;
  resume: () => void;
}

/** `onProblem` is called for failed reads; the next commit tries again. */
export function createLiveHub(work: UnitOfWork, onProblem: (error: unknown) => void): LiveHub {
  return new Hub(work, onProblem);
}

class Hub implements LiveHub {
  readonly displays: DisplayDesk;
  readonly #work: UnitOfWork;
  readonly #onProblem: (error: unknown) => void;
  readonly #clients = new Set<Client>();
  readonly #stopListening: () => void;
  /** The last seq sent to viewers; null if there are none. */
  #position: Promise<number> | null = null;
  #delivering = false;
  #again = false;
  #closed = false;

  constructor(work: UnitOfWork, onProblem: (error: unknown) => void) {
    this.#work = work;
    this.#onProblem = onProblem;
    this.displays = createDisplayDesk(work, onProblem);
    this.#stopListening = work.store.onCommit(() => this.#deliverCommitted());
  }

  get clients(): number {
    return this.#clients.size;
  }

  lastSeq(): Promise<number> {
    return this.#work.store.read(lastChange);
  }

  revalidate(): void {
    this.displays.revalidate();
    for (const client of this.#clients) {
      client.check = true;
      client.resume();
    }
  }

  close(): void {
    this.#closed = true;
    this.displays.close();
    this.#stopListening();
    for (const client of this.#clients) client.resume();
  }

  async *subscribe(viewer: Viewer): AsyncGenerator<LiveEvent, void> {
    const client: Client = {
      queue: [],
      replaying: true,
      overflowed: false,
      check: false,
      resume: () => undefined,
    };
    const onAbort = () => client.resume();
    viewer.signal?.addEventListener("abort", onAbort, { once: true });
    this.#clients.add(client);
    try {
      this.#position ??= this.lastSeq();
      const start = await this.#position;
      let sent = viewer.after ?? start;
      for await (const event of this.#replay(client, viewer.after === null ? null : sent)) {
        sent = event.seq;
        if (viewer.sees(event)) yield event;
      }
      while (!this.#closed && viewer.signal?.aborted !== true) {
        for (const event of client.queue.splice(0)) {
          if (event.seq <= sent) continue;
          sent = event.seq;
          if (viewer.sees(event)) yield event;
        }
        if (client.overflowed) throw refuse("busy", {});
        if (client.check) {
          client.check = false;
          if (!(await viewer.stillSignedIn())) throw refuse("not_signed_in", {});
        }
        await this.#waitForEvents(client, viewer.signal);
      }
    } finally {
      viewer.signal?.removeEventListener("abort", onAbort);
      this.#clients.delete(client);
      if (this.#clients.size === 0) this.#position = null;
    }
  }

  /** The events after `from` until now, read from the database; new events wait in the queue. */
  async *#replay(client: Client, from: number | null): AsyncGenerator<LiveEvent> {
    let after = from;
    while (after !== null && !this.#closed) {
      const reached: number = after;
      const last = await this.lastSeq();
      // A viewer ahead of the last change followed a database that was restored from a copy since.
      if (last - reached > REPLAY_LIMIT || reached > last) {
        const at = new Date(this.#work.clock()).toISOString();
        for (const topic of TOPICS) yield { seq: last, topic, ids: [], at };
        after = last;
        continue;
      }
      const events = await this.#work.store.read((tx) => readEvents(tx, reached, PAGE));
      yield* events;
      after = events.at(-1)?.seq ?? reached;
      if (events.length === PAGE) continue;
      if (!client.overflowed) break;
      // More events arrived than the queue holds: start again, reading the dropped ones from the database.
      client.overflowed = false;
      client.queue = [];
    }
    client.replaying = false;
  }

  #waitForEvents(client: Client, signal: AbortSignal | undefined): Promise<void> {
    if (client.queue.length > 0 || client.overflowed || client.check) return Promise.resolve();
    if (this.#closed || signal?.aborted === true) return Promise.resolve();
    return new Promise((resolve) => {
      client.resume = resolve;
    });
  }

  /** Reads committed events and sends them to every viewer; commits during a read cause another one. */
  #deliverCommitted(): void {
    if (this.#delivering) {
      this.#again = true;
      return;
    }
    if (this.#clients.size === 0) return;
    this.#delivering = true;
    this.#deliver()
      .catch(this.#onProblem)
      .finally(() => {
        this.#delivering = false;
        if (!this.#again) return;
        this.#again = false;
        this.#deliverCommitted();
      });
  }

  async #deliver(): Promise<void> {
    const position = this.#position;
    if (position === null) return;
    let after = await position;
    for (;;) {
      const events = await this.#work.store.read((tx) => readEvents(tx, after, PAGE));
      after = events.at(-1)?.seq ?? after;
      // All viewers may have left and others arrived: those start at their own position.
      if (this.#position !== position) return;
      for (const client of this.#clients) this.#enqueue(client, events);
      if (events.length < PAGE) break;
    }
    this.#position = Promise.resolve(after);
  }

  #enqueue(client: Client, events: readonly LiveEvent[]): void {
    if (events.length === 0 || client.overflowed) return;
    if (client.queue.length + events.length > QUEUE_LIMIT) {
      client.overflowed = true;
      if (client.replaying) client.queue = [];
    } else {
      client.queue.push(...events);
    }
    // Signing out users is such an event, so their connections end immediately and not at the next ping.
    if (events.some((event) => event.topic === "users" || event.topic === "apiKeys"))
      client.check = true;
    client.resume();
  }
}
