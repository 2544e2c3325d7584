import type { CatalogueChanges, CatalogueRow } from "@daybook/contract/catalogue";
import { readCatalogueFile } from "@daybook/contract/catalogue-file";
import type { CatalogueState } from "./catalogue.ts";
import type { CatalogueQuestion, FromWorker } from "./catalogue-messages.ts";
import { CategoryTree } from "./category-tree.ts";
import type { CategoryParents } from "./category-tree.ts";
import type { CatalogueStorage } from "./catalogue-storage.ts";
import { createSearchEngine } from "./search-rows.ts";
import type { SearchHits, SearchEngine } from "./search-rows.ts";
import type { WrittenAmounts } from "./parse-search.ts";

export interface CatalogueHostOptions {
  /** Fetches a path below `/api`. Throws if the server is unreachable. */
  readonly fetch: (path: string) => Promise<CatalogueResponse>;
  readonly storage: CatalogueStorage;
  readonly post: (message: FromWorker) => void;
  /** Runs a function later. */
  readonly later: (milliseconds: number, run: () => void) => void;
  /** Yields, so requests are answered while rows are loading. */
  readonly pause: () => Promise<void>;
  readonly amounts: WrittenAmounts;
}

/** The parts of a Response that are used. */
interface CatalogueResponse {
  readonly status: number;
  json(): Promise<unknown>;
  lines(): AsyncIterable<string>;
}

/** Loads the catalogue for one page and keeps it up to date. */
export interface CatalogueHost {
  /** Starts from the cached copy, if there is one, and applies later changes. */
  start(): Promise<void>;
  /** The shop has changes up to this seq; null if changes may have been missed. */
  changed(seq: number | null): Promise<void>;
  ask(id: number, question: CatalogueQuestion): void;
  /** The category tree. */
  sortCategories(parents: CategoryParents): void;
}

/** Saving takes time and its loss only costs a reload. */
const SAVE_AFTER_MS = 5000;
/**
 * Every visible list is searched again when more rows are announced, so this happens only after they have multiplied.
 */
const ANNOUNCE_GROWTH = 4;
const RETRY_MS = [500, 1000, 2000, 5000];

/** The server refuses this user from now on. */
class Refused extends Error {}

export function createCatalogueHost(options: CatalogueHostOptions): CatalogueHost {
  return new Host(options);
}

class Host implements CatalogueHost {
  readonly #options: CatalogueHostOptions;
  readonly #categories = new CategoryTree();
  #engine: SearchEngine;
  /** The catalogue contains everything up to this change; null before the first page. */
  #seq: number | null = null;
  /** The latest known change. */
  #heard = 0;
  #begun = false;
  /** The server has responded since the page was loaded. */
  #current = false;
  #state: CatalogueState = "loading";
  #version = 0;
  #syncing: Promise<void> | null = null;
  #askAgain = false;
  #failures = 0;
  #retrying = false;
  #refused = false;
  #unsaved: Set<string> | "all" = new Set();
  #saving = false;

  constructor(options: CatalogueHostOptions) {
    this.#options = options;
    this.#engine = this.#newEngine();
  }

  async start(): Promise<void> {
    const seq = await this.#readCopy().catch(() => null);
    if (seq !== null) {
      this.#seq = seq;
      this.#announce("ready");
    }
    this.#begun = true;
    await this.#sync();
  }

  changed(seq: number | null): Promise<void> {
    if (seq === null) {
      this.#askAgain = true;
      // The live connection is back, so someone is signed in again.
      this.#refused = false;
    } else this.#heard = Math.max(this.#heard, seq);
    const known = seq !== null && this.#seq !== null && seq <= this.#seq;
    return known ? Promise.resolve() : this.#sync();
  }

  ask(id: number, question: CatalogueQuestion): void {
    const found = this.#find(question);
    this.#options.post({ kind: "answer", id, ...found, version: this.#version });
  }

  sortCategories(parents: CategoryParents): void {
    this.#categories.set(parents);
    this.#version++;
    this.#announce(this.#state);
  }

