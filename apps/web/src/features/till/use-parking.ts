import { useEffect, useMemo } from "react";
import { LocationId } from "@daybook/contract/ids";
import type { ParkedSaleId } from "@daybook/contract/ids";
import type { ParkedSale } from "@daybook/contract/parked-sales";
import { newId } from "@daybook/contract/uuid";
import { connectionStore, useConnection } from "../../lib/connection.ts";
import { describeError } from "../../lib/describe-error.ts";
import { refusalOf } from "../../lib/refusal-of.ts";
import { trpc } from "../../lib/trpc.ts";
import { showToast } from "../../components/toasts.tsx";
import { tillTexts } from "../../texts/en/till.ts";
import { parkedTexts as texts } from "../../texts/en/parked-sales.ts";
import { useCatalogue } from "../catalogue/catalogue.ts";
import { readAsSold } from "./mark-changes.ts";
import { priceOfCart } from "./cart-price.ts";
import { isBegun } from "./till-state.ts";
import { parkCart, parkUnanswered, resumeParked } from "./parking.ts";
import type { ParkingPorts } from "./parking.ts";
import type { Till } from "./use-till.ts";

export interface Parking {
  /** Parks the present cart, or says why not. */
  readonly park: () => Promise<void>;
  /** Rejects with the refusal; then nothing has changed. */
  readonly resume: (id: ParkedSaleId) => Promise<void>;
}

/** Parking at this till. `onName` asks for the name of what was just parked. */
export function useParking(till: Till, onName: (sale: ParkedSale) => void): Parking {
  const { store, formats } = till;
  const ports = usePorts(till);
  const live = useConnection() === "live";
  useEffect(() => {
    if (!live) return;
    void parkUnanswered(ports).then((sales) => {
      for (const { totalMinor } of sales)
        showToast({ text: texts.lateDone(formats.money(totalMinor)) });
    });
  }, [live, ports, formats]);

  const resume = async (id: ParkedSaleId) => {
    const obstacle = isBegun(store.get().state.cart) ? whyNot(till) : null;
    if (obstacle !== null) return showToast({ text: obstacle });
    const { totalMinor: wasMinor } = await resumeParked(ports, id, park);
    const { cart } = store.get().state;
    const nowMinor = till.rules === null ? null : priceOfCart(cart, till.rules)?.totalMinor;
    if (nowMinor !== null && nowMinor !== undefined && nowMinor !== wasMinor)
      showToast({ text: texts.wasTotal(formats.money(wasMinor), formats.money(nowMinor)) });
  };
  const park = async () => {
    const obstacle = whyNot(till);
    const shownNow = shownCart(till);
    if (obstacle !== null || shownNow === null)
      return showToast({ text: obstacle ?? tillTexts.pricing });
    const done = await parkCart(ports, shownNow);
    if (done.kind === "kept") return showToast({ text: texts.keptHere });
    if (done.kind === "refused") return showToast({ text: describeError(done.error, formats) });
    const { sale, again } = done;
    const shown = formats.money(sale.totalMinor);
    return showToast({
      text: again ? texts.putBack(shown) : texts.done(shown),
      action: { label: texts.nameIt, run: () => onName(sale) },
      other: {
        label: texts.undo,
        run: () =>
          void resume(sale.id).catch((error: unknown) =>
            showToast({ text: describeError(error, formats) }),
          ),
      },
    });
  };
  return { park, resume };
}

/** Why the present cart cannot be parked; null if it can. */
function whyNot(till: Till): string | null {
  const { cart } = till.store.get().state;
  if (cart.lines.length === 0 && cart.parts.length === 0) return texts.emptyFirst;
  if (cart.parts.length > 0) return texts.partsFirst;
  if (till.store.isHeld()) return tillTexts.terminalFirst;
  return shownCart(till) === null ? tillTexts.pricing : null;
}

/** The location and the total of the present cart; null while they are loading. */
function shownCart({ store, rules, place }: Till) {
  const priced = rules === null ? null : priceOfCart(store.get().state.cart, rules);
  if (priced === null || place === null) return null;
  return { locationId: LocationId.parse(place.id), totalMinor: priced.totalMinor };
}

function usePorts({ store }: Till): ParkingPorts {
  const { client } = trpc.useUtils();
  const catalogue = useCatalogue();
  return useMemo(
    () => ({
      store,
      newId,
      isAway: () => connectionStore.get() === "away",
      isUnanswered: (error) => refusalOf(error) === null,
      park: (input) => client.parkedSales.park.mutate(input),
      putBack: (input) => client.parkedSales.putBack.mutate(input),
      open: (id) => client.parkedSales.open.mutate({ key: newId(), id }),
      getMany: (ids) => catalogue.getMany(ids),
      askProduct: (one) => readAsSold((id) => client.products.get.query({ id }), one),
    }),
    [store, client, catalogue],
  );
}
