import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import { findShop } from "@daybook/core/settings/shop";
import type { AllowedHosts } from "./guards/host.ts";
import type { Listeners } from "./listeners.ts";

const CHECK_EVERY_MS = 30_000;

export interface ReachOptions {
  readonly work: UnitOfWork;
  readonly listeners: Listeners;
  readonly hosts: AllowedHosts;
  readonly port: number;
  /** This machine's network addresses. */
  readonly addresses: () => readonly string[];
  /** Listens on the network whatever the shop's setting says. */
  readonly always: boolean;
  /** Listens on the network before there is a shop; for setup with a configured token. */
  readonly openBeforeSetup: boolean;
  /** Called after each check. */
  readonly onChecked: () => void;
  readonly onChange: (reached: readonly string[]) => void;
  readonly onProblem: (error: unknown) => void;
}

/** Keeps the listening addresses in the shop's network up to date with the settings and the network. */
export interface Reach {
  /** Checks settings and network now. */
  refresh(): Promise<void>;
  /** The current listening addresses in the network. */
  reached(): readonly string[];
  stop(): void;
}

export function createReach(options: ReachOptions): Reach {
  const opened = new Set<string>();
  let stopped = false;
  const update = async (): Promise<void> => {
    options.hosts.refresh();
    const wanted = new Set((await isWanted(options)) ? options.addresses() : []);
    const before = [...opened].join();
    for (const address of opened) if (!wanted.has(address)) close(address);
    for (const address of wanted) if (!opened.has(address) && !stopped) await open(address);
    if ([...opened].join() !== before) options.onChange([...opened]);
    options.onChecked();
  };
  const open = async (address: string): Promise<void> => {
    try {
      await options.listeners.open(address, options.port);
      opened.add(address);
    } catch (error) {
      options.onProblem(error);
    }
  };
  const close = (address: string): void => {
    options.listeners.close(address);
    opened.delete(address);
  };
  // One check after another: two at once would open the same address twice.
  let last: Promise<void> = Promise.resolve();
  const refresh = (): Promise<void> => (last = last.then(update).catch(options.onProblem));
  const timer = setInterval(() => void refresh(), CHECK_EVERY_MS);
  timer.unref();
  return {
    refresh,
    reached: () => [...opened],
    stop: () => {
      stopped = true;
      clearInterval(timer);
    },
  };
}

async function isWanted({ work, always, openBeforeSetup }: ReachOptions): Promise<boolean> {
  const shop = await work.store.read((tx) => findShop(tx));
  return shop === null ? openBeforeSetup : always || shop.listenOnLan;
}
