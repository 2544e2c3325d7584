/**
 * What the tills of a shop show on their customer displays. It is in the memory of each server and nowhere else:
 * servers on one database tell each other.
 */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { DISPLAY_FORGETS_MS, DisplayState } from "@daybook/contract/display";
import type { DisplayShown, DisplayWatchers } from "@daybook/contract/display";
import { TillId } from "@daybook/contract/ids";
import { refuse } from "@daybook/core/errors/domain-error";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import { Waiter } from "./waiter.ts";

/** What a display must show now. */
export interface OnDisplay {
  /** Whether the till is connected, or was until a moment ago. */
  readonly open: boolean;
  readonly state: DisplayState | null;
}

/** Someone who follows a till. */
interface Following {
  readonly tillId: TillId;
  readonly signal: AbortSignal | undefined;
  /** Called at every `revalidate`: whether the connection's credentials are still valid. */
  stillSignedIn(): Promise<boolean>;
}

export interface DisplayDesk {
  /** For a display: what is shown now, and again after every change and every check. Ends with 401 once signed out. */
  watch(following: Following): AsyncGenerator<OnDisplay, void>;
  /** For a till: how many displays show it, at first and after every change. Its displays forget it when this ends. */
  follow(following: Following): AsyncGenerator<DisplayWatchers, void>;
  /** Shows a state of a till, unless a newer one is shown. */
  show(tillId: TillId, state: DisplayState): DisplayShown;
  /** Checks whether everyone who follows is still signed in. */
  revalidate(): void;
  /** Forgets tills that are gone; called every few seconds. */
  tidy(): void;
  close(): void;
}

const TIDY_MS = 5_000;
/** So many times as often as who is signed in. */
const CHECK_EVERY = 3;

/** What servers tell each other. Another version may tell something else, which is not read. */
const News = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("state"), tillId: TillId, state: DisplayState }),
  z.object({ kind: z.literal("open"), tillId: TillId }),
  z.object({ kind: z.literal("who"), tillId: TillId }),
  z.object({
    kind: z.literal("watching"),
    tillId: TillId,
    server: z.string(),
    displays: z.int().min(0),
  }),
]);
type News = z.infer<typeof News>;

/** One till: its last state, when it was last there, and who follows it here and at other servers. */
class Screen {
  state: DisplayState | null = null;
  lastSeq = 0;
  heardAt = Number.NEGATIVE_INFINITY;
  readonly displays = new Set<Waiter>();
  readonly tills = new Set<Waiter>();
  readonly elsewhere = new Map<string, { readonly displays: number; readonly at: number }>();

  watchers(): DisplayWatchers {
    let displays = this.displays.size;
    for (const other of this.elsewhere.values()) displays += other.displays;
    return { displays, lastSeq: this.lastSeq };
  }

  isUnused(): boolean {
    return this.displays.size + this.tills.size + this.elsewhere.size === 0 && this.state === null;
  }
}

/** `onProblem` is called if the other servers cannot be told; the next news replaces what they missed. */
export function createDisplayDesk(
  work: Pick<UnitOfWork, "store" | "clock">,
  onProblem: (error: unknown) => void,
): DisplayDesk {
  return new Desk(work, onProblem);
}

class Desk implements DisplayDesk {
  readonly #work: Pick<UnitOfWork, "store" | "clock">;
  readonly #onProblem: (error: unknown) => void;
  readonly #server = randomUUID();
  readonly #screens = new Map<TillId, Screen>();
  readonly #stopListening: () => void;
  #timer: NodeJS.Timeout | null = null;
  #tidied = 0;
  #closed = false;

  constructor(work: Pick<UnitOfWork, "store" | "clock">, onProblem: (error: unknown) => void) {
    this.#work = work;
    this.#onProblem = onProblem;
    this.#stopListening = work.store.onTold((text) => this.#told(text));
  }

