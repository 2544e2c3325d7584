import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { KeyboardEvent, MouseEvent, RefObject } from "react";
import { flushSync } from "react-dom";
import { paths } from "../../lib/paths.ts";
import { useCatalogueState } from "../catalogue/catalogue.ts";
import { LinkButton } from "../../components/button.tsx";
import { EmptyState } from "../../components/notices.tsx";
import { Page } from "../../components/page.tsx";
import { useAllowed } from "../../lib/shop-context.tsx";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useNarrow } from "../../lib/use-narrow.ts";
import { tillTexts as texts } from "../../texts/en/till.ts";
import { CartPanel } from "./cart-panel.tsx";
import type { Editing } from "./editing.ts";
import { CartTotals } from "./cart-totals.tsx";
import { createDrafts, DraftsProvider } from "./drafts.ts";
import { findReceipt } from "../receipts/find-receipt.ts";
import { LineTools } from "./late-parts.ts";
import { PayPanel } from "./pay-panel.tsx";
import { TillBand } from "./till-band.tsx";
import { removeCurrent, ProductFinder, stepCurrent } from "./product-finder.tsx";
import { TillMenu } from "./till-menu.tsx";
import classes from "./till-page.module.css";
import { isTouch } from "./sounds.ts";
import { TillAnnouncer } from "./till-announcer.tsx";
import { useAdding } from "./use-adding.ts";
import { useAskedProduct } from "./use-asked-product.ts";
import { usePaying } from "./use-paying.ts";
import type { Paying } from "./use-paying.ts";
import { useTill } from "./use-till.ts";
import type { Till } from "./use-till.ts";

/** The till, for those who may sell. */
export function TillPage() {
  if (useAllowed("sales.ringUp")) return <OpenTill />;
  return (
    <Page title={texts.title}>
      <EmptyState title={texts.mayNotSell} />
    </Page>
  );
}

/** Scan, scan, scan, take money; the next scan begins the next sale. */
function OpenTill() {
  const till = useTill();
  const { cart } = till.state;
  const narrow = useNarrow();
  const box = useRef<HTMLInputElement>(null);
  const amount = useRef<HTMLInputElement>(null);
  const foot = useRef<HTMLDivElement>(null);
  const [editing, setEditing] = useState<Editing>(null);
  const [payOpen, setPayOpen] = useState(false);
  // On a phone the best sellers give way to the cart, one press away.
  const [shelf, setShelf] = useState(false);

  const backToBox = () => {
    setPayOpen(false);
    // On a touch screen the cursor in the box would bring the keyboard up over the cart.
    if (!isTouch()) box.current?.focus();
  };
  const toAmount = () => {
    // On a phone it has to be shown first; and a second Enter may come before the next frame.
    flushSync(() => setPayOpen(true));
    amount.current?.focus();
  };
  const adding = useAdding({
    store: till.store,
    soldFrom: till.soldFrom,
    openReceipt: useOpenReceipt(),
    onMeasured: (lineId) => setEditing({ what: "quantity", lineId }),
  });
  useAskedProduct((row) => adding.add(row, ""));
  const [drafts] = useState(createDrafts);
  const paying = usePaying({
    till,
    drafts,
    field: amount,
    onCode: (code) => adding.scan(code, ""),
    onPaid: () => {
      setEditing(null);
      backToBox();
    },
  });
  useTillKeys({ till, paying, box, onEdit: setEditing });
  useUsableMark(box);
  useTitle();

  if (till.places?.length === 0)
    return (
      <EmptyState
        title={texts.noPlace}
        action={<LinkButton to={paths.locations}>{texts.addPlace}</LinkButton>}
      />
    );
  const empty = cart.lines.length === 0;
  // Money taken for a cart that was emptied has to be given back before the next customer's turn.
  const payShown = payOpen || (empty && cart.parts.length > 0);
  return (
    // Keys and presses that nothing else wants are the box's: it is always ready.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <div
      className={classes.till}
      onKeyDown={keepEditingKeys}
      onClick={(event) => {
        if (isNobodys(event)) backToBox();
      }}
    >
      <TillAnnouncer till={till} />
      {/* The rail says where one is; the room is for the products. */}
      <h1 className={classes.title}>{texts.title}</h1>
      {narrow ? <TillBand till={till} /> : null}
      <div className={classes.goods}>
        <ProductFinder
          store={till.store}
          soldFrom={till.soldFrom}
          placeId={till.place?.id}
          box={box}
          adding={adding}
          unanswered={till.unanswered}
          onPay={toAmount}
          tiles={!narrow || empty || shelf}
          onTile={backToBox}
          tools={
            <TillMenu places={till.places} place={till.place} choosePlace={till.choosePlace} />
          }
        />
      </div>
      <DraftsProvider value={drafts}>
        <section aria-label={texts.cart} className={classes.cart}>
          {narrow && !empty ? (
            <button
              type="button"
              className={classes.shelf}
              aria-expanded={shelf}
              onClick={() => setShelf(!shelf)}
            >
              {shelf ? texts.hideTiles : texts.tiles}
            </button>
          ) : null}
          {narrow ? null : <TillBand till={till} />}
          <div className={classes.lines}>
            <CartPanel
              till={till}
              editing={editing}
              onEdit={setEditing}
              onDone={backToBox}
              follow={!shelf && !(narrow && payShown)}
              foot={foot}
            />
          </div>
          <div ref={foot} className={classes.foot} data-open={payShown}>
            {payShown && narrow ? null : (
              <LineTools till={till} editing={editing} onEdit={setEditing} onDone={backToBox} />
            )}
            <PhoneBar
              till={till}
              paying={paying}
              open={payShown}
              onToggle={() => setPayOpen(!payOpen)}
            />
            <div className={classes.money}>
              <CartTotals till={till} />
              <PayPanel
                paying={paying}
                parts={cart.parts}
                empty={empty}
                field={amount}
                onLeave={backToBox}
              />
            </div>
          </div>
        </section>
      </DraftsProvider>
    </div>
  );
}

