import { useState } from "react";
import type { ParkedSale } from "@daybook/contract/parked-sales";
import { latePart } from "../../lib/late-part.tsx";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { trpc } from "../../lib/trpc.ts";
import { holdKeys, takingKeys } from "../drawers/held-keys.ts";
import { parkedTexts as texts } from "../../texts/en/parked-sales.ts";
import classes from "./parked-tools.module.css";
import { WAITING } from "./parked-waiting.ts";
import { isBegun } from "./till-state.ts";
import { useKeptParked } from "./use-kept-parked.ts";
import { useParking } from "./use-parking.ts";
import type { Till } from "./use-till.ts";

const ParkedSheet = latePart(
  takingKeys(async () => (await import("./parked-sheet.tsx")).ParkedSheet),
);
const NameParkedDialog = latePart(
  async () => (await import("./name-parked-dialog.tsx")).NameParkedDialog,
);

interface ParkedToolsProps {
  readonly till: Till;
  /** Focuses the scan box. */
  readonly onDone: () => void;
}

/** Parks the cart, and shows how many sales are parked; both by one key. */
export function ParkedTools({ till, onDone }: ParkedToolsProps) {
  const { state, store, formats } = till;
  const { data } = trpc.parkedSales.list.useQuery(WAITING);
  const [open, setOpen] = useState(false);
  const [naming, setNaming] = useState<ParkedSale | null>(null);
  const parking = useParking(till, setNaming);
  useKeptParked(till, data?.items);
  const begun = isBegun(state.cart);
  const count = data?.items.length ?? 0;
  const parkNow = () => {
    void parking.park();
    onDone();
  };
  const showList = () => {
    // An Enter that comes before the list must not reach the cart below it.
    holdKeys();
    setOpen(true);
  };
  useShortcuts([
    { keys: "F6", label: texts.keys.park, run: () => (begun ? parkNow() : showList()) },
    { keys: "Shift+F6", label: texts.keys.list, run: showList },
  ]);
  return (
    <>
      {begun ? (
        <button type="button" className={classes.tool} onClick={parkNow}>
          {texts.park}
        </button>
      ) : null}
      {begun && count === 0 ? null : (
        <button type="button" className={classes.tool} onClick={() => setOpen(true)}>
          {texts.parked}
          {/* It has its width before the sales are counted, so that the row does not break then. */}
          <span className={classes.count} data-none={count === 0}>
            {count === 0 ? null : formats.count(count)}
          </span>
        </button>
      )}
      {state.lost === null ? null : (
        <div role="alert" className={classes.lost}>
          <p>
            {state.lost} {texts.lostLead}
          </p>
          <button
            type="button"
            className={classes.tool}
            onClick={() => store.park({ type: "detach" })}
          >
            {texts.asOwn}
          </button>
        </div>
      )}
      {open ? (
        <ParkedSheet
          onResume={parking.resume}
          onClose={() => {
            setOpen(false);
            onDone();
          }}
        />
      ) : null}
      {naming === null ? null : <NameParkedDialog sale={naming} onClose={() => setNaming(null)} />}
    </>
  );
}
