import { useEffect, useState } from "react";
import { trpc } from "../../lib/trpc.ts";
import { useShop } from "../../lib/shop-context.tsx";
import { useTenders } from "../../lib/use-tenders.ts";
import { createDisplaySender } from "./display-sender.ts";
import { shownOf } from "./display-state.ts";
import type { Till } from "./use-till.ts";

/** Fast scanning is one request, and the line is on the screen before. */
const AFTER_MS = 120;
const REOPEN_AFTER_MS = 30_000;

/** Tells the customer displays of this till what is in its cart. Shows nothing. */
export function TillDisplays({ till }: { readonly till: Till }) {
  const { me } = useShop();
  const isTill = till.ownTill?.revoked === false && !me.sampleShop;
  return isTill ? <ToDisplays till={till} /> : null;
}

function ToDisplays({ till }: { readonly till: Till }) {
  const { client } = trpc.useUtils();
  const { tenders } = useTenders();
  const [sender] = useState(() =>
    createDisplaySender({
      send: (state) => client.display.show.mutate(state),
      soon: (run) => void setTimeout(() => whenIdle(run), AFTER_MS),
      now: Date.now,
    }),
  );
  useEffect(() => {
    let reopening: number | undefined;
    let stream: { unsubscribe(): void } | null = null;
    const open = () => {
      stream = client.display.watchers.subscribe(
        {},
        {
          onData: sender.setWatchers,
          onError: () => {
            reopening = window.setTimeout(open, REOPEN_AFTER_MS);
          },
        },
      );
    };
    open();
    return () => {
      window.clearTimeout(reopening);
      stream?.unsubscribe();
    };
  }, [client, sender]);
  const { state, last, priced, rules, cash, products } = till;
  const { cart } = state;
  useEffect(() => {
    const show = () =>
      sender.show(() =>
        // A second page of this till in the background knows less than the one in use.
        rules === null || document.hidden
          ? null
          : shownOf({ cart, last, priced, rules, cash, tenders, products }),
      );
    show();
    document.addEventListener("visibilitychange", show);
    return () => document.removeEventListener("visibilitychange", show);
  }, [sender, cart, last, priced, rules, cash, tenders, products]);
  return null;
}

/** Safari has no requestIdleCallback. */
function whenIdle(run: () => void): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(run, { timeout: 200 });
  else setTimeout(run);
}