/** The number of a receipt was scanned among the goods: its customer brings something back. The cart stays. */
function useOpenReceipt(): (code: string) => Promise<boolean> {
  const { client } = trpc.useUtils();
  const navigate = useNavigate();
  const maySee = useAllowed("sales.read");
  const mayReturn = useAllowed("sales.return");
  return async (code) => {
    const sale = maySee ? await findReceipt(client, code).catch(() => null) : null;
    if (sale === null) return false;
    const search = mayReturn && sale.kind === "sale" ? { sheet: "return" as const } : {};
    await navigate({ to: paths.sale, params: { id: sale.id }, search });
    return true;
  };
}

interface PhoneBarProps {
  readonly till: Till;
  readonly paying: Paying;
  readonly open: boolean;
  readonly onToggle: () => void;
}

/** On a phone the ways to pay are one press away; the total always stands. */
function PhoneBar({ till, paying, open, onToggle }: PhoneBarProps) {
  const { priced, formats, state } = till;
  const taken = state.cart.parts.length > 0;
  const dueMinor = taken ? paying.restMinor : (priced?.totalMinor ?? null);
  return (
    <div className={classes.phoneBar}>
      <span className={classes.phoneTotal}>
        {taken ? texts.stillToPay : texts.total}{" "}
        <strong className="num">{dueMinor === null ? "" : formats.money(dueMinor)}</strong>
      </span>
      <button
        type="button"
        className={classes.pay}
        aria-expanded={open}
        data-empty={state.cart.lines.length === 0}
        onClick={onToggle}
      >
        {open ? texts.closePay : texts.pay}
      </button>
    </div>
  );
}

interface TillKeysOptions {
  readonly till: Till;
  readonly paying: Paying;
  readonly box: RefObject<HTMLInputElement | null>;
  readonly onEdit: (editing: Editing) => void;
}

function useTillKeys({ till, paying, box, onEdit }: TillKeysOptions): void {
  const { store } = till;
  const { currentLineId } = till.state.cart;
  const editLine = () => {
    if (currentLineId !== null) onEdit({ what: "discount", lineId: currentLineId });
  };
  useShortcuts([
    {
      keys: "F2",
      label: texts.keys.box,
      run: () => {
        box.current?.focus();
        box.current?.select();
      },
    },
    { keys: "F3", label: texts.keys.customer, run: () => onEdit({ what: "customer" }) },
    { keys: "F8", label: texts.keys.discount, run: editLine },
    {
      keys: "Shift+F8",
      label: texts.keys.wholeDiscount,
      run: () => onEdit({ what: "wholeDiscount" }),
    },
    { keys: "F9", label: texts.keys.cash, run: () => paying.take("cash") },
    { keys: "F10", label: texts.keys.card, run: () => paying.take("card") },
    { keys: "+", label: texts.keys.more, run: () => stepCurrent(store, 1) },
    { keys: "-", label: texts.keys.less, run: () => stepCurrent(store, -1) },
    { keys: "Delete", label: texts.keys.remove, run: () => removeCurrent(store) },
    { keys: "Mod+Z", label: texts.keys.undo, run: () => store.undo() },
  ]);
}

/** In a field with something in it these keys change the field, not the cart. */
function keepEditingKeys(event: KeyboardEvent): void {
  const { target } = event;
  if (!(target instanceof HTMLInputElement) || target.value === "") return;
  const undoes = event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey);
  if (undoes || event.key === "Delete") event.stopPropagation();
}

/** A press on the paper between things, not the end of marking some text. */
function isNobodys({ target }: MouseEvent): boolean {
  if (!(target instanceof Element)) return false;
  const somebodys = target.closest("a, button, input, select, textarea, label, summary, [role]");
  // The cart is a region, which is nobody's; what lies in it is.
  const free = somebodys === null || somebodys.tagName === "SECTION";
  return free && window.getSelection()?.isCollapsed !== false;
}

/** Says once when the box takes input and the products can be found: that is when a sale can begin. */
function useUsableMark(box: RefObject<HTMLInputElement | null>): void {
  const ready = useCatalogueState() === "ready";
  useEffect(() => {
    if (!isTouch()) box.current?.focus();
  }, [box]);
  useEffect(() => {
    if (ready && performance.getEntriesByName("usable").length === 0) performance.mark("usable");
  }, [ready]);
}

function useTitle(): void {
  useEffect(() => {
    document.title = `${texts.title} · Daybook`;
  }, []);
}
