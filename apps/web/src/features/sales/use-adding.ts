import { useRef, useState } from "react";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { isOnStep, milli } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { useCatalogue } from "../../catalogue/catalogue.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { sellTexts as texts } from "../../texts/en/sell.ts";
import { isMeasured, oneOf } from "./cart.ts";
import { findOnceLoaded } from "./find-once-loaded.ts";
import { looksLikeCode, readEntry } from "./sell-entry.ts";
import { playTone } from "./sell-sounds.ts";
import type { TillStore } from "./sell-store.ts";
import { cartProduct } from "./use-selling.ts";

/** Why nothing was added, and what can be done about it. */
export type NotAdded =
  | { readonly kind: "unknown"; readonly code: string }
  | { readonly kind: "offSale"; readonly row: CatalogueRow }
  | { readonly kind: "sentence"; readonly sentence: string };

export interface Adding {
  readonly notAdded: NotAdded | null;
  readonly forget: () => void;
  /** Adds a product, `entry` being what stands in the box: it may say how many. */
  readonly add: (row: CatalogueRow, entry: string) => void;
  /** Adds by a scanned code. */
  readonly scan: (code: string, entry: string) => void;
  /** Adds what was typed: an exact code, or else the best match. */
  readonly enter: (entry: string) => void;
}

interface AddingOptions {
  readonly store: TillStore;
  /** The places (ids) a sale takes from. */
  readonly soldFrom: readonly string[];
  /** A line of weighed goods was added: its quantity is typed next. */
  readonly onMeasured: (lineId: string) => void;
}

/** Puts goods into the cart, one after the other in the order they were scanned, without asking the server. */
export function useAdding({ store, soldFrom, onMeasured }: AddingOptions): Adding {
  const catalogue = useCatalogue();
  const { parseQuantity, quantity } = useFormats();
  const [notAdded, setNotAdded] = useState<NotAdded | null>(null);
  // The answer to a later scan may come first; the cart keeps the order of the counter.
  const before = useRef<Promise<unknown>>(Promise.resolve());

  const fail = (reason: NotAdded) => {
    playTone("unknown");
    setNotAdded(reason);
  };
  const put = (row: CatalogueRow, quantityMilli: number | null) => {
    const product = cartProduct(row);
    const step = product.quantityStepMilli;
    if (!row.active) return fail({ kind: "offSale", row });
    if (quantityMilli !== null && Number.isNaN(quantityMilli))
      return fail({ kind: "sentence", sentence: texts.notAQuantity });
    if (quantityMilli !== null && !isOnStep(quantityMilli, step)) {
      const sentence = step === 1000 ? texts.wholePieces : texts.notOnStep(quantity(step));
      return fail({ kind: "sentence", sentence });
    }
    const lineId = newId();
    const added = quantityMilli === null ? oneOf(product) : milli(quantityMilli);
    store.act({ type: "add", product, quantityMilli: added, lineId });
    setNotAdded(null);
    playTone("known");
    if (isMeasured(product) && quantityMilli === null) onMeasured(lineId);
  };
  const inOrder = (found: Promise<CatalogueRow | null>, entry: string, missing: NotAdded) => {
    const { quantityMilli } = readEntry(entry, parseQuantity);
    const turn = before.current;
    before.current = Promise.allSettled([turn, found]).then(([, answer]) => {
      const row = answer.status === "fulfilled" ? answer.value : null;
      if (row === null) fail(missing);
      else put(row, quantityMilli);
      return null;
    });
  };

  return {
    notAdded,
    forget: () => setNotAdded(null),
    add: (row, entry) => put(row, readEntry(entry, parseQuantity).quantityMilli),
    scan: (code, entry) => {
      const found = findOnceLoaded(catalogue, () => catalogue.findByCode(code));
      inOrder(found, entry, { kind: "unknown", code });
    },
    enter: (entry) => {
      const { text } = readEntry(entry, parseQuantity);
      const best = async () => {
        const exact = await catalogue.findByCode(text);
        if (exact !== null) return exact;
        const { rows } = await catalogue.search({ text, locationIds: soldFrom, limit: 1 });
        return rows[0] ?? null;
      };
      const missing: NotAdded = looksLikeCode(text)
        ? { kind: "unknown", code: text }
        : { kind: "sentence", sentence: texts.nothing(text) };
      inOrder(findOnceLoaded(catalogue, best), entry, missing);
    },
  };
}
