import {
  createContext,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import type { CatalogueQuery } from "./catalogue-query.ts";

export interface CatalogueAnswer {
  readonly rows: readonly CatalogueRow[];
  /** The total number of matches; counted up to 2,000. */
  readonly total: number;
  /** Increases with every change of the catalogue; the result is of this version. */
  readonly version: number;
}

export type CatalogueState = "loading" | "ready" | "failed";

/** All products of the shop, stored in this browser and kept up to date: nothing here sends a request. */
export interface Catalogue {
  search(query: CatalogueQuery): Promise<CatalogueAnswer>;
  /**
   * By barcode in any form, or by exact SKU. Includes deactivated products. Returns several if two products have the
   * code: `useFindByCode` then asks which. An empty result is returned only after all products are loaded, because a
   * code reported as unknown too early would be added a second time.
   */
  findByCode(code: string): Promise<readonly CatalogueRow[]>;
  get(id: string): Promise<CatalogueRow | null>;
  /** In the order of the ids; unknown ones are omitted. */
  getMany(ids: readonly string[]): Promise<readonly CatalogueRow[]>;
  /** `failed`: there is no data, because the server could not be reached. */
  state(): CatalogueState;
  /** False while the products may still be only those of the last visit. */
  current(): boolean;
  count(): number;
  /** Increases with every change. */
  version(): number;
  /** Called for every change of the state and of the products. */
  subscribe(listener: () => void): () => void;
}

export const CatalogueContext = createContext<Catalogue | null>(null);

/** The shop's catalogue. Requires `CatalogueProvider`. */
export function useCatalogue(): Catalogue {
  const catalogue = useContext(CatalogueContext);
  if (catalogue === null)
    throw new Error("useCatalogue stands outside of the catalogue's provider");
  return catalogue;
}

/** Whether the catalogue can be searched. */
export function useCatalogueState(): CatalogueState {
  const catalogue = useCatalogue();
  return useSyncExternalStore(catalogue.subscribe, catalogue.state);
}

/** The catalogue as a query. It retries by itself; reloading the page retries at once. */
export function useCatalogueReading() {
  return { isError: useCatalogueState() === "failed", error: null, refetch: reload };
}

const reload = () => window.location.reload();

/** False while the products may still be only those of the last visit. */
export function useCatalogueIsCurrent(): boolean {
  const catalogue = useCatalogue();
  return useSyncExternalStore(catalogue.subscribe, catalogue.current);
}

/**
 * Searches on every keystroke and after every change. The previous result stays until the next one is available;
 * outdated results are dropped. Null stops searching and drops the result.
 */
export function useCatalogueSearch(query: CatalogueQuery | null): {
  readonly answer: CatalogueAnswer | undefined;
  readonly state: CatalogueState;
} {
  const answer = useLatest(query === null ? null : JSON.stringify(query), searchFor);
  return { answer, state: useCatalogueState() };
}

/** The current data of these products, in this order; unknown ones are omitted. */
export function useCatalogueProducts(ids: readonly string[]): readonly CatalogueRow[] {
  return useLatest(JSON.stringify(ids), productsOf) ?? NONE;
}

const NONE: readonly CatalogueRow[] = [];

function searchFor(catalogue: Catalogue, wanted: string): Promise<CatalogueAnswer> {
  const query: CatalogueQuery = JSON.parse(wanted);
  return catalogue.search(query);
}

function productsOf(catalogue: Catalogue, wanted: string): Promise<readonly CatalogueRow[]> {
  const ids: readonly string[] = JSON.parse(wanted);
  return catalogue.getMany(ids);
}

/** Sends a request when `wanted` (JSON) or the catalogue changes and keeps the latest result; none for null. */
function useLatest<Answer>(
  wanted: string | null,
  ask: (catalogue: Catalogue, wanted: string) => Promise<Answer>,
): Answer | undefined {
  const catalogue = useCatalogue();
  const version = useSyncExternalStore(catalogue.subscribe, catalogue.version);
  const [answer, setAnswer] = useState<Answer>();
  const lastRequest = useRef(0);
  const shown = useRef(0);
  if (wanted === null && answer !== undefined) setAnswer(undefined);
  useEffect(() => {
    const number = ++lastRequest.current;
    if (wanted === null) {
      shown.current = number;
      return;
    }
    void ask(catalogue, wanted).then((found) => {
      if (number < shown.current) return;
      shown.current = number;
      setAnswer(found);
    });
  }, [ask, catalogue, wanted, version]);
  return answer;
}
