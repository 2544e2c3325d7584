import { refuse } from "@daybook/core/errors/domain-error";
import { refusalOfError } from "@daybook/core/errors/refusal-of-error";
import type { ApiRequest } from "../context.ts";
import { trpcErrorOf } from "../refusal.ts";

/** Opens streams of one kind, as many per connection as it allows. */
export type OpenStream = <Event>(
  request: ApiRequest,
  events: () => AsyncGenerator<Event, void>,
) => AsyncGenerator<Event, void>;

/**
 * Limits the open streams of one kind per connection: the next one is refused with 429 `too_many_requests`. Refusals of
 * the stream itself end it and reach the caller.
 */
export function createStreamLimit(most: number): OpenStream {
  const opened = new WeakMap<ApiRequest, number>();
  return async function* open(request, events) {
    const count = opened.get(request) ?? 0;
    if (count >= most) throw trpcErrorOf(refuse("too_many_requests", { retryAfterSeconds: 10 }));
    opened.set(request, count + 1);
    try {
      yield* events();
    } catch (error) {
      const refusal = refusalOfError(error);
      throw refusal === null ? error : trpcErrorOf(refusal);
    } finally {
      opened.set(request, (opened.get(request) ?? 1) - 1);
    }
  };
}
