import type { OperationLink, TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import type { Unsubscribable } from "@trpc/server/observable";
import type { AppRouter } from "@daybook/api/client";

interface LateLinkOptions {
  readonly load: () => Promise<TRPCLink<AppRouter>>;
  /** Called for every attempt at loading that failed; the next one follows after `retryAfterMs`. */
  readonly onFailed: () => void;
  readonly retryAfterMs: number;
}

/** A link whose code is loaded once, for its first operation. Operations wait for it and can be ended before. */
export function lateLink({ load, onFailed, retryAfterMs }: LateLinkOptions): TRPCLink<AppRouter> {
  return (runtime) => {
    let loading: Promise<OperationLink<AppRouter>> | undefined;
    const loaded = () => {
      loading ??= load().then((link) => link(runtime));
      return loading;
    };
    return ({ op, next }) =>
      observable((observer) => {
        let running: Unsubscribable | undefined;
        let retry: ReturnType<typeof setTimeout> | undefined;
        let ended = false;
        const start = async () => {
          try {
            const link = await loaded();
            if (!ended) running = link({ op, next }).subscribe(observer);
          } catch {
            loading = undefined;
            onFailed();
            if (!ended) retry = setTimeout(() => void start(), retryAfterMs);
          }
        };
        void start();
        return () => {
          ended = true;
          clearTimeout(retry);
          running?.unsubscribe();
        };
      });
  };
}
