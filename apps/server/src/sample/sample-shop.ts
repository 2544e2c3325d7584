import { existsSync } from "node:fs";
import type { ShopServices, SampleShop } from "@daybook/api/server/context";
import { createLiveHub } from "@daybook/api/server/live/live-hub";
import { systemActor } from "@daybook/core/context/context";
import { refuse } from "@daybook/core/errors/domain-error";
import { refreshKeys } from "@daybook/core/maintenance/refresh-keys";
import { buildSampleShop } from "@daybook/core/sample/build-sample-shop";
import { readSampleDay, readSampleStyle, sampleToday } from "@daybook/core/sample/sample-style";
import { createUnitOfWork } from "@daybook/core/writes/unit-of-work";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import { openStore } from "@daybook/db/open-store";
import { StoreInUseError, StoreRefused } from "@daybook/db/store-error";
import type { Store } from "@daybook/db/types";
import { catalogueFilesOf } from "../catalogue-files-of.ts";
import { startJobs } from "../jobs.ts";
import { readThreadOf } from "../start-read-worker.ts";
import { hasVerifyWorker, verifyInWorker } from "../verify-in-worker.ts";
import { buildAside } from "./build-aside.ts";
import { draftOf, replaceDatabase } from "./build-sample-file.ts";
import { OneAMinute } from "./one-a-minute.ts";

export interface SampleShopOptions {
  /** The real shop, whose settings the sample shop copies. */
  readonly work: UnitOfWork;
  /** `file:<absolute path>` or `memory:`. */
  readonly url: string;
  readonly allowNetworkFs: boolean;
  readonly onProblem: (error: unknown) => void;
}

/** The sample shop of this process: nothing is opened or built before someone enters. */
export interface SampleShopService extends SampleShop {
  close(): Promise<void>;
}

export function createSampleShop(options: SampleShopOptions): SampleShopService {
  return new SecondShop(options);
}

/** An open database, and how to close it. */
interface OpenDatabase extends ShopServices {
  close(): Promise<void>;
}

class SecondShop implements SampleShopService {
  readonly #options: SampleShopOptions;
  #database: Promise<OpenDatabase> | null = null;
  /** The last requested rebuild; rebuilds run one after another. */
  #renewed: Promise<unknown> = Promise.resolve();

  /** A build uses a core for half a minute. */
  readonly #fresh: OneAMinute<ShopServices>;

  /** Stops a build that is no longer needed. */
  readonly #ending = new AbortController();

  constructor(options: SampleShopOptions) {
    this.#options = options;
    this.#fresh = new OneAMinute(options.work.clock, () =>
      this.#inTurn(async () => this.#build(await this.#existing())),
    );
  }

  open(): Promise<ShopServices> {
    return (
      this.#database ?? this.#inTurn(() => this.#existing().then((had) => had ?? this.#build(had)))
    );
  }

  renew({ fresh }: { readonly fresh: boolean }): Promise<ShopServices> {
    if (!fresh)
      return this.#inTurn(async () => {
        const had = await this.#existing();
        return had !== null && (await this.#isOfToday(had)) ? had : this.#build(had);
      });
    return this.#fresh.run();
  }

  async close(): Promise<void> {
    this.#ending.abort();
    await this.#renewed.catch(() => undefined);
    const database = await this.#database?.catch(() => null);
    this.#database = null;
    await database?.close();
  }

  #inTurn<T>(fn: () => Promise<T>): Promise<T> {
    const turn = this.#renewed.then(fn, fn);
    this.#renewed = turn;
    return turn;
  }

  /** The open or existing database; null if there is none, or if it cannot be used. */
  async #existing(): Promise<OpenDatabase | null> {
    if (this.#database !== null) return this.#database;
    const path = pathOf(this.#options.url);
    if (path === null || !existsSync(path)) return null;
    try {
      const store = await this.#openStore();
      await refreshKeys(createUnitOfWork({ store, clock: this.#options.work.clock }));
      const database = this.#start(store);
      this.#database = Promise.resolve(database);
      return database;
    } catch (error) {
      if (error instanceof StoreInUseError) throw refuse("busy", {});
      if (!(error instanceof StoreRefused)) throw error;
      this.#options.onProblem(error);
      return null;
    }
  }

  async #isOfToday({ work }: ShopServices): Promise<boolean> {
    const style = await this.#style();
    const day = await work.store.read((tx) => readSampleDay(tx));
    return day === sampleToday(style, work.clock());
  }

  /** A new database replaces the existing one, which stays open until the new one is complete. */
  async #build(had: OpenDatabase | null): Promise<OpenDatabase> {
    const { url, work, allowNetworkFs } = this.#options;
    const options = { now: work.clock(), style: await this.#style() };
    const path = pathOf(url);
    if (path === null) {
      const store = await openStore({ url });
      await buildSampleShop(store, options);
      return this.#replace(had, () => Promise.resolve(store));
    }
    const draft = draftOf(path);
    await buildAside({ path: draft, allowNetworkFs, options }, this.#ending.signal);
    return this.#replace(had, () => {
      replaceDatabase(path, draft);
      return this.#openStore();
    });
  }

  /** From here on, callers wait for the new database. */
  #replace(had: OpenDatabase | null, next: () => Promise<Store>): Promise<OpenDatabase> {
    const swap = async () => {
      await had?.close();
      return this.#start(await next());
    };
    const database = swap();
    this.#database = database;
    database.catch(() => (this.#database = null));
    return database;
  }

  #openStore(): Promise<Store> {
    const { url, allowNetworkFs, onProblem } = this.#options;
    return openStore({ url, allowNetworkFs, onDefect: onProblem });
  }

  #start(store: Store): OpenDatabase {
    const { onProblem } = this.#options;
    const { url } = store;
    const work = createUnitOfWork({ store, clock: this.#options.work.clock });
    const live = createLiveHub(work, onProblem);
    const catalogueFiles = catalogueFilesOf(work);
    const readThread = readThreadOf(url);
    const stopJobs = startJobs(work, onProblem);
    return {
      work,
      live,
      catalogueFiles,
      readThread,
      verifyAside: url.startsWith("file:") && hasVerifyWorker() ? () => verifyInWorker(url) : null,
      close: async () => {
        stopJobs();
        live.close();
        await catalogueFiles.close();
        await readThread?.close();
        await store.close();
      },
    };
  }

  #style() {
    const asSystem = { actor: systemActor(0, new Set()), requestId: "sample shop" };
    return this.#options.work.read(asSystem, readSampleStyle);
  }
}

/** The path of a database file; null for an in-memory database. */
function pathOf(url: string): string | null {
  return url.startsWith("file:") ? url.slice("file:".length) : null;
}
