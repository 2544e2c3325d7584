import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { KeyboardEvent, MouseEvent, RefObject } from "react";
import { flushSync } from "react-dom";
import { paths } from "../../lib/paths.ts";
import { useCatalogueState } from "../catalogue/catalogue.ts";
import { LinkButton } from "../../components/button.tsx";
import { EmptyState } from "../../components/notices.tsx";
import { Page } from "../../components/page.tsx";
import { lateCode } from "../../lib/late-code.ts";
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
import type { DrawerSheet } from "../drawers/own-drawer.ts";
import {
  CartFollowers,
  LineTools,
  PrintTrouble,
  RequestedProduct,
  TillDrawer,
} from "./late-parts.ts";
import { PayPanel } from "./pay-panel.tsx";
import { TillBand } from "./till-band.tsx";
import { removeCurrent, ProductFinder, stepCurrent } from "./product-finder.tsx";
import { TillMenu } from "./till-menu.tsx";
import classes from "./till-page.module.css";
import { isTouch } from "./sounds.ts";
import type { TillStore } from "./till-store.ts";
import { useOtherWays } from "./use-other-ways.tsx";
import { isBegun } from "./till-state.ts";
import { useAdding } from "./use-adding.ts";
import { CARD, CASH } from "@daybook/contract/tenders";
import { useDrawerOpening } from "./use-drawer-opening.ts";
import { usePaying } from "./use-paying.ts";
import type { Paying } from "./use-paying.ts";
import { useTill } from "./use-till.ts";
import type { Till } from "./use-till.ts";

/** The till, for users who may sell. */
export function TillPage() {
  if (useAllowed("sales.ringUp")) return <OpenTill />;
  return (
    <Page title={texts.title}>
      <EmptyState title={texts.mayNotSell} />
    </Page>
  );
}

