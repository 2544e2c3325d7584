import { pieces } from "@daybook/contract/quantity";
import type { Sale } from "@daybook/contract/sales";
import { ringUpSale } from "../sales/ring-up-sale.ts";
import { createTestShop } from "./create-test-shop.ts";
import type { TestShop } from "./create-test-shop.ts";
import { cart } from "./inputs.ts";

/** Three mugs for 10.00 in all, at a cost of 5.00, and tax inside: nothing divides evenly. */
export async function soldThree(more: object = {}): Promise<{ shop: TestShop; sale: Sale }> {
  const shop = await createTestShop({ taxPpm: 200_000 })
    .withLocation("Broken", { kind: "quarantine" })
    .withProduct("MUG", { priceMinor: 400, onHandMilli: pieces(3), costMinor: 500 });
  const input = cart({
    locationId: shop.locationId(),
    lines: [
      {
        productId: shop.productId("MUG"),
        quantityMilli: 3000,
        discount: { kind: "amount", amountMinor: 200 },
      },
    ],
    expectedTotalMinor: 1000,
    ...more,
  });
  return { shop, sale: await shop.write((w) => ringUpSale(w, input)) };
}

/** That many mugs of the first line. */
export const piecesBack = (count: number, more: object = {}) => [
  { lineNo: 1, quantityMilli: count * 1000, ...more },
];
