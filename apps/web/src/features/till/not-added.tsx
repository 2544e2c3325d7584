import { useEffect, useEffectEvent, useMemo, useState, useSyncExternalStore } from "react";
import type { RefObject } from "react";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { paths } from "../../lib/paths.ts";
import { useCatalogue, useCatalogueSearch } from "../catalogue/catalogue.ts";
import { useFindByCode } from "../catalogue/code-question.tsx";
import { contentsOf, rowsWithBarcode } from "../catalogue/read-code.ts";
import { Button, LinkButton } from "../../components/button.tsx";
import { latePart } from "../../lib/late-part.tsx";
import { useAllowed, useFormats, useShop } from "../../lib/shop-context.tsx";
import { notAddedTexts as texts } from "../../texts/en/till-not-added.ts";
import type { CartProduct } from "./cart.ts";
import { AskPrice } from "./late-parts.ts";
import { AttachCode } from "./attach-code.tsx";
import classes from "./product-finder.module.css";
import type { TillStore } from "./till-store.ts";
import type { Scanned } from "./put-in-cart.ts";
import type { Adding } from "./use-adding.ts";
import type { Unanswered } from "./waiting-scans.ts";

interface NotAddedProps {
  readonly store: Pick<TillStore, "answer" | "act">;
  readonly unanswered: readonly Unanswered[];
  readonly adding: Pick<Adding, "sentence" | "addNew" | "addFound">;
  readonly placeId: string | undefined;
  readonly box: RefObject<HTMLInputElement | null>;
  /** Called when it is shown. */
  readonly onDrawn: () => void;
}

/** How many products with a typed price are looked at; a shop has one or two. */
const SEARCHED = 10;

const NewProduct = latePart(async () => (await import("./new-product.tsx")).NewProduct);

/**
 * Codes that were not added to the cart, with the reason and possible actions; the oldest first, each until it is
 * resolved.
 */
export function NotAdded(props: NotAddedProps) {
  const { store, unanswered, adding, placeId, box } = props;
  const { sentence, addNew, addFound } = adding;
  const onDrawn = useEffectEvent(props.onDrawn);
  useEffect(() => onDrawn(), []);
  return (
    <div role="alert">
      {sentence === null ? null : (
        <div className={classes.notAdded}>
          <p>{sentence}</p>
        </div>
      )}
      {unanswered.map((one) => {
        const answer = () => {
          store.answer(one.id);
          box.current?.focus();
        };
        return (
          <div key={one.id} className={classes.notAdded}>
            {one.kind === "unknown" ? (
              <Unknown
                unknown={one}
                store={store}
                onSold={answer}
                placeId={placeId}
                onMade={(product, scanned) => {
                  if (!one.earlier) addNew(product, one.quantityMilli, scanned);
                  answer();
                }}
                onAttached={(row, scanned) => {
                  if (!one.earlier) addFound(row, one.quantityMilli, scanned);
                  answer();
                }}
                onAdd={(row, scanned) => {
                  addFound(row, one.quantityMilli, scanned);
                  answer();
                }}
              />
            ) : (
              <>
                <p>{texts.deactivated(one.name)}</p>
                <LinkButton to={paths.product} params={{ id: one.productId }}>
                  {texts.openProduct}
                </LinkButton>
              </>
            )}
            <Button onClick={answer}>{texts.ignore}</Button>
          </div>
        );
      })}
    </div>
  );
}

interface UnknownProps {
  readonly unknown: Extract<Unanswered, { kind: "unknown" }>;
  readonly placeId: string | undefined;
  readonly onMade: (product: CartProduct, scanned: Scanned) => void;
  readonly onAttached: (row: CatalogueRow, scanned: Scanned) => void;
  /** It is now a product, to be added to the cart. */
  readonly onAdd: (row: CatalogueRow, scanned: Scanned) => void;
  readonly store: Pick<TillStore, "act">;
  /** It was sold as another item. */
  readonly onSold: () => void;
}

