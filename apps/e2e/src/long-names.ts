import type { Page } from "playwright-core";
import { newKey } from "@daybook/client";
import { pieces } from "@daybook/contract/quantity";
import { ask, send, textAt } from "./page-calls.ts";

/** A word of ninety letters, as in German. */
const LONG_NAME = `Versandkostenversicherungs${"bescheinigungs".repeat(4)}mappe`;
const LONG_PRICE = 123_456_789_012;

/**
 * Adds a product with a very long name and a large price, and sells it: twice at a low price, with one piece returned,
 * and once at its price, voided. So the newest rows of every list include all kinds of documents.
 *
 * @returns The id of a sale that can be returned and voided.
 */
export async function tradeLongNames(page: Page, locationId: string): Promise<string> {
  await send(page, "products.createMany", {
    key: newKey(),
    products: [
      { name: LONG_NAME, sku: "AAA-LANG", priceMinor: LONG_PRICE },
      { name: "Gift wrapping", sku: "AAA-WRAP", priceMinor: 350, kind: "service" },
    ],
  });
  const idOf = async (sku: string) =>
    textAt(await ask(page, "products.list", { search: sku }), "items", 0, "id");
  const productId = await idOf("AAA-LANG");
  const wrapping = { productId: await idOf("AAA-WRAP"), quantityMilli: pieces(1) };
  await send(page, "movements.receive", {
    key: newKey(),
    locationId,
    lines: [{ productId, quantityMilli: pieces(9), costMinor: 4500 }],
  });
  const sell = async (lines: readonly object[], totalMinor: number) =>
    textAt(
      await send(page, "sales.ringUp", {
        key: newKey(),
        locationId,
        lines,
        discountReason: "The last ones",
        tenders: [{ tender: "card", amountMinor: totalMinor }],
        expectedTotalMinor: totalMinor,
      }),
      "id",
    );
  const cheap = { productId, quantityMilli: pieces(3), unitPriceMinor: 990 };
  await send(page, "sales.return", {
    key: newKey(),
    id: await sell([cheap], 3 * 990),
    lines: [{ lineNo: 1, quantityMilli: pieces(1) }],
    refunds: [{ tender: "card", amountMinor: 990 }],
    expectedTotalMinor: 990,
  });
  const dear = await sell([{ productId, quantityMilli: pieces(1) }], LONG_PRICE);
  await send(page, "sales.void", { key: newKey(), id: dear, reason: "Rung up by mistake" });
  return sell([cheap, wrapping], 3 * 990 + 350);
}
