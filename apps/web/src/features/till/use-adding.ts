import { useRef, useState } from "react";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { useCatalogue } from "../catalogue/catalogue.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { useReadCode } from "../catalogue/code-question.tsx";
import type { ReadScan } from "../catalogue/code-question.tsx";
import type { FoundByCode } from "../catalogue/found-by-code.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { tillTexts as texts } from "../../texts/en/till.ts";
import { looksLikeReceipt } from "../../lib/receipt-code.ts";
import type { CartProduct } from "./cart.ts";
import { putInCart } from "./put-in-cart.ts";
import type { Scanned } from "./put-in-cart.ts";
import { looksLikeCode, readEntry } from "./read-entry.ts";
import { playTone } from "./sounds.ts";
import type { TillStore } from "./till-store.ts";
import { cartProduct } from "./use-till.ts";
import type { Unanswerable } from "./waiting-scans.ts";

/** Why a product was not added: a message that the next key clears, or a scan to resolve. */
type NotAdded = Unanswerable | { readonly kind: "sentence"; readonly sentence: string };
export interface Adding {
  /** The message for the last typed text. */
  readonly sentence: string | null;
  readonly forget: () => void;
  /** Adds a product; `entry` is the text of the box, which may contain a quantity. */
  readonly add: (row: CatalogueRow, entry: string) => void;
  /** Adds a product that was just created and may not be in the catalogue yet. */
  readonly addNew: (product: CartProduct, quantityMilli: number | null, code: Scanned) => void;
  /** Adds a product that was found later for a code. */
  readonly addFound: (row: CatalogueRow, quantityMilli: number | null, code: Scanned) => void;
  /** Adds a product by a scanned code. */
  readonly scan: (code: string, entry: string) => void;
  /** Adds a product by typed text: an exact code, or else the best match with every word. */
  readonly enter: (entry: string) => void;
}

/** A product to add, with its deposit if it has one. */
export interface FoundToAdd {
  readonly row: CatalogueRow;
  readonly deposit: CatalogueRow | null;
  readonly quantityMilli: number | null;
  readonly code: string | null;
}

export interface AddingOptions {
  readonly store: TillStore;
  /** The ids of the locations a sale takes from. */
  readonly soldFrom: readonly string[];
  /** Opens the return of a receipt; false if there is no such receipt. */
  readonly openReceipt: (code: string) => Promise<boolean>;
  /**
   * A product that may be added in another way, or not at all: "taken", why it is not added, or null for one that is
   * added as usual.
   */
  readonly onOther: (found: FoundToAdd) => "taken" | string | null;
  /** Called after weighed goods were added, to type their quantity. */
  readonly onMeasured: (lineId: string) => void;
}

/** Adds goods to the cart in scan order, without requests. */
export function useAdding(options: AddingOptions): Adding {
  const { soldFrom, openReceipt } = options;
  const catalogue = useCatalogue();
  const readCode = useReadCode();
  const { parseQuantity } = useFormats();
  const [sentence, setSentence] = useState<string | null>(null);

  const { fail, put, putProduct, inTurn } = usePutting(options, setSentence);
  const inOrder = (found: Promise<Found>, entry: string, missing: NotAdded) => {
    const { quantityMilli } = readEntry(entry, parseQuantity);
    inTurn(async (turn) => {
      const [, answer] = await Promise.allSettled([turn, found]);
      const { row, scanned, wrong } = answer.status === "fulfilled" ? answer.value : NOTHING;
      if (row === "neither") return undefined;
      if (row !== null) return put(row, quantityMilli, scanned);
      if (wrong !== null) return fail({ kind: "sentence", sentence: wrong });
      // Products first: their codes may look like receipt numbers.
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
    add: (row, entry) => put(row, readEntry(entry, parseQuantity).quantityMilli, null),
    scan: (code, entry) => {
      const { quantityMilli } = readEntry(entry, parseQuantity);
      const found = readCode(code).then((read) => foundBy(code, read));
      inOrder(found, entry, { kind: "unknown", code, quantityMilli });
    },
    enter: (entry) => {
      const { text, quantityMilli } = readEntry(entry, parseQuantity);
      const best = async (): Promise<Found> => {
        const read = foundBy(text, await readCode(text));
        const isRead =
          read.row !== null || read.wrong !== null || (read.scanned?.contents ?? null) !== null;
        if (isRead) return read;
        return { ...NOTHING, row: await bestMatch(catalogue, text, soldFrom) };
      };
      const missing: NotAdded =
        looksLikeCode(text) || looksLikeReceipt(text)
          ? { kind: "unknown", code: text, quantityMilli }
          : { kind: "sentence", sentence: texts.nothing(text) };
      inOrder(best(), entry, missing);
    },
  };
}

/** Puts products into the cart, or says why not. */
function usePutting(options: AddingOptions, setSentence: (sentence: string | null) => void) {
  const { store, onOther, onMeasured } = options;
  const catalogue = useCatalogue();
  const { quantity } = useFormats();
  // A later scan may be resolved first; the cart keeps the order of the scans.
  const before = useRef<Promise<unknown>>(Promise.resolve());
  const inTurn = (work: (turn: Promise<unknown>) => Promise<unknown>) => {
    before.current = work(before.current);
  };
  const fail = (reason: NotAdded) => {
    playTone("unknown");
    setSentence(reason.kind === "sentence" ? reason.sentence : null);
    if (reason.kind !== "sentence") store.wait(reason);
  };
  const put = (row: CatalogueRow, quantityMilli: number | null, scanned: Scanned) => {
    if (!row.active) return fail({ kind: "offSale", productId: row.id, name: row.name });
    const { depositId } = row;
    if (depositId === null) return putRow(row, null, quantityMilli, scanned);
    // Its deposit is asked for first; what is added in the meantime waits for it.
    inTurn(async (turn) => {
      const [deposit] = await Promise.all([catalogue.get(depositId), turn]);
      putRow(row, deposit, quantityMilli, scanned);
    });
  };
  const putRow = (
    row: CatalogueRow,
    deposit: CatalogueRow | null,
    quantityMilli: number | null,
    scanned: Scanned,
  ) => {
    const code = scanned?.contents?.kept ?? scanned?.code ?? null;
    const other = onOther({ row, deposit, quantityMilli, code });
    if (other === "taken") return setSentence(null);
    return other === null
      ? putProduct(cartProduct(row, deposit), quantityMilli, scanned)
      : fail({ kind: "sentence", sentence: other });
  };
  const putProduct = (product: CartProduct, quantityMilli: number | null, scanned: Scanned) => {
    const done = putInCart({ store, product, quantityMilli, scanned, quantity });
    if ("refusal" in done) return fail({ kind: "sentence", sentence: done.refusal });
    setSentence(null);
    playTone("known");
    if (done.typedLineId !== null) onMeasured(done.typedLineId);
  };
  return { fail, put, putProduct, inTurn };
}

/** A product, and the code it was found by. */
interface Found {
  readonly row: FoundByCode;
  readonly scanned: Scanned;
  /** Why the code is bad. */
  readonly wrong: string | null;
}

const NOTHING: Found = { row: null, scanned: null, wrong: null };

function foundBy(code: string, { found, contents, wrong }: ReadScan): Found {
  return { row: found, scanned: { code, contents }, wrong };
}

/** The best match for a text, with every word of it. */
async function bestMatch(
  catalogue: Catalogue,
  text: string,
  locationIds: readonly string[],
): Promise<CatalogueRow | null> {
  const { rows } = await catalogue.search({ text, everyWord: true, locationIds, limit: 1 });
  return rows[0] ?? null;
}