function Unknown(props: UnknownProps) {
  const { unknown, placeId, onMade, onAttached, onAdd } = props;
  const { code, quantityMilli, earlier } = unknown;
  const { quantity } = useFormats();
  const { settings } = useShop();
  const read = useMemo(() => contentsOf(code, settings), [code, settings]);
  const contents = read === null || "wrong" in read ? null : read;
  const scanned = { code, contents };
  // A product has the item number or the GTIN, not the code with its amount and dates.
  const linked = contents?.barcode ?? code;
  const named = contents === null ? code : texts.within(linked, code);
  const shown = quantityMilli === null ? named : texts.times(quantity(quantityMilli), named);
  const mayAdd = useAllowed("products.write");
  const [way, setWay] = useState<"new" | "attach" | null>(null);
  const known = useKnownByNow(linked, contents !== null);
  // A user who is already adding it gets the message there.
  if (known !== null && way === null)
    return <KnownByNow shown={shown} row={known} scanned={scanned} onAdd={onAdd} />;
  return (
    <>
      <p className={classes.unknownCode}>{texts.unknown(shown)}</p>
      {earlier ? <p>{texts.earlier}</p> : null}
      <p>{mayAdd ? texts.unknownLead : texts.mayNotAdd}</p>
      {way === "attach" ? (
        <div className={classes.attach}>
          <AttachCode code={linked} onAttached={(row) => onAttached(row, scanned)} />
        </div>
      ) : null}
      {way === "new" ? (
        <NewProduct
          code={linked}
          unit={contents?.hasAmount === true ? (contents.unit ?? "kg") : null}
          placeId={placeId}
          intoCart={!earlier}
          onMade={(product) => onMade(product, scanned)}
        />
      ) : mayAdd ? (
        <Button kind="primary" onClick={() => setWay("new")}>
          {texts.addNew}
        </Button>
      ) : null}
      {way === "attach" || !mayAdd ? null : (
        <Button onClick={() => setWay("attach")}>{texts.attach}</Button>
      )}
      {earlier ? null : <SellAsOther {...props} />}
    </>
  );
}

/** Sells it as the item whose price and name are typed, if the shop has one. The name has the code. */
function SellAsOther({ unknown, store, onSold }: UnknownProps) {
  const { answer } = useCatalogueSearch({ text: "", filter: "ask_price", limit: SEARCHED });
  const [open, setOpen] = useState(false);
  const other = answer?.rows.find(
    ({ stopReason, depositId }) => stopReason === "" && depositId === null,
  );
  if (other === undefined) return null;
  const { code, quantityMilli } = unknown;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{texts.sellAs(other.name)}</Button>
      {open ? (
        <AskPrice
          store={store}
          found={{ row: other, deposit: null, quantityMilli, code }}
          onClose={() => setOpen(false)}
          onAdded={onSold}
        />
      ) : null}
    </>
  );
}

interface KnownByNowProps extends Pick<UnknownProps, "onAdd"> {
  readonly shown: string;
  readonly row: CatalogueRow;
  readonly scanned: NonNullable<Scanned>;
}

/** Someone has added it since, on this device or elsewhere. */
function KnownByNow({ shown, row, scanned, onAdd }: KnownByNowProps) {
  const findByCode = useFindByCode();
  const add = async () => {
    const found = await findByCode(scanned.code);
    if (found !== null && found !== "neither") onAdd(found, scanned);
  };
  return (
    <>
      <p className={classes.unknownCode}>{texts.knownByNow(shown, row.name)}</p>
      <Button kind="primary" onClick={() => void add()}>
        {texts.putIntoCart}
      </Button>
    </>
  );
}

/** The product that now has the code; null if there is none. A code within another one is a barcode and no SKU. */
function useKnownByNow(code: string, isWithin: boolean): CatalogueRow | null {
  const catalogue = useCatalogue();
  const version = useSyncExternalStore(catalogue.subscribe, catalogue.version);
  const [row, setRow] = useState<CatalogueRow | null>(null);
  useEffect(() => {
    let wanted = true;
    void catalogue.findByCode(code).then((rows) => {
      const [first = null] = isWithin ? rowsWithBarcode(rows, code) : rows;
      if (wanted) setRow(first);
    });
    return () => {
      wanted = false;
    };
  }, [catalogue, code, isWithin, version]);
  return row;
}
