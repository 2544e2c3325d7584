/** The tests that every implementation of the card terminal must pass. */
import { describe, expect, test } from "vitest";
import { minor } from "@daybook/contract/money";
import { newId } from "@daybook/contract/uuid";
import type { CardOrder, CardTerminal } from "../card-payments/card-terminal.ts";

/** A terminal with a way to look at the money, such as the simulator that its maker provides. */
export interface TerminalUnderTest {
  readonly terminal: CardTerminal;
  /** What the customer does with the next order. */
  readonly customer: (does: "pays" | "is declined" | "waits") => void;
  /** The next order is carried out, and its answer is lost. */
  readonly loseNextAnswer: () => void;
  /** Every movement of money so far, refunds negative, in minor units. */
  readonly moved: () => readonly number[] | Promise<readonly number[]>;
}

/** Declares the tests of a terminal: `testCardTerminal("my terminal", () => openMyTerminal())`. */
export function testCardTerminal(
  name: string,
  open: () => TerminalUnderTest | Promise<TerminalUnderTest>,
): void {
  const order = (amount = 1223): CardOrder => ({
    key: newId(),
    amountMinor: minor(amount),
    currency: "EUR",
  });
  describe(`[S20] the card terminal ${name}`, () => {
    test("takes and refunds money, with a reference", async () => {
      const { terminal, customer, moved } = await open();
      customer("pays");
      const paid = await terminal.pay(order());
      expect(paid).toMatchObject({ state: "approved", reference: expect.stringMatching(/./) });
      customer("pays");
      expect(await terminal.refund(order(500))).toMatchObject({ state: "approved" });
      expect(await moved()).toEqual([1223, -500]);
    });

    test("carries out a key once, however often it is sent", async () => {
      const { terminal, customer, moved } = await open();
      const twice = order();
      customer("pays");
      const first = await terminal.pay(twice);
      expect(await terminal.pay(twice)).toEqual(first);
      expect(await terminal.lastResult(twice.key)).toEqual(first);
      expect(await moved()).toEqual([1223]);
    });

    test("says that a card was declined, and takes nothing", async () => {
      const { terminal, customer, moved } = await open();
      const refused = order();
      customer("is declined");
      expect(await terminal.pay(refused)).toMatchObject({ state: "declined" });
      expect(await terminal.lastResult(refused.key)).toMatchObject({ state: "declined" });
      expect(await moved()).toEqual([]);
    });

    test("knows the result of an order whose answer was lost", async () => {
      const { terminal, customer, loseNextAnswer, moved } = await open();
      const lost = order();
      customer("pays");
      loseNextAnswer();
      await expect(terminal.pay(lost)).rejects.toBeInstanceOf(Error);
      expect(await terminal.lastResult(lost.key)).toMatchObject({ state: "approved" });
      expect(await moved()).toEqual([1223]);
    });

    test("stops an order that waits for the customer", async () => {
      const { terminal, customer, moved } = await open();
      const waiting = order();
      customer("waits");
      const paying = terminal.pay(waiting);
      expect(await terminal.lastResult(waiting.key)).toEqual({ state: "pending" });
      await terminal.abort(waiting.key);
      expect(await paying).toEqual({ state: "aborted" });
      expect(await moved()).toEqual([]);
    });

    test("does not carry out an order that arrives after it was aborted", async () => {
      const { terminal, customer, moved } = await open();
      const late = order();
      expect(await terminal.lastResult(late.key)).toEqual({ state: "none" });
      await terminal.abort(late.key);
      customer("pays");
      expect(await terminal.pay(late)).toEqual({ state: "aborted" });
      expect(await moved()).toEqual([]);
    });
  });
}
