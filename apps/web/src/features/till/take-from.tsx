import type { LocationId, ProductId } from "@daybook/contract/ids";
import type { Location } from "@daybook/contract/locations";
import { MilliPositive } from "@daybook/contract/quantity";
import { Button } from "../../components/button.tsx";
import { showToast } from "../../components/toasts.tsx";
import { useCatalogueProducts } from "../catalogue/catalogue.ts";
import { describeError } from "../../lib/describe-error.ts";
import { quantityWithUnit } from "../../lib/quantity-with-unit.ts";
import { useAllowed } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useRepeatKey } from "../../lib/use-repeat-key.ts";
import { paidSaleTexts as texts } from "../../texts/en/till-paid-sale.ts";
import type { Till } from "./use-till.ts";

interface TakeFromProps {
  readonly till: Pick<Till, "places" | "soldFrom" | "formats">;
  readonly productId: ProductId;
  readonly missingMilli: number;
  /** The location of the sale. */
  readonly toId: LocationId;
  readonly onTransferred?: () => void;
}

/**
 * Transfers the missing quantity from a location that has enough. The ledger records the transfer, and the sale takes
 * the goods from its own location.
 */
export function TakeFrom({ till, productId, missingMilli, toId, onTransferred }: TakeFromProps) {
  const { places, soldFrom, formats } = till;
  const [row] = useCatalogueProducts([productId]);
  const may = useAllowed("movements.transfer");
  const moving = trpc.movements.transfer.useMutation();
  // A retry uses the same key, so the goods are moved once.
  const { keyOf, answered } = useRepeatKey();
  const to = places?.find(({ id }) => id === toId);
  const missing = MilliPositive.safeParse(missingMilli);
  if (row === undefined || to === undefined || !missing.success) return null;
  const quantity = quantityWithUnit(missingMilli, row.unit, formats);
  const sources = (places ?? []).filter(
    ({ id }) =>
      id !== toId &&
      // A sale takes from the locations inside its own automatically.
      !soldFrom.includes(id) &&
      (row.stock.find((one) => one.locationId === id)?.onHandMilli ?? 0) >= missingMilli,
  );
  const transferFrom = async (from: Location) => {
    if (!may) return showToast({ text: texts.mayNotMove });
    const lines = [{ productId, quantityMilli: missing.data }];
    try {
      const input = { fromLocationId: from.id, toLocationId: toId, lines };
      await moving.mutateAsync({ key: keyOf(input), ...input });
    } catch (error) {
      return showToast({ text: describeError(error, formats) });
    }
    answered();
    showToast({ text: texts.taken(quantity, from.name, to.name) });
    onTransferred?.();
  };
  return sources.map((from) => (
    <Button key={from.id} pending={moving.isPending} onClick={() => void transferFrom(from)}>
      {texts.takeFrom(quantity, from.name)}
    </Button>
  ));
}
