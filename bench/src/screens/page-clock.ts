/** A key press or click with the browser's timestamp: milliseconds since the epoch. */
export interface Act {
  readonly name: string;
  readonly at: number;
}

/** A change of the watched element: when it was made and when it was painted, since the epoch. */
export interface Paint {
  readonly changedAt: number;
  readonly paintedAt: number;
}

export interface PageTimes {
  readonly acts: readonly Act[];
  readonly paints: readonly Paint[];
}

/** The recorder inside a page. */
interface PageClock {
  /** The watched element: changes of its text are recorded. */
  watch(selector: string): void;
  /** The records since the last call. */
  take(): PageTimes;
  /** The longest event of every interaction of 16 ms or more, and the number of interactions. */
  interactions(): { readonly slowMs: readonly number[]; readonly count: number };
}

declare global {
  interface Window {
    benchClock: PageClock;
  }
}

/**
 * Runs in a page before its own scripts. Painted means the frame after the change was rendered, detected by a message
 * posted from a frame callback, which is processed after the frame.
 */
export function installPageClock(): void {
  let acts: Act[] = [];
  let paints: Paint[] = [];
  let selector = "";
  const epoch = (at: number) => performance.timeOrigin + at;
  const note = (name: string, event: Event) => {
    if (event.isTrusted) acts.push({ name, at: epoch(event.timeStamp) });
  };
  addEventListener("keydown", (event) => note(event.key, event), true);
  addEventListener("click", (event) => event.detail > 0 && note("click", event), true);

  const text = () => (selector === "" ? "" : document.querySelector(selector)?.textContent) ?? "";
  let shown = "";
  new MutationObserver(() => {
    const now = text();
    if (now === shown) return;
    shown = now;
    const changedAt = epoch(performance.now());
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener("message", () => {
        paints.push({ changedAt, paintedAt: epoch(performance.now()) });
        port1.close();
      });
      port1.start();
      port2.postMessage(null);
    });
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });

  const longest = new Map<number, number>();
  let interactions = 0;
  for (const type of ["keydown", "pointerdown"] as const)
    addEventListener(type, (event) => event.isTrusted && (interactions += 1), true);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const id: unknown = Reflect.get(entry, "interactionId");
      if (typeof id === "number" && id > 0)
        longest.set(id, Math.max(longest.get(id) ?? 0, entry.duration));
    }
    // safe because Chromium supports the threshold, which the library's type lacks
  }).observe({ type: "event", durationThreshold: 16, buffered: true } as PerformanceObserverInit);

  window.benchClock = {
    watch: (wanted) => {
      selector = wanted;
      shown = text();
    },
    take: () => {
      const times = { acts, paints };
      acts = [];
      paints = [];
      return times;
    },
    interactions: () => ({ slowMs: [...longest.values()], count: interactions }),
  };
}