  #newEngine(): SearchEngine {
    return createSearchEngine({ amounts: this.#options.amounts, categories: this.#categories });
  }

  #find(question: CatalogueQuestion): SearchHits {
    switch (question.kind) {
      case "search":
        return this.#engine.search(question.query);
      case "code":
        return listOf(this.#engine.findByCode(question.code));
      case "many":
        return listOf(question.ids.map((id) => this.#engine.get(id)));
    }
  }

  /** One at a time: changes announced during a request are requested together afterwards. */
  #sync(): Promise<void> {
    // Before the cached copy is loaded, a full load would be wasted.
    if (this.#refused || !this.#begun) return Promise.resolve();
    this.#syncing ??= this.#catchUp().finally(() => {
      this.#syncing = null;
    });
    return this.#syncing;
  }

  async #catchUp(): Promise<void> {
    try {
      let before: number | null;
      do {
        before = this.#seq;
        this.#askAgain = false;
        await this.#readChanges();
        // A seq of another database would never be reached: without progress, stop.
      } while (this.#askAgain || (this.#heard > (this.#seq ?? 0) && this.#seq !== before));
      this.#failures = 0;
      this.#nowCurrent();
      this.#announce("ready");
    } catch (error) {
      this.#refused = error instanceof Refused;
      if (this.#seq === null) this.#announce("failed");
      if (!this.#refused) this.#retry();
    }
  }

  #retry(): void {
    if (this.#retrying) return;
    this.#retrying = true;
    const delay = RETRY_MS[Math.min(this.#failures++, RETRY_MS.length - 1)] ?? 0;
    this.#options.later(delay, () => {
      this.#retrying = false;
      void this.#sync();
    });
  }

  async #readChanges(): Promise<void> {
    if (this.#seq === null) return this.#readFile();
    // safe because the server's contract made this response
    const changes = (await (
      await this.#get(`/catalogue/changes?after=${this.#seq}`)
    ).json()) as CatalogueChanges;
    if (!changes.complete) return this.#readFile();
    this.#seq = changes.seq;
    if (changes.items.length === 0) return;
    this.#engine.put(changes.items);
    this.#version++;
    this.#announce("ready");
    this.#save(changes.items);
  }

  /** Reloads everything. An existing catalogue stays in use until the new one is complete. */
  async #readFile(): Promise<void> {
    const fresh = this.#newEngine();
    const take = this.#seq === null ? this.#showing(fresh) : fresh.put;
    let seq: number | null = null;
    const { lines } = await this.#get("/catalogue?format=packed");
    for await (const part of readCatalogueFile(lines())) {
      seq = part.seq;
      take(part.rows);
      await this.#options.pause();
    }
    this.#engine = fresh;
    this.#seq = seq;
    this.#version++;
    this.#announce("ready");
    this.#save("all");
  }

  /** Loads the cached copy and returns its seq. An incomplete one is not used. */
  async #readCopy(): Promise<number | null> {
    const fresh = this.#newEngine();
    const take = this.#showing(fresh);
    try {
      return await this.#options.storage.load(async (rows) => {
        take(rows);
        await this.#options.pause();
      });
    } catch (error) {
      this.#engine = this.#newEngine();
      throw error;
    }
  }

  /** Searches the rows loaded so far from now on; returns the function that adds more. */
  #showing(fresh: SearchEngine): (rows: readonly CatalogueRow[]) => void {
    this.#engine = fresh;
    let announcedCount = 0;
    return (rows) => {
      fresh.put(rows);
      if (rows.length === 0 || fresh.count() < announcedCount * ANNOUNCE_GROWTH) return;
      announcedCount = fresh.count();
      this.#version++;
      this.#announce("loading");
    };
  }

  async #get(path: string): Promise<CatalogueResponse> {
    const response = await this.#options.fetch(path);
    if (response.status === 401 || response.status === 403) throw new Refused();
    if (response.status !== 200) throw new Error(`The server answered ${response.status}`);
    return response;
  }

  #announce(state: CatalogueState): void {
    if (state === "ready" && this.#state !== "ready") {
      // The lists for every search are sorted now and not at the first key.
      this.#engine.warmUp();
      this.#version++;
    }
    this.#state = state;
    const count = this.#engine.count();
    const current = this.#current;
    this.#options.post({ kind: "state", state, current, count, version: this.#version });
  }

  /** Earlier requests must be repeated: their results may be from the cached copy. */
  #nowCurrent(): void {
    if (this.#current) return;
    this.#current = true;
    this.#version++;
  }

  #save(rows: readonly CatalogueRow[] | "all"): void {
    if (rows === "all") this.#unsaved = "all";
    else if (this.#unsaved !== "all") for (const { id } of rows) this.#unsaved.add(id);
    if (this.#saving) return;
    this.#saving = true;
    this.#options.later(SAVE_AFTER_MS, () => void this.#saveNow());
  }

  async #saveNow(): Promise<void> {
    const changed = this.#unsaved;
    this.#unsaved = new Set();
    this.#saving = false;
    if (this.#seq === null || this.#refused) return;
    const saved = { seq: this.#seq, rows: this.#engine.rows() };
    await this.#options.storage.save(saved, changed).catch(() => undefined);
  }
}

function listOf(rows: readonly (CatalogueRow | null)[]): SearchHits {
  const known = rows.filter((row) => row !== null);
  return { rows: known, total: known.length };
}
