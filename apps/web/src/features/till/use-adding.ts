import { useRef, useState } from "react";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { isOnStep, milli, MOST_LINE_MILLI } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { useCatalogue } from "../catalogue/catalogue.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { useFindByCode } from "../catalogue/code-question.tsx";
import type { FoundByCode } from "../catalogue/found-by-code.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { tillTexts as texts } from "../../texts/en/till.ts";
import { looksLikeReceipt } from "../../lib/receipt-code.ts";
import { isMeasured, oneOf } from "./cart.ts";
import type { CartProduct } from "./cart.ts";
import { looksLikeCode, readEntry } from "./read-entry.ts";
import { playTone } from "./sounds.ts";
import type { TillStore } from "./till-store.ts";
import { cartProduct } from "./use-till.ts";
import type { Unanswerable } from "./waiting-scans.ts";

/** Why something was not added: a sentence that the next key ends, or something that needs an answer. */
type NotAdded = Unanswerable | { readonly kind: "sentence"; readonly sentence: string };
export interface Adding {
  /** Why the last thing that was typed was not added. */
  readonly sentence: string | null;
  readonly forget: () => void;
  /** Adds a product, `entry` being what stands in the box: it may say how many. */
  readonly add: (row: CatalogueRow, entry: string) => void;
  /** Adds a product that was made a moment ago, of which the catalogue may not know yet. */
  readonly addNew: (product: CartProduct, quantityMilli: number | null) => void;
  /** Adds a product that was found for a code after all. */
  readonly addFound: (row: CatalogueRow, quantityMilli: number | null) => void;
  /** Adds by a scanned code. */
  readonly scan: (code: string, entry: string) => void;
  /** Adds what was typed: an exact code, or else the best match that has every word of it. */
  readonly enter: (entry: string) => void;
}

interface AddingOptions {
  readonly store: TillStore;
  /** The places (ids) a sale takes from. */
  readonly soldFrom: readonly string[];
  /** Opens the return of a receipt; false where there is no such receipt. */
  readonly openReceipt: (code: string) => Promise<boolean>;
  /** A line of weighed goods was added: its quantity is typed next. */
  readonly onMeasured: (lineId: string) => void;
}

/** Puts goods into the cart, one after the other in the order they were scanned, without asking the server. */
export function useAdding({ store, soldFrom, openReceipt, onMeasured }: AddingOptions): Adding {
  const catalogue = useCatalogue();
  const findByCode = useFindByCode();
  const { parseQuantity, quantity } = useFormats();
  const [sentence, setSentence] = useState<string | null>(null);
  // The answer to a later scan may come first; the cart keeps the order of the scans.
  const before = useRef<Promise<unknown>>(Promise.resolve());

  const fail = (reason: NotAdded) => {
    playTone("unknown");
    setSentence(reason.kind === "sentence" ? reason.sentence : null);
    if (reason.kind !== "sentence") store.wait(reason);
  };
  const put = (row: CatalogueRow, quantityMilli: number | null) =>
    row.active
      ? putProduct(cartProduct(row), quantityMilli)
      : fail({ kind: "offSale", productId: row.id, name: row.name });
  const putProduct = (product: CartProduct, quantityMilli: number | null) => {
    const refusal = quantityMilli === null ? null : wrongHowMany(quantityMilli, product, quantity);
    if (refusal !== null) return fail({ kind: "sentence", sentence: refusal });
    const lineId = newId();
    const added = quantityMilli === null ? oneOf(product) : milli(quantityMilli);
    store.act({ type: "add", product, quantityMilli: added, lineId });
    setSentence(null);
    playTone("known");
    if (isMeasured(product) && quantityMilli === null) onMeasured(lineId);
  };
  const inOrder = (found: Promise<FoundByCode>, entry: string, missing: NotAdded) => {
    const { quantityMilli } = readEntry(entry, parseQuantity);
    const turn = before.current;
    before.current = Promise.allSettled([turn, found]).then(async ([, answer]) => {
      const row = answer.status === "fulfilled" ? answer.value : null;
      if (row === "neither") return undefined;
      if (row !== null) return put(row, quantityMilli);
      // Goods first: a shop may give its products codes that look like receipts.
      const receipt = missing.kind === "unknown" && looksLikeReceipt(missing.code);
      if (receipt && (await openReceipt(missing.code))) return undefined;
      return Number.isNaN(quantityMilli)
        ? fail({ kind: "sentence", sentence: texts.notAQuantity })
        : fail(missing);
    });
  };

  return {
    sentence,
    forget: () => setSentence(null),
    addNew: putProduct,
    addFound: put,
    add: (row, entry) => put(row, readEntry(entry, parseQuantity).quantityMilli),
    scan: (code, entry) => {
      const { quantityMilli } = readEntry(entry, parseQuantity);
      inOrder(findByCode(code), entry, { kind: "unknown", code, quantityMilli });
    },
    enter: (entry) => {
      const { text, quantityMilli } = readEntry(entry, parseQuantity);
      const best = async () =>
        (await findByCode(text)) ?? (await bestMatch(catalogue, text, soldFrom));
      const missing: NotAdded =
        looksLikeCode(text) || looksLikeReceipt(text)
          ? { kind: "unknown", code: text, quantityMilli }
          : { kind: "sentence", sentence: texts.nothing(text) };
      inOrder(best(), entry, missing);
    },
  };
}

/** Why so many of a product cannot be put into the cart; null where they can. */
function wrongHowMany(
  quantityMilli: number,
  { quantityStepMilli: step }: CartProduct,
  quantity: (quantityMilli: number) => string,
): string | null {
  if (Number.isNaN(quantityMilli)) return texts.notAQuantity;
  if (quantityMilli > MOST_LINE_MILLI) return texts.quantityTooLarge;
  if (isOnStep(quantityMilli, step)) return null;
  return step === 1000 ? texts.wholePieces : texts.notOnStep(quantity(step));
}

/** What fits a text best; nothing that lacks one of its words. */
async function bestMatch(
  catalogue: Catalogue,
  text: string,
  locationIds: readonly string[],
): Promise<CatalogueRow | null> {
  const { rows } = await catalogue.search({ text, everyWord: true, locationIds, limit: 1 });
  return rows[0] ?? null;
}
