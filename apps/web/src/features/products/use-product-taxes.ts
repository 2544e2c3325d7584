import { useMemo } from "react";
import type { PriceTax } from "@daybook/contract/linked-prices";
import { useShop } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";

/** The current tax of each tax class, by its id; empty while loading. */
export function useProductTaxes(): Readonly<Record<string, PriceTax>> {
  const inclusive = useShop().settings.pricesIncludeTax;
  const items = trpc.settings.taxClasses.useQuery({}).data?.items;
  return useMemo(
    () =>
      Object.fromEntries(
        (items ?? []).map(({ id, rates }) => [
          id,
          {
            inclusive,
            rates: rates.map(({ id: taxRateId, ppm, compound }) => ({ taxRateId, ppm, compound })),
          },
        ]),
      ),
    [inclusive, items],
  );
}
