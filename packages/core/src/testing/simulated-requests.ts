/** The requests of a simulation: each has the outcome that a model expects, and can be sent again. */
import { expect } from "vitest";
import type { Who, WriteCtx } from "../context/context.ts";
import type { TestShop } from "./create-test-shop.ts";
import { codeOfRefusal } from "./refusal.ts";
import type { Verdict } from "./shop-model.ts";

/** A request that went through, with its answer: sent again it is answered the same and does nothing. */
interface Done {
  readonly who: Who;
  readonly request: {
    readonly route: string;
    readonly key: string;
    readonly input: { readonly key: string };
  };
  readonly act: (ctx: WriteCtx) => Promise<unknown>;
  readonly answer: unknown;
}

/** How many answers are remembered: a key is sent again soon, or after some other requests. */
const REMEMBERED = 12;

export class SimulatedRequests {
  /** How often each request had each outcome: `sales.ringUp done`, `sales.void wrong_state`. */
  readonly verdicts = new Map<string, number>();
  readonly #done: Done[] = [];
  readonly #fingerprint: ((shop: TestShop) => Promise<string>) | null;

  /** With `fingerprint` of the records, a refused or repeated request must leave it as it was. */
  constructor(fingerprint: ((shop: TestShop) => Promise<string>) | null = null) {
    this.#fingerprint = fingerprint;
  }

  /** Sends a request and holds the shop to what the model expects; answers what the shop did, null if it refused. */
  async send<Input extends { key: string }, Answer>(
    shop: TestShop,
    { who, route }: { readonly who: Who; readonly route: string },
    input: Input,
    act: (ctx: WriteCtx, input: Input) => Promise<Answer>,
    expected: Verdict,
  ): Promise<Answer | null> {
    const run = (ctx: WriteCtx) => act(ctx, input);
    const request = { route, key: input.key, input };
    const before = expected === null ? null : await this.#fingerprint?.(shop);
    const outcome = await shop.work
      .once(who, request, run)
      .then((answer) => ({ answer, code: null }), codeOfRefusal);
    expect(outcome.code, `${route} ${JSON.stringify(input)}`).toBe(expected);
    this.count(`${route} ${expected ?? "done"}`);
    if (outcome.answer === null) {
      expect(await this.#fingerprint?.(shop), `${route} wrote`).toBe(before);
      return null;
    }
    this.#done.push({ who, request, act: run, answer: outcome.answer });
    if (this.#done.length > REMEMBERED) this.#done.shift();
    return outcome.answer;
  }

  count(verdict: string): void {
    this.verdicts.set(verdict, (this.verdicts.get(verdict) ?? 0) + 1);
  }

  /** Sends one of the last requests again, as a client does that lost its answer. `back` is 1 for the last one. */
  async repeat(shop: TestShop, back = 1): Promise<void> {
    const done = this.#done.at(-back);
    if (done === undefined) return;
    const before = await this.#fingerprint?.(shop);
    expect(await shop.work.once(done.who, done.request, done.act)).toEqual(done.answer);
    expect(await this.#fingerprint?.(shop), "the same key again wrote").toBe(before);
    this.count("repeated key done");
  }

  /** Sends the key of the last request with another body. */
  async reuseKey(shop: TestShop): Promise<void> {
    const done = this.#done.at(-1);
    if (done === undefined) return;
    const { who, request, act } = done;
    const input = { ...request.input, note: "another body" };
    const refused = shop.work.once(who, { ...request, input }, act);
    await expect(refused).rejects.toMatchObject({ code: "key_reused" });
    this.count("another body key_reused");
  }
}
