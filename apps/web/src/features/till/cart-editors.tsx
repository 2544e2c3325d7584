import { useId, useRef, useState } from "react";
import type { FocusEvent, ReactNode } from "react";
import { MinorNonNegative } from "@daybook/contract/money";
import type { Discount } from "@daybook/contract/pricing";
import { Button } from "../../components/button.tsx";
import { afterPress, isPressedIn } from "../../lib/press.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { tillChangeTexts as texts } from "../../texts/en/till-changes.ts";
import { readDiscount } from "./cart-discount.ts";
import type { DiscountKind } from "./cart-discount.ts";
import { isTooLarge } from "./cart-price.ts";
import type { CartLine } from "./cart.ts";
import classes from "./cart-editors.module.css";
import { useDraft } from "./drafts.ts";

interface DiscountEditorProps {
  readonly label: string;
  readonly initial: Discount | null;
  /** The amount before the discount. */
  readonly fromMinor: number;
  /** The server's error. */
  readonly problem: string | null;
  readonly onSet: (discount: Discount | null) => void;
  /** Called when it closes while the focus is already elsewhere. */
  readonly onLeave: () => void;
  /** Called when it closes, to focus the scan box. */
  readonly onClose: () => void;
}

/** An inline discount editor: Enter or leaving it applies the value; Esc cancels. */
export function DiscountEditor(props: DiscountEditorProps) {
  const { label, initial, fromMinor, problem, onSet, onLeave, onClose } = props;
  const formats = useFormats();
  const [kind, setKind] = useState<DiscountKind>(initial?.kind ?? "percent");
  const [text, setText] = useState(() => {
    if (initial === null) return "";
    return initial.kind === "percent"
      ? formats.quantityText(initial.ppm / 10)
      : formats.moneyText(initial.amountMinor);
  });
  const [touched, setTouched] = useState(false);
  /** Applies the value; returns the error if it is invalid. */
  const give = (): string | null => {
    const { discount, wrong } = readDiscount(text, kind, formats);
    if (wrong !== null)
      return wrong === "above100" ? texts.discountAbove100 : texts.discountNotRead;
    if (isTooLarge(discount, fromMinor)) return texts.discountTooLarge;
    onSet(discount);
    return null;
  };
  const change = (typed: string) => {
    setTouched(true);
    setText(typed);
  };
  const kinds = { percent: "%", amount: formats.style.currency };
  const names = { percent: texts.asPercent, amount: texts.asAmount };
  return (
    <InPlace {...{ label, text, problem, touched, give, onLeave, onClose }} onText={change}>
      <fieldset aria-label={texts.discountKind} className={classes.kinds}>
        {(["percent", "amount"] as const).map((one) => (
          <button
            key={one}
            type="button"
            className={classes.kind}
            aria-pressed={kind === one}
            aria-label={names[one]}
            onClick={() => {
              setTouched(true);
              setKind(one);
            }}
          >
            {kinds[one]}
          </button>
        ))}
      </fieldset>
    </InPlace>
  );
}

interface PriceEditorProps {
  readonly label: string;
  readonly line: CartLine;
  readonly onSet: (priceMinor: CartLine["ownPriceMinor"]) => void;
  readonly onLeave: () => void;
  readonly onClose: () => void;
}

/** A price that overrides the list price; empty resets it. */
export function PriceEditor({ label, line, onSet, onLeave, onClose }: PriceEditorProps) {
  const formats = useFormats();
  const { ownPriceMinor, product } = line;
  const [text, setText] = useState(() => formats.moneyText(ownPriceMinor ?? product.priceMinor));
  const [touched, setTouched] = useState(false);
  const give = (): string | null => {
    if (text.trim() === "") onSet(null);
    else {
      const price = MinorNonNegative.safeParse(formats.parseMoney(text));
      if (!price.success) return texts.priceNotRead;
      onSet(price.data);
    }
    return null;
  };
  const change = (typed: string) => {
    setTouched(true);
    setText(typed);
  };
  return (
    <InPlace {...{ label, text, touched, give, onLeave, onClose }} problem={null} onText={change}>
      {ownPriceMinor === null ? null : (
        <Button
          onClick={() => {
            onSet(null);
            onClose();
          }}
        >
          {texts.listPrice}
        </Button>
      )}
    </InPlace>
  );
}

interface InPlaceProps {
  readonly label: string;
  readonly text: string;
  readonly problem: string | null;
  /** Without a change it does nothing: its text may be the list price. */
  readonly touched: boolean;
  /** Applies the value; returns the error if it is invalid. */
  readonly give: () => string | null;
  readonly onText: (text: string) => void;
  readonly onLeave: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

function InPlace(props: InPlaceProps) {
  const { label, text, problem, touched, give, onText, onLeave, onClose, children } = props;
  const id = useId();
  const [error, setError] = useState(problem);
  // Closing removes the focus, which would apply the value a second time.
  const over = useRef(false);
  const settle = (): boolean => {
    const wrong = over.current || !touched ? null : give();
    setError(wrong);
    over.current ||= wrong === null;
    return wrong === null;
  };
  const leave = (): boolean => {
    if (over.current) return true;
    const settled = settle();
    if (settled) onLeave();
    return settled;
  };
  const apply = () => {
    if (settle()) onClose();
  };
  const cancel = () => {
    over.current = true;
    onClose();
  };
  useDraft(leave);
  const onBlur = ({ currentTarget, relatedTarget, target }: FocusEvent) => {
    // The focus moved to one of its own buttons (which get no focus on a Mac), or to another window.
    const stays = currentTarget.contains(relatedTarget) || isPressedIn(currentTarget);
    if (!stays && document.activeElement !== target) afterPress(leave);
  };
  return (
    <div className={classes.editor} onBlur={onBlur}>
      <label htmlFor={id}>{label}</label>
      <div className={classes.row}>
        <input
          id={id}
          className={classes.field}
          inputMode="decimal"
          autoComplete="off"
          // The user opened it to type.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          value={text}
          aria-invalid={error !== null}
          aria-describedby={error === null ? undefined : `${id}-error`}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => {
            over.current = false;
            onText(event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            if (event.key !== "Enter" && event.key !== "Escape") return;
            event.preventDefault();
            event.stopPropagation();
            if (event.key === "Enter") apply();
            else cancel();
          }}
        />
        {children}
        <Button kind="primary" onClick={apply}>
          {texts.applies}
        </Button>
        <Button onClick={cancel}>{texts.cancel}</Button>
      </div>
      <p id={`${id}-error`} role="alert" className={classes.error}>
        {error}
      </p>
    </div>
  );
}
