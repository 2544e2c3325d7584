import { memo, useEffect, useRef, useState } from "react";
import { isOnStep, milli, MOST_LINE_MILLI } from "@daybook/contract/quantity";
import type { PricedLine } from "@daybook/contract/pricing";
import { isBarcode } from "../../lib/format.ts";
import { afterPress } from "../../lib/press.ts";
import { quantityWithUnit } from "../../lib/quantity-with-unit.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { formTexts } from "../../texts/en/form.ts";
import { tillTexts as texts } from "../../texts/en/till.ts";
import { unitTexts } from "../../texts/en/units.ts";
import { isMeasured, unitPriceOf } from "./cart.ts";
import type { CartAction, CartLine } from "./cart.ts";
import classes from "./cart-row.module.css";
import { useDraft } from "./drafts.ts";
import { priceText } from "./found-product.tsx";

interface CartRowProps {
  readonly line: CartLine;
  readonly priced: PricedLine | undefined;
  readonly current: boolean;
  /** The quantity must be typed now: weighed goods were just added. */
  readonly typing: boolean;
  readonly act: (action: CartAction) => void;
  /** Called after the quantity was typed, to focus the scan box. */
  readonly onTyped: () => void;
}

/** A line of the cart: product, quantity, price. Renders only when one of these changes, not at every scan. */
export const CartRow = memo(PlainRow, (before, after) => {
  // Pricing returns new objects; onTyped only closes editors, whichever render it comes from.
  const same =
    before.priced?.grossMinor === after.priced?.grossMinor &&
    before.priced?.lineDiscountMinor === after.priced?.lineDiscountMinor;
  return (
    same &&
    before.line === after.line &&
    before.current === after.current &&
    before.typing === after.typing &&
    before.act === after.act
  );
});

function PlainRow({ line, priced, current, typing, act, onTyped }: CartRowProps) {
  const formats = useFormats();
  const { product, lineId } = line;
  const hasSteps = line.labelPriceMinor === null && !isMeasured(product);
  const step = (direction: 1 | -1) => act({ type: "step", lineId, direction });
  const discount = priced?.lineDiscountMinor ?? 0;
  return (
    <div className={classes.row}>
      <div className={classes.what}>
        <button
          type="button"
          className={classes.name}
          title={product.name}
          onClick={() => act({ type: "choose", lineId })}
        >
          <bdi>{line.name ?? product.name}</bdi>
        </button>
        <span className={classes.meta}>
          <span className={line.ownPriceMinor === null ? undefined : classes.own}>
            {priceText({ ...product, priceMinor: unitPriceOf(line) }, formats)}
          </span>
          {product.deposit === null ? null : (
            <span>{texts.plusDeposit(formats.money(product.deposit.priceMinor))}</span>
          )}
          {discount === 0 ? null : (
            <span className={classes.discount}>
              {texts.discount} {formats.money(-discount)}
            </span>
          )}
        </span>
      </div>
      <div className={`${classes.quantity} ${hasSteps ? "" : (classes.measured ?? "")}`}>
        {!hasSteps ? null : (
          <button
            type="button"
            className={classes.step}
            aria-label={texts.less(product.name)}
            onClick={() => step(-1)}
          >
            −
          </button>
        )}
        <QuantityInput {...{ line, typing, act, onTyped }} />
        {!hasSteps ? (
          <span className={classes.unit}>{unitTexts[product.unit]}</span>
        ) : (
          <button
            type="button"
            className={classes.step}
            aria-label={texts.more(product.name)}
            onClick={() => step(1)}
          >
            +
          </button>
        )}
      </div>
      <button
        type="button"
        className={classes.total}
        aria-pressed={current}
        aria-label={`${texts.choose(product.name)}, ${totalText(line, priced, formats)}`}
        onClick={() => act({ type: "choose", lineId })}
      >
        {totalText(line, priced, formats)}
      </button>
    </div>
  );
}

/** Without tax if tax is added, like the price on the shelf. */
function totalText(
  line: CartLine,
  priced: PricedLine | undefined,
  formats: ReturnType<typeof useFormats>,
): string {
  if (priced === undefined) return quantityWithUnit(line.quantityMilli, line.product.unit, formats);
  return formats.money(priced.grossMinor - priced.lineDiscountMinor);
}

/**
 * A quantity being typed. If it equals its initial value, it does not count: scans may increase the quantity while the
 * cursor is here.
 */
interface Draft {
  readonly text: string;
  /** The initial text, and the quantity of the line at that time. */
  readonly from: string;
  readonly fromMilli: number;
}

type QuantityInputProps = Pick<CartRowProps, "line" | "typing" | "act" | "onTyped">;

function QuantityInput({ line, typing, act, onTyped }: QuantityInputProps) {
  const formats = useFormats();
  const { lineId, product, quantityMilli: countedMilli } = line;
  const field = useRef<HTMLInputElement>(null);
  const [draft, showDraft] = useState<Draft | null>(null);
  // Blur comes before the next render and must not apply the same draft twice.
  const latest = useRef<Draft | null>(null);
  const [error, setError] = useState<string | null>(null);
  const counted = formats.quantityText(countedMilli);
  const setDraft = (next: Draft | null) => {
    latest.current = next;
    showDraft(next);
  };
  useEffect(() => {
    if (!typing) return;
    field.current?.focus();
    field.current?.select();
  }, [typing]);
  const commit = (): boolean => {
    if (latest.current === null) return true;
    const { text, fromMilli } = latest.current;
    const typedMilli = formats.parseQuantity(text);
    const step = product.quantityStepMilli;
    if (isBarcode(text)) setError(formTexts.isBarcode);
    else if (!(typedMilli >= 0)) setError(texts.notAQuantity);
    else if (typedMilli > MOST_LINE_MILLI) setError(texts.quantityTooLarge);
    else if (!isOnStep(typedMilli, step))
      setError(step === 1000 ? texts.wholePieces : texts.notOnStep(formats.quantity(step)));
    else {
      // Adds the quantity scanned while typing.
      const quantityMilli = milli(typedMilli + countedMilli - fromMilli);
      act({ type: "setQuantity", lineId, quantityMilli });
      setDraft(null);
      setError(null);
      return true;
    }
    return false;
  };
  useDraft(commit);
  const cancel = () => {
    setDraft(null);
    setError(null);
    onTyped();
  };
  return (
    <>
      <input
        ref={field}
        className={classes.field}
        inputMode="decimal"
        autoComplete="off"
        aria-label={texts.quantityOf(product.name)}
        aria-invalid={error !== null}
        // The quantity of a label follows from its price.
        readOnly={line.labelPriceMinor !== null}
        value={draft?.text ?? counted}
        onFocus={(event) => {
          event.currentTarget.select();
          act({ type: "choose", lineId });
        }}
        onChange={({ currentTarget: { value } }) => {
          const { from, fromMilli } = draft ?? { from: counted, fromMilli: countedMilli };
          setDraft(value === from ? null : { text: value, from, fromMilli });
        }}
        onBlur={() => afterPress(commit)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && commit()) onTyped();
          if (event.key === "Escape") cancel();
        }}
      />
      {error === null ? null : (
        <span role="alert" className={classes.error}>
          {error}
        </span>
      )}
    </>
  );
}
