import { useId } from "react";
import type { RefObject } from "react";
import { useFormats } from "../../lib/shop-context.tsx";
import { tillTexts as texts } from "../../texts/en/till.ts";
import { likelyCash } from "@daybook/contract/cash-notes";
import { CASH } from "@daybook/contract/tenders";
import type { TenderInput } from "@daybook/contract/tenders";
import { tenderName } from "../../lib/use-tenders.ts";
import classes from "./pay-panel.module.css";
import { PaymentReference } from "./late-parts.ts";
import type { Paying } from "./use-paying.ts";

interface PayPanelProps {
  readonly paying: Paying;
  readonly parts: readonly TenderInput[];
  /** The cart is empty: payment is subdued. */
  readonly empty: boolean;
  readonly field: RefObject<HTMLInputElement | null>;
  /** Esc in the amount: focus the scan box. */
  readonly onLeave: () => void;
}

/** Longer labels use a smaller font, so the cells stay equal. */
const LONG = 8;

/** All payment methods, one click each, always visible. */
export function PayPanel({ paying, parts, empty, field, onLeave }: PayPanelProps) {
  const formats = useFormats();
  const id = useId();
  const { text, error, rest } = paying;
  const others = paying.tenders.filter(({ id: tender, active }) => active && tender !== CASH);
  const notes = rest === null ? [] : likelyCash(rest.inCashMinor, formats.style.currency);
  return (
    <section aria-label={texts.payPanel} className={classes.panel}>
      {parts.length === 0 ? null : (
        <>
          <ul className={classes.parts}>
            {parts.map((part, index) => (
              <li key={`${index} ${part.tender}`}>
                <span>{tenderName(paying.tenders, part.tender)}</span>
                <span className="num">{formats.money(part.amountMinor)}</span>
                <button
                  type="button"
                  className={classes.takeBack}
                  aria-label={texts.removePart(
                    tenderName(paying.tenders, part.tender),
                    formats.money(part.amountMinor),
                  )}
                  onClick={() => paying.takeBack(index)}
                >
                  {texts.remove}
                </button>
              </li>
            ))}
          </ul>
          <p className={classes.rest}>
            <span>{texts.stillToPay}</span>
            <strong className="num">
              {rest === null ? "" : formats.money(rest.otherwiseMinor)}
            </strong>
          </p>
          {paying.roundsCash ? (
            <p className={classes.rest}>
              <span>{texts.inCash}</span>
              <strong className="num">
                {rest === null ? "" : formats.money(rest.inCashMinor)}
              </strong>
            </p>
          ) : null}
        </>
      )}
      <div className={classes.ways} data-notes={notes.length}>
        <button
          type="button"
          className={classes.exact}
          data-empty={empty}
          onClick={() => paying.takeCash(null)}
        >
          {texts.exactCash}
        </button>
        {notes.map((note) => (
          <button
            key={note}
            type="button"
            className={classes.note}
            data-long={formats.money(note).length > LONG}
            onClick={() => paying.takeCash(note)}
          >
            {formats.money(note)}
          </button>
        ))}
        <div className={classes.received}>
          <label htmlFor={id}>{texts.received}</label>
          <input
            ref={field}
            id={id}
            className={classes.field}
            inputMode="decimal"
            enterKeyHint="done"
            autoComplete="off"
            placeholder={rest === null ? "" : formats.moneyText(rest.inCashMinor)}
            value={text}
            aria-invalid={error !== null}
            aria-describedby={error === null ? undefined : `${id}-error`}
            onChange={(event) => paying.type(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing || event.repeat) return;
              if (event.key === "Enter") paying.take(CASH);
              else if (event.key === "Escape") {
                paying.type("");
                onLeave();
              } else return;
              event.preventDefault();
            }}
          />
        </div>
        {others.map(({ id: tender, name }) => (
          <button
            key={tender}
            type="button"
            className={classes.tender}
            data-long={name.length > LONG}
            onClick={() => paying.take(tender)}
          >
            {name}
          </button>
        ))}
      </div>
      {paying.terminal}
      {paying.waitsFor === null ? null : (
        <PaymentReference key={paying.waitsFor.id} paying={paying} tender={paying.waitsFor} />
      )}
      <p id={`${id}-error`} role="alert" className={classes.error}>
        {error}
      </p>
    </section>
  );
}
