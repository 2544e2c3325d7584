import type { CatalogueRow } from "@daybook/contract/catalogue";
import type { Catalogue, CatalogueAnswer, CatalogueState } from "./catalogue.ts";
import type { CategoryParents } from "./category-tree.ts";
import type { CatalogueQuestion, FromWorker, ToWorker } from "./catalogue-messages.ts";

/** The page's connection to the catalogue worker. */
export interface CatalogueClient extends Catalogue {
  /** Sends requests through `post` from now on, including unanswered ones. Returns the message handler. */
  connect(post: (message: ToWorker) => void): (message: FromWorker) => void;
  /** Sends the category tree, now and after every `connect`. */
  sortCategories(parents: CategoryParents): void;
  /** The worker is gone: requests wait for the next `connect`. */
  disconnect(): void;
  /** The worker could not be started. */
  fail(): void;
}

interface Waiting {
  readonly question: CatalogueQuestion;
  readonly resolve: (answer: CatalogueAnswer) => void;
}

interface Shown {
  readonly state: CatalogueState;
  readonly current: boolean;
  readonly count: number;
}

const NOTHING: Shown = { state: "loading", current: false, count: 0 };

/** Sends requests to the connected worker; before that, they are queued. */
export function createCatalogueClient(): CatalogueClient {
  const waiting = new Map<number, Waiting>();
  const listeners = new Set<() => void>();
  let post: ((message: ToWorker) => void) | null = null;
  let categories: CategoryParents | null = null;
  let connection = 0;
  let lastId = 0;
  let now: Shown = NOTHING;
  // Continues across connections, so results of an earlier one are requested again.
  let version = 0;

  const tell = (next: Shown) => {
    now = next;
    for (const listener of listeners) listener();
  };
  const ask = (question: CatalogueQuestion): Promise<CatalogueAnswer> =>
    new Promise((resolve) => {
      const id = ++lastId;
      waiting.set(id, { question, resolve });
      post?.({ kind: "ask", id, question });
    });
  const loadState = { state: () => now.state, listeners };
  const askWhenLoaded = (question: CatalogueQuestion) => onceLoaded(loadState, () => ask(question));
  const first = async (question: CatalogueQuestion): Promise<CatalogueRow | null> =>
    (await ask(question)).rows[0] ?? null;

  return {
    search: (query) => (query.everyWord === true ? askWhenLoaded : ask)({ kind: "search", query }),
    findByCode: async (code) => (await askWhenLoaded({ kind: "code", code })).rows,
    get: (id) => first({ kind: "many", ids: [id] }),
    getMany: async (ids) => (ids.length === 0 ? [] : (await ask({ kind: "many", ids })).rows),
    state: () => now.state,
    current: () => now.current,
    count: () => now.count,
    version: () => version,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    connect(send) {
      const mine = ++connection;
      const base = ++version;
      post = send;
      if (categories !== null) send({ kind: "categories", parents: categories });
      for (const [id, { question }] of waiting) send({ kind: "ask", id, question });
      return (message) => {
        if (mine !== connection) return;
        if (message.kind === "state") {
          version = base + message.version;
          tell({ state: message.state, current: message.current, count: message.count });
          return;
        }
        const { rows, total } = message;
        waiting.get(message.id)?.resolve({ rows, total, version: base + message.version });
        waiting.delete(message.id);
      };
    },
    sortCategories(parents) {
      categories = parents;
      post?.({ kind: "categories", parents });
    },
    disconnect() {
      connection++;
      post = null;
      version++;
      tell(NOTHING);
    },
    fail: () => tell({ ...now, state: "failed" }),
  };
}

/**
 * Runs `ask`, and again while products are still loading: a missing result in an incomplete catalogue means nothing.
 */
async function onceLoaded(loadState: LoadState, ask: () => Promise<CatalogueAnswer>) {
  for (;;) {
    const loading = loadState.state() === "loading";
    const answer = await ask();
    if (answer.rows.length > 0 || !loading) return answer;
    // It may have arrived while the response was on its way.
    if (loadState.state() === "loading") await nextOf(loadState);
  }
}

interface LoadState {
  readonly state: () => CatalogueState;
  readonly listeners: Set<() => void>;
}

function nextOf({ listeners }: LoadState): Promise<void> {
  return new Promise((resolve) => {
    const listener = () => {
      listeners.delete(listener);
      resolve();
    };
    listeners.add(listener);
  });
}
