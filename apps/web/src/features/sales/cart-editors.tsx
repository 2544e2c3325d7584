import { useId, useState } from "react";
import type { ReactNode } from "react";
import { MinorNonNegative } from "@daybook/contract/money";
import type { Discount } from "@daybook/contract/pricing";
import { Button } from "../../components/button.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { sellTexts as texts } from "../../texts/en/sell.ts";
import { readDiscount } from "./cart-discount.ts";
import type { DiscountKind } from "./cart-discount.ts";
import { isTooLarge } from "./cart-price.ts";
import type { CartLine } from "./cart.ts";
import classes from "./cart-editors.module.css";

interface DiscountEditorProps {
  readonly label: string;
  readonly initial: Discount | null;
  /** What there is to take it off from. */
  readonly fromMinor: number;
  /** What the server said against it. */
  readonly problem: string | null;
  readonly onSet: (discount: Discount | null) => void;
  readonly onClose: () => void;
}

/** A discount typed in place: Enter gives it, Esc leaves everything as it is. */
export function DiscountEditor(props: DiscountEditorProps) {
  const { label, initial, fromMinor, problem, onSet, onClose } = props;
  const formats = useFormats();
  const [kind, setKind] = useState<DiscountKind>(initial?.kind ?? "percent");
  const [text, setText] = useState(() => {
    if (initial === null) return "";
    return initial.kind === "percent"
      ? formats.quantityText(initial.ppm / 10)
      : formats.moneyText(initial.amountMinor);
  });
  const [error, setError] = useState(problem);
  const apply = () => {
    const { discount, wrong } = readDiscount(text, kind, formats);
    if (wrong !== null)
      return setError(wrong === "above100" ? texts.discountAbove100 : texts.discountNotRead);
    if (isTooLarge(discount, fromMinor)) return setError(texts.discountTooLarge);
    onSet(discount);
    onClose();
  };
  const kinds = { percent: "%", amount: formats.style.currency };
  const names = { percent: texts.asPercent, amount: texts.asAmount };
  return (
    <InPlace {...{ label, text, error, onClose }} onText={setText} onApply={apply}>
      <fieldset aria-label={texts.discountKind} className={classes.kinds}>
        {(["percent", "amount"] as const).map((one) => (
          <button
            key={one}
            type="button"
            className={classes.kind}
            aria-pressed={kind === one}
            aria-label={names[one]}
            onClick={() => setKind(one)}
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
  readonly onClose: () => void;
}

/** Another price than the list's; empty goes back to that one. */
export function PriceEditor({ label, line, onSet, onClose }: PriceEditorProps) {
  const formats = useFormats();
  const { ownPriceMinor, product } = line;
  const [text, setText] = useState(() => formats.moneyText(ownPriceMinor ?? product.priceMinor));
  const [error, setError] = useState<string | null>(null);
  const apply = () => {
    if (text.trim() === "") onSet(null);
    else {
      const price = MinorNonNegative.safeParse(formats.parseMoney(text));
      if (!price.success) return setError(texts.priceNotRead);
      onSet(price.data);
    }
    onClose();
  };
  return (
    <InPlace {...{ label, text, error, onClose }} onText={setText} onApply={apply}>
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
  readonly error: string | null;
  readonly onText: (text: string) => void;
  readonly onApply: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

function InPlace({ label, text, error, onText, onApply, onClose, children }: InPlaceProps) {
  const id = useId();
  return (
    <div className={classes.editor}>
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
          onChange={(event) => onText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" && event.key !== "Escape") return;
            event.preventDefault();
            event.stopPropagation();
            if (event.key === "Enter") onApply();
            else onClose();
          }}
        />
        {children}
        <Button kind="primary" onClick={onApply}>
          {texts.applies}
        </Button>
        <Button onClick={onClose}>{texts.cancel}</Button>
      </div>
      <p id={`${id}-error`} role="alert" className={classes.error}>
        {error}
      </p>
    </div>
  );
}
