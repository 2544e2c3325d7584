import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { KeyboardEvent, RefObject } from "react";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { Uuid, newId } from "@daybook/contract/uuid";
import { z } from "zod";
import { useCatalogueProducts } from "../catalogue/catalogue.ts";
import { showToast } from "../../components/toasts.tsx";
import { deviceValue } from "../../lib/device-storage.ts";
import { refusalOf } from "../../lib/refusal-of.ts";
import { DRAFT_DAYS } from "../../lib/form-drafts.ts";
import { useDraftScope, useFormats } from "../../lib/shop-context.tsx";
import { sameValue } from "../../lib/stale-changes.ts";
import type { TypedNumber } from "../../lib/typed-number.ts";
import type { OfferedDraft } from "../../components/use-form-draft.ts";
import type { ContractForm } from "../../components/use-contract-form.ts";
import { goodsTexts as texts } from "../../texts/en/stock-goods.ts";
import { addOne, GoodsLine, linesLeft, withQuantity } from "./goods-lines.ts";

const DAY_MS = 86_400_000;

/** The draft of receiving and moving; empty text means "not selected". */
const GoodsValues = z.object({
  /** Stored with the lines: a retry after a failure saves the same goods only once. */
  key: Uuid,
  locationId: z.string(),
  fromLocationId: z.string(),
  toLocationId: z.string(),
  supplierId: z.string(),
  reference: z.string(),
  note: z.string(),
  lines: z.array(GoodsLine),
});
const StoredGoods = GoodsValues.extend({ at: z.number().default(() => Date.now()) });
export type GoodsValues = z.infer<typeof GoodsValues>;

export type GoodsForm = ContractForm<GoodsValues>;

/** Nothing typed yet. */
export function noGoods(places: Partial<GoodsValues> = {}): GoodsValues {
  return {
    key: newId(),
    locationId: "",
    fromLocationId: "",
    toLocationId: "",
    supplierId: "",
    reference: "",
    note: "",
    lines: [],
    ...places,
  };
}

/**
 * The unsaved draft, stored in this browser for this user and shop, so a reload or an empty battery loses nothing.
 * `begin` contains the initial values and those from the address.
 */
export function useGoodsDraft(name: string): GoodsDraft {
  const scope = useDraftScope();
  // Any object is read; the draft's contract validates it.
  const stored = deviceValue<object>(`goods-${name}-${scope}`, {});
  const [{ before, typedAt, keep }] = useState(() => {
    const { at, ...values } = StoredGoods.safeParse(stored.get()).data ?? { at: 0, ...noGoods() };
    const fresh = Date.now() - at >= DRAFT_DAYS * DAY_MS;
    return {
      before: fresh ? null : values,
      typedAt: fresh || values.lines.length === 0 ? null : at,
      // Reading a draft does not extend its lifetime.
      keep: (next: GoodsValues) =>
        stored.set({ ...next, at: !fresh && sameValue(next, values) ? at : Date.now() }),
    };
  });
  return { before, typedAt, keep };
}

export interface GoodsDraft {
  /** The stored draft, unless it is too old. */
  readonly before: GoodsValues | null;
  /** When the restored lines were typed; null if there are none. */
  readonly typedAt: number | null;
  readonly keep: (values: GoodsValues) => void;
}

/** Sends with the draft's key, and generates a new one if it was already used for other goods. */
export async function sendGoods<Result>(form: GoodsForm, send: () => Promise<Result>) {
  try {
    return await send();
  } catch (error) {
    if (refusalOf(error)?.code === "key_reused") form.set({ key: newId() });
    throw error;
  }
}

