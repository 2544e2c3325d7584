/** The port of card terminals. Daybook has none by default: the amount is typed into the terminal. */
import type { Minor } from "@daybook/contract/money";

/** What the terminal is to take or pay back. */
export interface CardOrder {
  /** Names the order for ever; the same key is never carried out twice. */
  readonly key: string;
  readonly amountMinor: Minor;
  readonly currency: string;
}

/** How an order ended. Only `approved` moved money. */
export type CardOutcome =
  | { readonly state: "approved"; readonly reference: string }
  | { readonly state: "declined"; readonly message: string }
  | { readonly state: "aborted" };

/** What the terminal knows about an order: its outcome, still in progress, or never received. */
export type CardResult = CardOutcome | { readonly state: "pending" } | { readonly state: "none" };

/**
 * A card terminal. A promise that rejects, or does not settle in time, says nothing about the money: then the outcome is
 * unknown, and `lastResult` is asked. `testCardTerminal` in `core/src/testing` has the tests that each one must pass.
 */
export interface CardTerminal {
  /** Takes money from a card; settles when the customer is done. A known key is not charged again. */
  pay(order: CardOrder): Promise<CardOutcome>;
  /** Pays money back to a card. */
  refund(order: CardOrder): Promise<CardOutcome>;
  /**
   * Asks to stop an order; it may be too late. An order that has not arrived yet is not carried out when it arrives
   * later.
   */
  abort(key: string): Promise<void>;
  /** What became of an order. Rejects while the terminal cannot be reached. */
  lastResult(key: string): Promise<CardResult>;
}