/** Scan goods, take payment; the next scan starts the next sale. */
function OpenTill() {
  const till = useTill();
  const { cart } = till.state;
  const narrow = useNarrow();
  const box = useRef<HTMLInputElement>(null);
  const amount = useRef<HTMLInputElement>(null);
  const foot = useRef<HTMLDivElement>(null);
  const [editing, setEditing] = useState<Editing>(null);
  const [payOpen, setPayOpen] = useState(false);
  // On a phone the cart replaces the best sellers, which are one click away.
  const [shelf, setShelf] = useState(false);

  const backToBox = () => {
    setPayOpen(false);
    // On a touch screen, focusing the box would open the keyboard over the cart.
    if (!isTouch()) box.current?.focus();
  };
  const toAmount = () => {
    // On a phone it must be shown first; and a second Enter may come before the next frame.
    flushSync(() => setPayOpen(true));
    amount.current?.focus();
  };
  const others = useOtherWays(till.store, backToBox);
  const adding = useAdding({
    store: till.store,
    soldFrom: till.soldFrom,
    openReceipt: useOpenReceipt(till.store),
    onOther: others.onOther,
    onMeasured: (lineId) => setEditing({ what: "quantity", lineId }),
  });
  const { product: requested } = useSearch({ from: "/shell/sell" });
  const [drafts] = useState(createDrafts);
  const [drawerSheet, setDrawerSheet] = useState<DrawerSheet | null>(null);
  const openDrawer = () => setDrawerSheet("open");
  const recordOpening = useDrawerOpening(till);
  const paying = usePaying({
    till,
    drafts,
    field: amount,
    onCode: (code) => adding.scan(code, ""),
    onClosedDrawer: openDrawer,
    onPaid: (taken) => {
      recordOpening(taken);
      setEditing(null);
      others.onTakeBack(false);
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
  const empty = cart.lines.length === 0 && cart.back.length === 0;
  // Money received for an emptied cart must be returned before the next sale.
  // And a payment at the card terminal stays in view.
  const payShown = payOpen || paying.terminal !== null || (empty && cart.parts.length > 0);
  return (
    // Keys and clicks that nothing else handles go to the scan box.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <div
      className={classes.till}
      onKeyDown={keepEditingKeys}
      onClick={(event) => {
        if (isNobodys(event)) backToBox();
      }}
    >
      <CartFollowers till={till} />
      {requested === undefined ? null : (
        <RequestedProduct id={requested} onFound={(row) => adding.add(row, "")} />
      )}
      {paying.approval}
      {others.sheet}
      {/* The navigation shows the current page; the space is for the products. */}
      <h1 className={classes.title}>{texts.title}</h1>
      {narrow ? <TillBand till={till} onOpenDrawer={openDrawer} /> : null}
      <div className={classes.goods}>
        <PrintTrouble />
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
          tools={<TillTools till={till} drawerSheet={drawerSheet} onDrawerSheet={setDrawerSheet} />}
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
          {narrow ? null : <TillBand till={till} onOpenDrawer={openDrawer} />}
          <div className={classes.lines}>
            <CartPanel
              till={till}
              editing={editing}
              onEdit={setEditing}
              onDone={backToBox}
              empties={others}
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

interface TillToolsProps {
  readonly till: Till;
  readonly drawerSheet: DrawerSheet | null;
  readonly onDrawerSheet: (sheet: DrawerSheet | null) => void;
}

/** What is next to the box: the drawer, the person and the settings of the till. */
function TillTools({ till, drawerSheet, onDrawerSheet }: TillToolsProps) {
  const { ownTill, drawer, waiting, places, place, choosePlace } = till;
  return (
    <>
      {/* Without a drawer it shows nothing, but finds out whether the shop has any. */}
      <div
        className={ownTill?.hasDrawer === true ? classes.drawer : undefined}
        data-closed={drawer?.session === null}
      >
        <TillDrawer sheet={drawerSheet} onSheet={onDrawerSheet} />
      </div>
      <TillMenu tillName={ownTill?.name} {...{ waiting, places, place, choosePlace }} />
    </>
  );
}

const loadExchange = lateCode(() => import("./exchange-goods.ts"));

/** A receipt number was scanned at the till: opens its return. The cart stays, and is offered for an exchange. */
function useOpenReceipt(store: TillStore): (code: string) => Promise<boolean> {
  const { client } = trpc.useUtils();
  const navigate = useNavigate();
  const maySee = useAllowed("sales.read");
  const mayReturn = useAllowed("sales.return");
  return async (code) => {
    const sale = maySee ? await findReceipt(client, code).catch(() => null) : null;
    if (sale === null) return false;
    if (mayReturn) (await loadExchange()).offerForExchange(store, sale.id);
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

/** More characters than fit next to the button of the narrowest phone. */
const LONG = 11;

/** On a phone the payment methods are one click away; the total is always visible. */
function PhoneBar({ till, paying, open, onToggle }: PhoneBarProps) {
  const { formats, state, priced, backMinor } = till;
  const { rest, roundsCash } = paying;
  const payOutMinor = backMinor - (priced?.totalMinor ?? 0);
  const hasPayments = state.cart.parts.length > 0;
  const due =
    rest === null ? "" : formats.money(payOutMinor > 0 ? payOutMinor : rest.otherwiseMinor);
  const label = payOutMinor > 0 ? texts.payOut : texts.total;
  return (
    <div className={classes.phoneBar}>
      <span className={classes.phoneTotal}>
        {hasPayments ? texts.stillToPay : label}{" "}
        <strong className="num" data-long={due.length > LONG}>
          {due}
        </strong>
        {roundsCash ? (
          <span className={classes.phoneCash}>
            {texts.inCash}{" "}
            <span className="num">{rest === null ? "" : formats.money(rest.inCashMinor)}</span>
          </span>
        ) : null}
      </span>
      <button
        type="button"
        className={classes.pay}
        aria-expanded={open}
        data-empty={!isBegun(state.cart)}
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
    { keys: "F9", label: texts.keys.cash, run: () => paying.take(CASH) },
    { keys: "F10", label: texts.keys.card, run: () => paying.take(CARD) },
    { keys: "+", label: texts.keys.more, run: () => stepCurrent(store, 1) },
    { keys: "-", label: texts.keys.less, run: () => stepCurrent(store, -1) },
    { keys: "Delete", label: texts.keys.remove, run: () => removeCurrent(store) },
    { keys: "Mod+Z", label: texts.keys.undo, run: () => store.undo() },
  ]);
}

/** In a non-empty field these keys edit the field, not the cart. */
function keepEditingKeys(event: KeyboardEvent): void {
  const { target } = event;
  if (!(target instanceof HTMLInputElement) || target.value === "") return;
  const undoes = event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey);
  if (undoes || event.key === "Delete") event.stopPropagation();
}

/** A click on the background, not the end of a text selection. */
function isNobodys({ target }: MouseEvent): boolean {
  if (!(target instanceof Element)) return false;
  const somebodys = target.closest("a, button, input, select, textarea, label, summary, [role]");
  // The cart is a region without a handler, but its contents have some.
  const free = somebodys === null || somebodys.tagName === "SECTION";
  return free && window.getSelection()?.isCollapsed !== false;
}

/** Marks once when the box accepts input and products can be found: from then on a sale can begin. */
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
