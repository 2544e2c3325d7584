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
  /** How many products match in all; a text is not followed beyond 2,000. */
  readonly total: number;
  /** Grows with every change of the catalogue; the answer is of this one. */
  readonly version: number;
}

export type CatalogueState = "loading" | "ready" | "failed";

/** Every product of the shop, held by this browser and kept current: nothing here asks the server. */
export interface Catalogue {
  search(query: CatalogueQuery): Promise<CatalogueAnswer>;
  /**
   * By barcode, however the scanner spells it, or by the exact SKU. Products off sale are found too. More than one where
   * two products claim the code: `useFindByCode` asks which. None is answered once all products are loaded: a code
   * that is called unknown too early is made a second time.
   */
  findByCode(code: string): Promise<readonly CatalogueRow[]>;
  get(id: string): Promise<CatalogueRow | null>;
  /** In the order of the ids; those that are unknown are left out. */
  getMany(ids: readonly string[]): Promise<readonly CatalogueRow[]>;
  /** `failed`: there is nothing to search in, because the server could not be asked. */
  state(): CatalogueState;
  /** False while the products may still be only those of the last visit. */
  current(): boolean;
  count(): number;
  /** Grows with every change. */
  version(): number;
  /** Hears of every change of the state and of the products. */
  subscribe(listener: () => void): () => void;
}

export const CatalogueContext = createContext<Catalogue | null>(null);

/** The shop's catalogue. Only below `CatalogueProvider`. */
export function useCatalogue(): Catalogue {
  const catalogue = useContext(CatalogueContext);
  if (catalogue === null)
    throw new Error("useCatalogue stands outside of the catalogue's provider");
  return catalogue;
}

/** Whether the catalogue can be searched yet. */
export function useCatalogueState(): CatalogueState {
  const catalogue = useCatalogue();
  return useSyncExternalStore(catalogue.subscribe, catalogue.state);
}

/** False while the products may still be only those of the last visit. */
export function useCatalogueIsCurrent(): boolean {
  const catalogue = useCatalogue();
  return useSyncExternalStore(catalogue.subscribe, catalogue.current);
}

/**
 * Searches at every keystroke and after every change. The previous answer stays until the next one is there; an answer
 * that a later question overtook is dropped. Null asks nothing and lets go of the answer.
 */
export function useCatalogueSearch(query: CatalogueQuery | null): {
  readonly answer: CatalogueAnswer | undefined;
  readonly state: CatalogueState;
} {
  const answer = useLatest(query === null ? null : JSON.stringify(query), searchFor);
  return { answer, state: useCatalogueState() };
}

/** These products as they are now, in this order; those that are unknown are left out. */
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

/** Asks when `wanted` (JSON) or the catalogue changes and keeps the newest answer that has come; none for null. */
function useLatest<Answer>(
  wanted: string | null,
  ask: (catalogue: Catalogue, wanted: string) => Promise<Answer>,
): Answer | undefined {
  const catalogue = useCatalogue();
  const version = useSyncExternalStore(catalogue.subscribe, catalogue.version);
  const [answer, setAnswer] = useState<Answer>();
  const asked = useRef(0);
  const shown = useRef(0);
  if (wanted === null && answer !== undefined) setAnswer(undefined);
  useEffect(() => {
    const number = ++asked.current;
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
