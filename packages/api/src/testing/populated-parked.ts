/** For tests: parked sales, and inputs about them. */
import type { ParkedSale } from "@daybook/contract/parked-sales";
import { newId } from "@daybook/contract/uuid";
import type { callerAs } from "./create-test-caller.ts";
import type { ValidInputs } from "./populated-shop.ts";

type ParkedInputs = Pick<ValidInputs, Extract<keyof ValidInputs, `parkedSales.${string}`>>;

interface PopulatedParked {
  readonly parked: ParkedSale;
  readonly spare: ParkedSale;
  readonly cart: Omit<ValidInputs["parkedSales.park"], "key">;
}

export async function withParkedSales(
  owner: ReturnType<typeof callerAs>,
  { locationId, productId }: { readonly locationId: string; readonly productId: string },
): Promise<PopulatedParked> {
  const lines = [{ productId, quantityMilli: 2000 }];
  const cart = { locationId, cart: { lines, names: ["Mug"] }, totalMinor: 2000 };
  const park = () => owner.parkedSales.park({ key: newId(), ...cart });
  return { parked: await park(), spare: await park(), cart };
}

export function parkedInputs({ parked, spare, cart }: PopulatedParked): ParkedInputs {
  const { id, version } = parked;
  return {
    "parkedSales.list": {},
    "parkedSales.park": { key: newId(), ...cart },
    "parkedSales.open": { key: newId(), id },
    "parkedSales.keepAlive": { key: newId(), id, version },
    "parkedSales.putBack": { key: newId(), id, version },
    "parkedSales.rename": { key: newId(), id, name: "Blue coat" },
    "parkedSales.discard": { key: newId(), id: spare.id, reason: "She went home" },
  };
}