export interface GoodsLines {
  /** The current products of the lines, by id. */
  readonly products: ReadonlyMap<string, CatalogueRow>;
  readonly add: (product: CatalogueRow) => void;
  readonly setQuantity: (index: number, quantityMilli: TypedNumber) => void;
  readonly setCost: (index: number, costMinor: TypedNumber) => void;
  readonly remove: (index: number) => void;
  /** After `sent` was saved: starts a new document with the same locations and the lines added since. */
  readonly draft: OfferedDraft;
  readonly settle: (sent: readonly GoodsLine[], places: Partial<GoodsValues>) => void;
  /** Enter ends a line and returns to the product box; it never submits the form. */
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

interface GoodsLinesOptions {
  readonly form: GoodsForm;
  readonly draft: GoodsDraft;
  /** Focuses the product box. */
  readonly box: RefObject<HTMLInputElement | null>;
}

/** The actions on the lines of a form, with focus handling. */
export function useGoodsLines({ form, draft, box }: GoodsLinesOptions): GoodsLines {
  const { values } = form;
  const rows = useCatalogueProducts(values.lines.map(({ productId }) => productId));
  const products = new Map<string, CatalogueRow>(rows.map((row) => [row.id, row]));
  // Two scans may arrive before the first one is rendered.
  const lines = useRef(values.lines);
  useLayoutEffect(() => {
    lines.current = values.lines;
  }, [values.lines]);
  const setLines = (next: GoodsLine[]) => {
    lines.current = next;
    form.set({ lines: next });
  };
  const [typing, setTyping] = useState<{ readonly index: number } | null>(null);
  useEffect(() => {
    // On a phone the keyboard would cover the page after every scan.
    if (typing === null || !window.matchMedia("(pointer: fine)").matches) return;
    const path = `[data-path="lines.${typing.index}.quantityMilli"]`;
    form.ref.current?.querySelector<HTMLInputElement>(path)?.select();
  }, [typing, form.ref]);
  useStoreGoods(draft, values);

  const offer = useGoodsOffer(draft.typedAt, () => {
    const { locationId, fromLocationId, toLocationId } = values;
    lines.current = [];
    form.set(noGoods({ locationId, fromLocationId, toLocationId }));
    box.current?.focus();
  });
  const lastCostOf = (line: GoodsLine) => products.get(line.productId)?.lastCost ?? null;
  return {
    products,
    add: (product) => {
      const added = addOne(lines.current, product);
      setLines(added.lines);
      setTyping({ index: added.index });
    },
    setQuantity: (index, quantityMilli) => {
      const line = lines.current[index];
      if (line === undefined) return;
      const next = withQuantity(line, quantityMilli, lastCostOf(line));
      form.field(`lines.${index}.quantityMilli`).change(quantityMilli);
      form.field(`lines.${index}.costMinor`).change(next.costMinor);
    },
    setCost: (index, costMinor) => {
      form.field(`lines.${index}.costMinor`).change(costMinor);
      form.field(`lines.${index}.costTyped`).change(costMinor !== null);
    },
    remove: (index) => {
      const line = lines.current[index];
      if (line === undefined) return;
      setLines(lines.current.toSpliced(index, 1));
      const putBack = () => setLines(lines.current.toSpliced(index, 0, line));
      showToast({ text: texts.removed(line.name), action: { label: texts.undo, run: putBack } });
      box.current?.focus();
    },
    draft: offer,
    settle: (sent, places) => {
      offer.forget();
      const left = linesLeft(lines.current, sent);
      lines.current = left;
      form.set(noGoods({ ...places, lines: left }));
      box.current?.focus();
    },
    onKeyDown: (event) => {
      if (!endsLine(event)) return;
      event.preventDefault();
      box.current?.focus();
    },
  };
}

/** Enter in a field; with Ctrl it saves. */
function endsLine({ key, ctrlKey, metaKey, target }: KeyboardEvent): boolean {
  return key === "Enter" && !ctrlKey && !metaKey && target instanceof HTMLInputElement;
}

function useStoreGoods({ keep }: GoodsDraft, values: GoodsValues): void {
  useEffect(() => keep(values), [values, keep]);
}

/** Restored lines are announced and can be discarded together. */
function useGoodsOffer(typedAt: number | null, clear: () => void): OfferedDraft {
  const { moment } = useFormats();
  const [offered, setOffered] = useState(true);
  return {
    typedAt: offered && typedAt !== null ? moment(new Date(typedAt).toISOString()) : null,
    withoutPassword: false,
    forget: () => setOffered(false),
    discard: () => {
      setOffered(false);
      clear();
    },
  };
}
