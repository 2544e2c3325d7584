import { useState } from "react";
import { Button } from "../../components/button.tsx";
import { latePart } from "../../lib/late-part.tsx";
import { paidSaleTexts as paidTexts } from "../../texts/en/till-paid-sale.ts";
import { tillAfterTexts as after } from "../../texts/en/till-after.ts";
import { paidMinor, reasonsOf } from "./refused-sale.ts";
import type { RefusedSale } from "./refused-sale.ts";
import classes from "./till-band.module.css";
import type { LastSale } from "./till-store.ts";
import type { Till } from "./use-till.ts";

// One element: a button that appears later would shift its neighbor under the pointer.
const SaleActions = latePart(async () => (await import("./sale-actions.tsx")).SaleActions);
const PaidSaleSheet = latePart(async () => (await import("./paid-sale-sheet.tsx")).PaidSaleSheet);

/** Carts that wait at this device. */
export function CartsAside({ till: { state, formats, store, priced } }: { readonly till: Till }) {
  return (
    <>
      {state.aside.map(({ id, totalMinor, problems, parking }) => {
        if (parking === true) return null;
        const total = formats.money(totalMinor);
        const refused = problems.above.length > 0 || Object.keys(problems.lines).length > 0;
        return (
          <div key={id} role="alert" className={classes.aside}>
            <p>{refused ? after.refusedAside(total) : after.setAside(total)}</p>
            <Button
              onClick={() => {
                if (priced !== null) store.takeUp(id, priced.totalMinor);
              }}
            >
              {after.takeUp}
            </Button>
          </div>
        );
      })}
    </>
  );
}

interface RefusedProps {
  readonly sale: RefusedSale;
  readonly till: Till;
}

/** A paid sale that the server refused: shown until someone resolves it. */
export function RefusedBand({ sale, till }: RefusedProps) {
  const [open, setOpen] = useState(false);
  return (
    <div role="alert" className={classes.aside}>
      <p>
        {paidTexts.band(till.formats.money(paidMinor(sale)))}{" "}
        {reasonsOf(sale)[0] ?? paidTexts.reasonUnknown}
      </p>
      <Button onClick={() => setOpen(true)}>{paidTexts.settle}</Button>
      {open ? <PaidSaleSheet till={till} sale={sale} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

interface PaidSaleProps {
  readonly last: LastSale;
  readonly till: Till;
}

/** The change due in large figures; needs no dismissal. */
export function PaidSale({ last, till }: PaidSaleProps) {
  const { formats } = till;
  const { changeMinor, totalMinor, roundingMinor, sale } = last;
  return (
    <section aria-label={after.paid} className={classes.done}>
      <output className={classes.change}>
        <span className={classes.word}>{after.change}</span>{" "}
        <strong className="num">{formats.money(changeMinor)}</strong>
      </output>
      <p className={classes.booked}>
        {after.paid} <span className="num">{formats.money(totalMinor + roundingMinor)}</span>
        {" · "}
        {sale === null ? after.booking : `${after.bookedAs} ${sale.receiptNumber}`}
      </p>
      <div className={classes.actions}>
        <SaleActions last={last} till={till} />
      </div>
    </section>
  );
}
