/** A card terminal for tests, with every fault that a real one has. */
import type {
  CardOrder,
  CardOutcome,
  CardResult,
  CardTerminal,
} from "../card-payments/card-terminal.ts";

/**
 * What happens to the next order. `answer_lost`: money was taken, and the answer is lost. `order_lost`: the terminal
 * never receives it. `silent`: it is received and never answered, until `release`. `late`: it is answered on `release`.
 */
export type Behavior = "approve" | "decline" | "answer_lost" | "order_lost" | "silent" | "late";

export class SimulatedCardTerminal implements CardTerminal {
  /** What happens to the orders to come; then all are approved. */
  readonly next: Behavior[] = [];
  /** Every movement of money, in order: negative for refunds. */
  readonly moved: number[] = [];
  /** Whether nothing reaches the terminal. */
  unreachable = false;
  readonly #results = new Map<string, CardResult>();
  readonly #held = new Map<string, () => void>();

  pay(order: CardOrder): Promise<CardOutcome> {
    return this.#carryOut(order, order.amountMinor);
  }

  refund(order: CardOrder): Promise<CardOutcome> {
    return this.#carryOut(order, -order.amountMinor);
  }

  abort(key: string): Promise<void> {
    if (this.unreachable) return Promise.reject(new Error("The terminal cannot be reached"));
    const known = this.#results.get(key);
    if (known === undefined || known.state === "pending") {
      this.#results.set(key, { state: "aborted" });
      this.#held.get(key)?.();
    }
    return Promise.resolve();
  }

  lastResult(key: string): Promise<CardResult> {
    if (this.unreachable) return Promise.reject(new Error("The terminal cannot be reached"));
    return Promise.resolve(this.#results.get(key) ?? { state: "none" });
  }

  /** The customer is done with the orders that wait. */
  release(): void {
    for (const end of this.#held.values()) end();
  }

  async #carryOut({ key }: CardOrder, money: number): Promise<CardOutcome> {
    if (this.unreachable) throw new Error("The terminal cannot be reached");
    const known = this.#results.get(key);
    if (known !== undefined && isOutcome(known)) return known;
    const behavior = this.next.shift() ?? "approve";
    if (behavior === "order_lost") throw new Error("The connection was lost");
    if (behavior === "silent" || behavior === "late") await this.#wait(key);
    const outcome = this.#end(key, money, behavior);
    if (behavior === "answer_lost") throw new Error("The connection was lost");
    if (behavior === "silent") await new Promise(() => undefined);
    return outcome;
  }

  #wait(key: string): Promise<void> {
    this.#results.set(key, { state: "pending" });
    return new Promise((resolve) => this.#held.set(key, resolve));
  }

  #end(key: string, money: number, behavior: Behavior): CardOutcome {
    this.#held.delete(key);
    const known = this.#results.get(key);
    if (known !== undefined && isOutcome(known)) return known;
    const outcome: CardOutcome =
      behavior === "decline"
        ? { state: "declined", message: "Card declined" }
        : { state: "approved", reference: `T-${this.moved.length + 1}` };
    if (outcome.state === "approved") this.moved.push(money);
    this.#results.set(key, outcome);
    return outcome;
  }
}

function isOutcome(result: CardResult): result is CardOutcome {
  return result.state !== "pending" && result.state !== "none";
}
