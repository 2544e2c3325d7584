import { useId } from "react";
import { tillChangeTexts as texts } from "../../texts/en/till-changes.ts";
import classes from "./discount-reason.module.css";
import type { Till } from "./use-till.ts";

interface DiscountReasonProps {
  readonly till: Till;
  /** Enter and Esc: focus the scan box. */
  readonly onDone: () => void;
}

/** The reason for a large discount. It is required above a limit, before payment. */
export function DiscountReason({ till, onDone }: DiscountReasonProps) {
  const { state, store } = till;
  const id = useId();
  return (
    <div className={classes.reason}>
      <label htmlFor={id}>{texts.discountReason}</label>
      <input
        id={id}
        className={classes.field}
        autoComplete="off"
        maxLength={200}
        value={state.cart.discountReason}
        onChange={(event) =>
          store.act({ type: "setDiscountReason", reason: event.currentTarget.value })
        }
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key !== "Enter" && event.key !== "Escape") return;
          event.preventDefault();
          event.stopPropagation();
          onDone();
        }}
      />
    </div>
  );
}
