import { tillTexts as texts } from "../../texts/en/till.ts";
import { CartsAside, ClosedDrawer, NoDrawer, PaidSale, RefusedBand } from "./late-parts.ts";
import classes from "./till-band.module.css";
import type { Till } from "./use-till.ts";
import { useWaitingFor } from "./use-waiting-for.ts";

interface TillBandProps {
  readonly till: Till;
  readonly onOpenDrawer: () => void;
}

/** Messages about the drawer, and about sales other than the current cart. */
export function TillBand({ till, onOpenDrawer }: TillBandProps) {
  const { last, waiting, refused, state, drawer, cashOutside } = till;
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
      {last === null ? null : <PaidSale key={last.key} last={last} till={till} />}
      {refused.map((sale) => (
        <RefusedBand key={sale.input.key} sale={sale} till={till} />
      ))}
      {waiting === 0 ? null : <output className={classes.waiting}>{waitingFor(waiting)}</output>}
      {state.aside.length === 0 ? null : <CartsAside till={till} />}
    </div>
  );
}