  async *watch({ tillId, signal, stillSignedIn }: Following): AsyncGenerator<OnDisplay, void> {
    const screen = this.#screenOf(tillId);
    const waiter = new Waiter(signal);
    screen.displays.add(waiter);
    this.#watchersChanged(tillId, screen);
    try {
      for (;;) {
        yield { open: this.#isOpen(screen), state: screen.state };
        await this.#next(waiter, stillSignedIn);
        if (waiter.ended) return;
      }
    } finally {
      waiter.end();
      screen.displays.delete(waiter);
      this.#watchersChanged(tillId, screen);
    }
  }

  async *follow({
    tillId,
    signal,
    stillSignedIn,
  }: Following): AsyncGenerator<DisplayWatchers, void> {
    const screen = this.#screenOf(tillId);
    const waiter = new Waiter(signal);
    const wasOpen = this.#isOpen(screen);
    screen.tills.add(waiter);
    screen.heardAt = this.#work.clock();
    this.#tell({ kind: "who", tillId });
    this.#tell({ kind: "open", tillId });
    if (!wasOpen) wake(screen.displays);
    try {
      let told = "";
      for (;;) {
        const now = screen.watchers();
        const news = String(now.displays);
        if (news !== told) yield now;
        told = news;
        await this.#next(waiter, stillSignedIn);
        if (waiter.ended) return;
      }
    } finally {
      waiter.end();
      screen.tills.delete(waiter);
      screen.heardAt = this.#work.clock();
    }
  }

  show(tillId: TillId, state: DisplayState): DisplayShown {
    const screen = this.#screenOf(tillId);
    const taken = this.#take(screen, state);
    if (taken) this.#tell({ kind: "state", tillId, state });
    return { displays: screen.watchers().displays, taken };
  }

  revalidate(): void {
    for (const { displays, tills } of this.#screens.values())
      for (const waiter of [...displays, ...tills]) waiter.wake({ check: true });
  }

  tidy(): void {
    this.#tidied += 1;
    // A till may have been revoked or renamed, and someone signed out.
    if (this.#tidied % CHECK_EVERY === 0) this.revalidate();
    const now = this.#work.clock();
    for (const [tillId, screen] of this.#screens) {
      for (const [server, { at }] of screen.elsewhere)
        if (now - at > DISPLAY_FORGETS_MS) {
          screen.elsewhere.delete(server);
          wake(screen.tills);
        }
      if (screen.tills.size > 0) {
        screen.heardAt = now;
        if (screen.elsewhere.size > 0) this.#tell({ kind: "open", tillId });
      } else if (!this.#isOpen(screen)) {
        if (screen.state !== null) wake(screen.displays);
        screen.state = null;
      }
      if (screen.displays.size > 0) this.#tellWatching(tillId, screen);
      if (screen.isUnused()) this.#screens.delete(tillId);
    }
    if (this.#screens.size > 0 || this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = null;
  }

  close(): void {
    this.#closed = true;
    this.#stopListening();
    if (this.#timer !== null) clearInterval(this.#timer);
    for (const { displays, tills } of this.#screens.values()) {
      wake(displays);
      wake(tills);
    }
  }

  /** Waits for something new, and checks the credentials when they must be checked. */
  async #next(waiter: Waiter, stillSignedIn: () => Promise<boolean>): Promise<void> {
    if (this.#closed) return waiter.end();
    await waiter.wait();
    if (this.#closed) return waiter.end();
    if (waiter.takeCheck() && !(await stillSignedIn())) throw refuse("not_signed_in", {});
  }

  #isOpen(screen: Screen): boolean {
    return screen.tills.size > 0 || this.#work.clock() - screen.heardAt <= DISPLAY_FORGETS_MS;
  }

  #take(screen: Screen, state: DisplayState): boolean {
    screen.heardAt = this.#work.clock();
    if (state.seq <= screen.lastSeq) return false;
    screen.lastSeq = state.seq;
    screen.state = state;
    wake(screen.displays);
    return true;
  }

  #screenOf(tillId: TillId): Screen {
    const known = this.#screens.get(tillId);
    if (known !== undefined) return known;
    const screen = new Screen();
    this.#screens.set(tillId, screen);
    if (this.#timer === null && !this.#closed) {
      this.#timer = setInterval(() => this.tidy(), TIDY_MS);
      this.#timer.unref();
    }
    return screen;
  }

  #watchersChanged(tillId: TillId, screen: Screen): void {
    wake(screen.tills);
    this.#tellWatching(tillId, screen);
  }

  #tellWatching(tillId: TillId, { displays }: Screen): void {
    this.#tell({ kind: "watching", tillId, server: this.#server, displays: displays.size });
  }

  #tell(news: News): void {
    if (this.#closed) return;
    this.#work.store.tellOthers(JSON.stringify(news)).catch(this.#onProblem);
  }

  #told(text: string): void {
    const news = newsIn(text);
    if (news === null) return;
    const { tillId } = news;
    // Without anyone who follows the till here, there is nobody to show it to.
    const screen = this.#screens.get(tillId);
    if (screen === undefined) return;
    if (news.kind === "state") this.#take(screen, news.state);
    if (news.kind === "who" && screen.displays.size > 0) this.#tellWatching(tillId, screen);
    if (news.kind === "open") {
      const wasOpen = this.#isOpen(screen);
      screen.heardAt = this.#work.clock();
      if (!wasOpen) wake(screen.displays);
    }
    if (news.kind === "watching") {
      const { server, displays } = news;
      if (displays === 0) screen.elsewhere.delete(server);
      else screen.elsewhere.set(server, { displays, at: this.#work.clock() });
      wake(screen.tills);
    }
  }
}

function wake(waiters: Iterable<Waiter>): void {
  for (const waiter of waiters) waiter.wake();
}

function newsIn(text: string): News | null {
  try {
    return News.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
