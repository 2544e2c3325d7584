import { useState } from "react";
import type { ReactNode } from "react";
import { latePart } from "../../lib/late-part.tsx";
import { ageOf } from "./cart.ts";
import type { Cart } from "./cart.ts";
import type { TillStore } from "./till-store.ts";

const AgeDialog = latePart(async () => (await import("./age-dialog.tsx")).AgeDialog);

export interface AgeCheck {
  /** Whether the cart needs no check, or had one. */
  readonly covers: (cart: Cart) => boolean;
  /** Asks; `onYes` continues the payment. */
  readonly ask: (cart: Cart, onYes: () => void) => void;
  readonly sheet: ReactNode;
}

/** Asks for the age of the customer before a payment, once per sale at the highest age in it. */
export function useAgeCheck(store: Pick<TillStore, "act">): AgeCheck {
  const [asked, setAsked] = useState<{ readonly age: number; readonly onYes: () => void } | null>(
    null,
  );
  return {
    covers: (cart) => ageOf(cart) <= (cart.ageChecked ?? 0),
    ask: (cart, onYes) => setAsked({ age: ageOf(cart), onYes }),
    sheet:
      asked === null ? null : (
        <AgeDialog
          age={asked.age}
          onYes={() => {
            store.act({ type: "setAgeChecked", age: asked.age });
            setAsked(null);
            asked.onYes();
          }}
          onNo={() => setAsked(null)}
        />
      ),
  };
}
