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
  /** What there is to take it off from. */
  readonly fromMinor: number;
  /** What the server said against it. */
  readonly problem: string | null;
  readonly onSet: (discount: Discount | null) => void;
  /** It is over, and the focus is somewhere else already. */
  readonly onLeave: () => void;
  /** It is over: back to the scan box. */
  readonly onClose: () => void;
}

/** A discount typed in place: Enter gives it, and so does going on elsewhere; Esc leaves everything as it is. */
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
  /** Gives what is typed; the sentence where it cannot be given. */
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

/** Another price than the list's; empty goes back to that one. */
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
  /** Left untouched it is taken for nothing: what stands in it may be the list price. */
  readonly touched: boolean;
  /** Gives what is typed; the sentence where it cannot be given. */
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
  // Closing it takes the focus away, which would give it a second time.
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
    // Within the editor, on one of its buttons (which take no focus on a Mac), or only out of the window.
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
          // It opened because someone asked to type into it.
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
