import { useState } from "react";
import { Button } from "../../components/button.tsx";
import { latePart } from "../../lib/late-part.tsx";
import { paidSaleTexts as paidTexts } from "../../texts/en/till-paid-sale.ts";
import { tillTexts as texts } from "../../texts/en/till.ts";
import { ClosedDrawer, NoDrawer } from "./late-parts.ts";
import { paidMinor, reasonsOf } from "./refused-sale.ts";
import type { RefusedSale } from "./refused-sale.ts";
import classes from "./till-band.module.css";
import type { LastSale } from "./till-store.ts";
import type { Till } from "./use-till.ts";
import { useWaitingFor } from "./use-waiting-for.ts";

// One element: a button that appears later would shift its neighbor under the pointer.
const SaleActions = latePart(async () => (await import("./sale-actions.tsx")).SaleActions);
const PaidSaleSheet = latePart(async () => (await import("./paid-sale-sheet.tsx")).PaidSaleSheet);

interface TillBandProps {
  readonly till: Till;
  readonly onOpenDrawer: () => void;
}

/** Messages about the drawer, and about sales other than the current cart. */
export function TillBand({ till, onOpenDrawer }: TillBandProps) {
  const { last, waiting, refused, state, formats, store, priced, drawer, cashOutside } = till;
  const isRevoked = till.ownTill?.revoked === true;
  const waitingFor = useWaitingFor(till.ownTill, drawer);
  return (
    <div className={classes.bands}>
      {isRevoked ? (
        <p role="alert" className={classes.waiting}>
          {texts.tillRevoked}
        </p>
      ) : null}
      {drawer?.session === null ? <ClosedDrawer drawer={drawer} onOpen={onOpenDrawer} /> : null}
      {cashOutside === "no" ? null : <NoDrawer cash={cashOutside} />}
      {last === null ? null : <Done key={last.key} last={last} till={till} />}
      {refused.map((sale) => (
        <Refused key={sale.input.key} sale={sale} till={till} />
      ))}
      {waiting === 0 ? null : <output className={classes.waiting}>{waitingFor(waiting)}</output>}
      {state.aside.map(({ id, totalMinor, problems, parking }) => {
        if (parking === true) return null;
        const total = formats.money(totalMinor);
        const refused = problems.above.length > 0 || Object.keys(problems.lines).length > 0;
        return (
          <div key={id} role="alert" className={classes.aside}>
            <p>{refused ? texts.refusedAside(total) : texts.setAside(total)}</p>
            <Button
              onClick={() => {
                if (priced !== null) store.takeUp(id, priced.totalMinor);
              }}
            >
              {texts.takeUp}
            </Button>
          </div>
        );
      })}
    </div>
  );
}

interface RefusedProps {
  readonly sale: RefusedSale;
  readonly till: Till;
}

/** A paid sale that the server refused: shown until someone resolves it. */
function Refused({ sale, till }: RefusedProps) {
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

interface DoneProps {
  readonly last: LastSale;
  readonly till: Till;
}

/** The change due in large figures; needs no dismissal. */
function Done({ last, till }: DoneProps) {
  const { formats } = till;
  const { changeMinor, totalMinor, roundingMinor, sale } = last;
  return (
    <section aria-label={texts.paid} className={classes.done}>
      <output className={classes.change}>
        <span className={classes.word}>{texts.change}</span>{" "}
        <strong className="num">{formats.money(changeMinor)}</strong>
      </output>
      <p className={classes.booked}>
        {texts.paid} <span className="num">{formats.money(totalMinor + roundingMinor)}</span>
        {" · "}
        {sale === null ? texts.booking : `${texts.bookedAs} ${sale.receiptNumber}`}
      </p>
      <div className={classes.actions}>
        <SaleActions last={last} till={till} />
      </div>
    </section>
  );
}
