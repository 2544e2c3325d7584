import { useRef } from "react";
import type { RefObject } from "react";
import { minor, sumMinor } from "@daybook/contract/money";
import type { TenderInput } from "@daybook/contract/tenders";
import { useAllowed } from "../../lib/shop-context.tsx";
import { tillTexts as texts } from "../../texts/en/till.ts";
import { CartRow } from "./cart-row.tsx";
import type { Editing } from "./editing.ts";
import {
  CartCustomer,
  CartTrouble,
  CustomerChip,
  DiscountReason,
  Empties,
  EmptiesButton,
  FollowLine,
  LastSale,
  ParkedTools,
  WholeDiscount,
} from "./late-parts.ts";
import classes from "./cart-panel.module.css";
import { beyondSentence, isReasonRequired } from "./use-paying.ts";
import type { OtherWays } from "./use-other-ways.tsx";
import type { Till } from "./use-till.ts";

interface CartPanelProps {
  readonly till: Till;
  readonly editing: Editing;
  readonly onEdit: (editing: Editing) => void;
  /** Focuses the scan box. */
  readonly onDone: () => void;
  /** Scrolls the current line into view; not while the user taps tiles above the cart. */
  readonly follow: boolean;
  readonly empties: Pick<OtherWays, "takesBack" | "onTakeBack">;
  /** Content below the lines. */
  readonly foot: RefObject<HTMLElement | null>;
}

const partMinor = ({ amountMinor }: TenderInput) => minor(amountMinor);

/** The cart: its lines with their editors, and its customer. */
export function CartPanel(props: CartPanelProps) {
  const { till, editing, onEdit, onDone, follow, foot, empties } = props;
  const { state, store, priced, formats } = till;
  const { cart, problems } = state;
  const close = () => {
    onEdit(null);
    onDone();
  };
  const list = useRef<HTMLOListElement>(null);
  const currentLine = cart.lines.find(({ lineId }) => lineId === cart.currentLineId);
  const mayDiscount = useAllowed("sales.discount");
  const wantsDiscount = editing?.what === "wholeDiscount" || problems.discount !== null;
  const whole = wantsDiscount && mayDiscount;
  const beyond = beyondSentence(till);
  return (
    <>
      {problems.above.length === 0 ? null : (
        <div role="alert" className={classes.above}>
          {problems.above.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      )}
      {cart.customer === null || editing?.what === "customer" ? null : (
        <CustomerChip
          customer={cart.customer}
          onOpen={() => onEdit({ what: "customer" })}
          onSet={(customer) => store.act({ type: "setCustomer", customer })}
        />
      )}
      {cart.lines.length === 0 && cart.back.length === 0 ? (
        <>
          <p className={classes.empty}>{texts.cartEmpty}</p>
          {till.last === null ? <LastSale /> : null}
        </>
      ) : null}
      {cart.parts.length === 0 ? null : (
        <output className={classes.taken}>
          {texts.alreadyTaken(formats.money(sumMinor(cart.parts.map(partMinor))))}
        </output>
      )}
      <ol ref={list} className={classes.lines}>
        {cart.lines.map((line, index) => (
          <li
            key={line.lineId}
            className={classes.line}
            data-current={line.lineId === cart.currentLineId}
          >
            <CartRow
              line={line}
              priced={priced?.lines[index]}
              current={line.lineId === cart.currentLineId}
              typing={editing?.what === "quantity" && editing.lineId === line.lineId}
              act={store.act}
              onTyped={close}
            />
            <CartTrouble till={till} line={line} />
          </li>
        ))}
      </ol>
      <Empties {...empties} till={till} onDone={onDone} />
      {follow ? <FollowLine list={list} foot={foot} line={currentLine} /> : null}
      <div className={classes.whole}>
        {whole || cart.discount !== null ? (
          <WholeDiscount {...{ till, whole }} onLeave={() => onEdit(null)} onClose={close} />
        ) : null}
        {beyond === null ? null : <output>{beyond}</output>}
        {isReasonRequired(till) ? <DiscountReason till={till} onDone={onDone} /> : null}
        <div className={classes.wholeTools}>
          <CartCustomer
            customer={cart.customer}
            problem={problems.customer}
            open={editing?.what === "customer"}
            onOpen={() => onEdit({ what: "customer" })}
            onClose={close}
            onSet={(customer) => store.act({ type: "setCustomer", customer })}
          />
          {cart.lines.length === 0 || whole ? null : mayDiscount ? (
            <button
              type="button"
              className={classes.tool}
              onClick={() => onEdit({ what: "wholeDiscount" })}
            >
              {texts.wholeDiscount}
            </button>
          ) : (
            <span className="muted">{texts.mayNotDiscount}</span>
          )}
          <ParkedTools till={till} onDone={onDone} />
          <EmptiesButton {...empties} onDone={onDone} />
          {state.past.length === 0 ? null : (
            <button type="button" className={classes.tool} onClick={() => store.undo()}>
              {texts.undo}
            </button>
          )}
        </div>
      </div>
    </>
  );
}
