import { minor } from "@daybook/contract/money";
import { milli } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { AskPriceDialog } from "./ask-price-dialog.tsx";
import { oneOf } from "./cart.ts";
import type { TillStore } from "./till-store.ts";
import type { FoundToAdd } from "./use-adding.ts";
import { soldName } from "./sold-name.ts";
import { cartProduct } from "./use-till.ts";

interface AskPriceProps {
  readonly store: Pick<TillStore, "act">;
  readonly found: FoundToAdd;
  readonly onClose: () => void;
  /** Called when it was added, before `onClose`. */
  readonly onAdded?: () => void;
}

/** Adds a product whose price is entered here. */
export function AskPrice({ store, found, onClose, onAdded }: AskPriceProps) {
  const { row, deposit, quantityMilli, code } = found;
  const product = cartProduct(row, deposit);
  return (
    <AskPriceDialog
      product={row.name}
      onClose={onClose}
      onEntered={({ priceMinor, name }) => {
        store.act({
          type: "add",
          product,
          quantityMilli: quantityMilli === null ? oneOf(product) : milli(quantityMilli),
          lineId: newId(),
          code,
          entered: { ownPriceMinor: minor(priceMinor), name: soldName(name, found) },
          at: Date.now(),
        });
        onAdded?.();
        onClose();
      }}
    />
  );
}
