import { earlyEn } from "@daybook/contract/texts/en-early";
import { tillTexts as texts } from "../../texts/en/till.ts";
import type { CartDeposit } from "./cart.ts";
import { playTone } from "./sounds.ts";
import type { TillStore } from "./till-store.ts";
import type { FoundToAdd } from "./use-adding.ts";
import { cartDeposit } from "./use-till.ts";

const PIECE = 1000;

interface OtherWaysOptions {
  readonly store: Pick<TillStore, "act">;
  /** Whether empties come back now: scanned goods then stand for their deposits. */
  readonly takesBack: boolean;
  /** Asks for the price of a product that has none. */
  readonly onAskPrice: (found: FoundToAdd) => void;
}

/** More empties come back, or with a quantity below zero fewer. */
export function countBack(
  store: Pick<TillStore, "act">,
  product: CartDeposit,
  quantityMilli: number,
): void {
  store.act({ type: "takeBack", product, quantityMilli, at: Date.now() });
}

/** Adds a product in another way than as a line at its list price; see `onOther` of `useAdding`. */
export function otherWay(found: FoundToAdd, options: OtherWaysOptions): "taken" | string | null {
  const { row, deposit, quantityMilli } = found;
  if (options.takesBack) {
    const back = row.kind === "deposit" ? row : deposit;
    if (back === null) return texts.noDeposit(row.name);
    const quantity = quantityMilli ?? PIECE;
    if (!(quantity > 0) || quantity % PIECE !== 0) return texts.wholePieces;
    countBack(options.store, cartDeposit(back), quantity);
    playTone("known");
    return "taken";
  }
  if (row.stopReason !== "") return earlyEn.do_not_sell(row.name, row.stopReason);
  if (!row.askPrice) return null;
  options.onAskPrice(found);
  return "taken";
}
