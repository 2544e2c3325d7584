import { useEffect, useId, useRef, useState } from "react";
import { tillAfterTexts as after } from "../../texts/en/till-after.ts";
import type { OfferedTender } from "../../lib/use-tenders.ts";
import classes from "./pay-panel.module.css";
import type { Paying } from "./use-paying.ts";

interface PaymentReferenceProps {
  readonly paying: Paying;
  readonly tender: OfferedTender;
}

/** Asks for the reference of a payment, such as the number of a voucher; a scanner may type it. */
export function PaymentReference({ paying, tender }: PaymentReferenceProps) {
  const id = useId();
  const [reference, setReference] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      className={classes.reference}
      data-accepts-scan
      onSubmit={(event) => {
        event.preventDefault();
        paying.takeWith(reference);
      }}
    >
      <label htmlFor={id}>{after.reference(tender.name)}</label>
      <input
        ref={field}
        id={id}
        className={classes.field}
        autoComplete="off"
        maxLength={100}
        value={reference}
        onChange={(event) => setReference(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
          event.preventDefault();
          paying.doWithout();
        }}
      />
      <button type="submit" className={classes.exact}>
        {after.takeWith(tender.name)}
      </button>
      <button type="button" className={classes.tender} onClick={paying.doWithout}>
        {after.doWithout}
      </button>
    </form>
  );
}
