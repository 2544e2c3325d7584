// The native datalist cannot show a price and stock next to a name, so this uses ARIA roles on plain elements.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { useCallback, useEffect, useId, useRef, useState } from "react";
import type { ReactNode, RefObject } from "react";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { useCatalogueSearch } from "../catalogue/catalogue.ts";
import { HiddenText } from "../../components/hidden-text.tsx";
import { Pending } from "../../components/notices.tsx";
import { runFieldKey, useListChoice } from "../../components/use-list-choice.ts";
import type { FieldKeys } from "../../components/use-list-choice.ts";
import { useScans } from "../../lib/scanner/use-scans.tsx";
import { useSteady } from "../../lib/press.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { tillTexts as texts } from "../../texts/en/till.ts";
import { readEntry } from "./read-entry.ts";
import classes from "./product-finder.module.css";
import { FoundProduct } from "./found-product.tsx";
import { ProductTiles } from "./product-tiles.tsx";
import { NotAdded } from "./late-parts.ts";
import type { TillStore } from "./till-store.ts";
import type { Adding } from "./use-adding.ts";
import type { Unanswered } from "./waiting-scans.ts";
import { useEntry } from "./use-entry.ts";

const SHOWN = 30;

interface ProductFinderProps {
  readonly store: TillStore;
  /** The ids of the locations a sale takes from. */
  readonly placeId: string | undefined;
  readonly soldFrom: readonly string[];
  readonly box: RefObject<HTMLInputElement | null>;
  /** Enter in the empty box. */
  readonly onPay: () => void;
  readonly adding: Adding;
  readonly unanswered: readonly Unanswered[];
  /** On a phone the cart replaces the tiles. */
  readonly tiles: boolean;
  /** A tile was pressed: Enter must not press it again. */
  readonly onTile: () => void;
  /** Content next to the box. */
  readonly tools: ReactNode;
}

/** Adds products to the cart by scanner, by typing or by tapping. */
export function ProductFinder(props: ProductFinderProps) {
  const { store, placeId, soldFrom, box, onPay, adding, unanswered, tiles, onTile } = props;
  const listId = useId();
  const { parseQuantity } = useFormats();
  const { entry, wanted, type: typeEntry } = useEntry();
  // Messages restored after a reload are at the top, and may render later.
  const [isAnnounced, setAnnounced] = useState(unanswered.length === 0);
  const { text } = readEntry(wanted, parseQuantity);
  const searching = text !== "";
  const { answer, state } = useSteady(
    useCatalogueSearch(searching ? { text, locationIds: soldFrom, limit: SHOWN } : null),
  );
  const rows = answer?.rows ?? [];
  const choice = useListChoice(listId, rows.length);
  const { active } = choice;

  const type = (typed: string) => {
    typeEntry(typed);
    choice.reset();
    adding.forget();
  };
  const pick = (row: CatalogueRow) => {
    typeEntry("");
    choice.reset();
    adding.add(row, entry);
  };
  const latestPick = useRef(pick);
  useEffect(() => {
    latestPick.current = pick;
  });
  const pickShown = useCallback((row: CatalogueRow) => latestPick.current(row), []);
  // A stable function: the tiles render when the products change, not at every scan.
  const latestTile = useRef(onTile);
  useEffect(() => {
    latestTile.current = onTile;
  });
  const pickTile = useCallback((row: CatalogueRow) => {
    latestPick.current(row);
    latestTile.current();
  }, []);
  useScans((code) => {
    typeEntry("");
    adding.scan(code, entry);
  });

  const move = (direction: 1 | -1) => {
    if (searching) choice.move(direction);
    else moveInCart(store, direction);
  };
  const confirm = () => {
    const chosen = rows[active];
    if (chosen !== undefined) return pick(chosen);
    if (entry.trim() === "") return onPay();
    if (readEntry(entry, parseQuantity).text === "") return;
    typeEntry("");
    adding.enter(entry);
  };
  const keys: FieldKeys = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: confirm,
    Escape: () => type(""),
    ...(entry === "" ? cartKeys(store) : {}),
  };
  return (
    <div>
      <label htmlFor={`${listId}-box`}>
        <HiddenText>{texts.box}</HiddenText>
      </label>
      <div className={classes.entry}>
        <input
          {...choice.fieldProps(answer !== undefined)}
          ref={box}
          id={`${listId}-box`}
          className={classes.box}
          type="text"
          autoCorrect="off"
          autoCapitalize="off"
          data-search=""
          data-focus-home=""
          placeholder={texts.boxHint}
          value={entry}
          onChange={(event) => type(event.currentTarget.value)}
          onKeyDown={(event) => runFieldKey(event, keys)}
        />
        {props.tools}
      </div>
      <NotAdded
        {...{ store, unanswered, adding, placeId, box }}
        onDrawn={() => setAnnounced(true)}
      />
      {isAnnounced ? null : <Pending />}
      <output className={classes.count}>
        {answer === undefined ? "" : texts.found(answer.total)}
      </output>
      <div id={listId} role="listbox" aria-label={texts.results} hidden={answer === undefined}>
        {rows.map((row, index) => (
          <FoundProduct
            key={row.id}
            id={choice.optionId(index)}
            row={row}
            soldFrom={soldFrom}
            active={index === active}
            onPick={pickShown}
          />
        ))}
      </div>
      {answer?.rows.length === 0 ? (
        <p className={classes.nothing}>
          {state === "ready" ? texts.nothing(text) : texts.catalogueLoading}
        </p>
      ) : null}
      {tiles ? (
        // Hidden, not unmounted: unmounting would cost a whole render at the first key.
        <div hidden={answer !== undefined} className={classes.tiles}>
          <ProductTiles soldFrom={soldFrom} onPick={pickTile} />
        </div>
      ) : null}
    </div>
  );
}

/** Shortcuts that act on the cart while the box is empty. */
function cartKeys(store: TillStore): FieldKeys {
  return {
    "+": () => stepCurrent(store, 1),
    "-": () => stepCurrent(store, -1),
    Delete: () => removeCurrent(store),
  };
}

/** One more or one less of the current line. */
export function stepCurrent(store: TillStore, direction: 1 | -1): void {
  const { currentLineId } = store.get().state.cart;
  if (currentLineId !== null) store.act({ type: "step", lineId: currentLineId, direction });
}

/** Removes the current line from the cart. */
export function removeCurrent(store: TillStore): void {
  const { currentLineId } = store.get().state.cart;
  if (currentLineId !== null) store.act({ type: "remove", lineId: currentLineId });
}

function moveInCart(store: TillStore, direction: 1 | -1): void {
  const { lines, currentLineId } = store.get().state.cart;
  const index = lines.findIndex((line) => line.lineId === currentLineId);
  const next = lines[Math.max(0, Math.min(index + direction, lines.length - 1))];
  if (next !== undefined) store.act({ type: "choose", lineId: next.lineId });
}
