/** Everything a script uses of Daybook is fully typed: nothing here may be `any`. */
import { expectTypeOf } from "vitest";
import type { DaybookClient } from "@daybook/client";
import { raisePrices } from "./raise-prices.ts";

declare const daybook: DaybookClient;

const page = await daybook.products.list.query({ sort: "sku" });
expectTypeOf(page).not.toBeAny();
expectTypeOf(page.items).items.not.toBeAny();
expectTypeOf(page.items).items.toHaveProperty("sku").toEqualTypeOf<string>();
expectTypeOf(page.nextCursor).toEqualTypeOf<string | null>();

const changed = await daybook.products.updateMany.mutate({
  key: "",
  products: [],
  set: { priceChangePpm: 50_000 },
});
expectTypeOf(changed).toEqualTypeOf<{ changed: number }>();

// @ts-expect-error not a sort key of the list
await daybook.products.list.query({ sort: "colour" });
// @ts-expect-error a write without its key
await daybook.products.updateMany.mutate({ products: [], set: { active: true } });

for await (const raised of raisePrices(daybook, 1)) {
  expectTypeOf(raised).toEqualTypeOf<{
    readonly sku: string;
    readonly fromMinor: number;
    readonly toMinor: number;
  }>();
}
