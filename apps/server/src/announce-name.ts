/** Announces the name of the shop in the local network (multicast DNS), so devices can open `http://corner-shop.local`. */

export interface Announced {
  /** The host name, such as `corner-shop.local`. */
  readonly host: string;
  readonly port: number;
}

/** Makes the announcer; tests replace it. */
export type MakeAnnouncer = (onProblem: (error: unknown) => void) => Promise<Announcer>;

export interface Announcer {
  publish(options: { name: string; type: string; host: string; port: number }): unknown;
  destroy(): unknown;
}

/** Loaded on demand, because most starts do not announce anything. */
const makeBonjour: MakeAnnouncer = async (onProblem) => {
  const { default: Bonjour } = await import("bonjour-service");
  return new Bonjour({}, onProblem);
};

/**
 * Keeps one name announced. A network without multicast is common, so a failure is reported once and never stops the
 * server.
 */
export class NameAnnouncement {
  readonly #make: MakeAnnouncer;
  readonly #onProblem: (error: unknown) => void;
  #current: { readonly announced: Announced; readonly announcer: Announcer } | null = null;
  #failed = false;

  constructor(onProblem: (error: unknown) => void, make: MakeAnnouncer = makeBonjour) {
    this.#make = make;
    this.#onProblem = onProblem;
  }

  /** The announced host name; null if there is none. */
  get host(): string | null {
    return this.#current?.announced.host ?? null;
  }

  /** Announces this name instead of the current one; null announces none. */
  async use(wanted: Announced | null): Promise<void> {
    const current = this.#current?.announced;
    if (current?.host === wanted?.host && current?.port === wanted?.port) return;
    this.stop();
    if (wanted === null || this.#failed) return;
    try {
      const announcer = await this.#make((error) => this.#fail(error));
      this.#current = { announced: wanted, announcer };
      const { host, port } = wanted;
      announcer.publish({ name: `Daybook on ${host}`, type: "http", host, port });
    } catch (error) {
      this.#fail(error);
    }
  }

  stop(): void {
    const { announcer } = this.#current ?? {};
    this.#current = null;
    try {
      announcer?.destroy();
    } catch (error) {
      this.#onProblem(error);
    }
  }

  #fail(error: unknown): void {
    this.#failed = true;
    this.stop();
    this.#onProblem(error);
  }
}
