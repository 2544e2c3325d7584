import { tillTexts as texts } from "../../texts/en/till.ts";
import { DiscountEditor } from "./cart-editors.tsx";
import classes from "./cart-panel.module.css";
import { afterLineDiscounts } from "./cart-price.ts";
import type { Till } from "./use-till.ts";

interface WholeDiscountProps {
  readonly till: Till;
  /** Whether it is being edited. */
  readonly whole: boolean;
  readonly onLeave: () => void;
  readonly onClose: () => void;
}

/** The discount of the whole sale, or its editor. */
export function WholeDiscount({ till, whole, onLeave, onClose }: WholeDiscountProps) {
  const { state, store, priced, formats } = till;
  const { cart, problems } = state;
  return (
    <>
      {cart.lines.length > 0 && whole && priced !== null ? (
        <DiscountEditor
          label={texts.wholeDiscount}
          initial={cart.discount}
          fromMinor={afterLineDiscounts(priced)}
          problem={problems.discount}
          onSet={(discount) => store.act({ type: "setDiscount", discount })}
          onLeave={onLeave}
          onClose={onClose}
        />
      ) : null}
      {cart.discount !== null && !whole ? (
        <p>
          {texts.wholeDiscount}:{" "}
          {cart.discount.kind === "percent"
            ? formats.percent(cart.discount.ppm)
            : formats.money(cart.discount.amountMinor)}{" "}
          <button
            type="button"
            className={classes.link}
            onClick={() => store.act({ type: "setDiscount", discount: null })}
          >
            {texts.noDiscount}
          </button>
        </p>
      ) : null}
    </>
  );
}
