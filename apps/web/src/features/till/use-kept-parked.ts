import { useEffect, useRef } from "react";
import type { ParkedSale } from "@daybook/contract/parked-sales";
import { newId } from "@daybook/contract/uuid";
import { describeError } from "../../lib/describe-error.ts";
import { refusalOf } from "../../lib/refusal-of.ts";
import { trpc } from "../../lib/trpc.ts";
import type { Till } from "./use-till.ts";

const EVERY_MS = 60_000;
const INPUTS = ["pointerdown", "keydown"] as const;

/**
 * Keeps the parked sale in the cart for this till: says so when it comes into the cart, when the list says otherwise,
 * and once a minute if there was input. If another till has it, the cart stays and says so.
 */
export function useKeptParked(
  { store, state, formats }: Till,
  waiting: readonly ParkedSale[] | undefined,
): void {
  const { client } = trpc.useUtils();
  const { parked } = state.cart;
  const id = parked?.id;
  const version = parked?.version;
  const hadInput = useRef(false);
  const listed = waiting?.find((sale) => sale.id === id);
  // A parked sale that was just opened may not be in the list yet: the server decides.
  const isMine = listed?.open?.isMine === true;
  useEffect(() => {
    const note = () => {
      hadInput.current = true;
    };
    for (const name of INPUTS) window.addEventListener(name, note, true);
    return () => {
      for (const name of INPUTS) window.removeEventListener(name, note, true);
    };
  }, []);
  useEffect(() => {
    if (id === undefined || version === undefined) return undefined;
    let left = false;
    const keep = async () => {
      hadInput.current = false;
      const lost = await client.parkedSales.keepAlive.mutate({ key: newId(), id, version }).then(
        () => null,
        (error: unknown) => {
          // Without an answer nothing is known; the next one follows.
          return refusalOf(error) === null ? undefined : describeError(error, formats);
        },
      );
      // Sold or parked since then.
      if (left || lost === undefined || store.get().state.cart.parked?.id !== id) return;
      if (store.get().state.lost !== lost) store.park({ type: "lost", sentence: lost });
    };
    if (!isMine) void keep();
    const timer = setInterval(() => {
      if (hadInput.current) void keep();
    }, EVERY_MS);
    return () => {
      left = true;
      clearInterval(timer);
    };
  }, [client, store, formats, id, version, isMine, listed?.version]);
}
