import { useState } from "react";
import type { ReactNode } from "react";
import { AskPrice } from "./late-parts.ts";
import { otherWay } from "./other-ways.ts";
import type { TillStore } from "./till-store.ts";
import type { AddingOptions, FoundToAdd } from "./use-adding.ts";

export interface OtherWays extends Pick<AddingOptions, "onOther"> {
  /** Whether empties come back now. */
  readonly takesBack: boolean;
  readonly onTakeBack: (takesBack: boolean) => void;
  /** The sheet that asks for a price, while it is open. */
  readonly sheet: ReactNode;
}

/** The ways of adding a product other than as a line at its list price: empties, and an entered price. */
export function useOtherWays(store: TillStore, onDone: () => void): OtherWays {
  const [takesBack, onTakeBack] = useState(false);
  const [toPrice, setToPrice] = useState<FoundToAdd | null>(null);
  return {
    takesBack,
    onTakeBack,
    onOther: (found) => otherWay(found, { store, takesBack, onAskPrice: setToPrice }),
    sheet:
      toPrice === null ? null : (
        <AskPrice
          store={store}
          found={toPrice}
          onClose={() => {
            setToPrice(null);
            onDone();
          }}
        />
      ),
  };
}
