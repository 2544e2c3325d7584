import { TRPCClientError } from "@trpc/client";
import { expect, test } from "vitest";
import { putPricesBack } from "./put-prices-back.ts";

const row = (id: string, priceMinor: number) => ({
  id,
  name: `Product ${id}`,
  version: 3,
  priceMinor,
});
const before = [row("a", 100), row("b", 200), row("c", 300)];

/** A shop in which some products have been changed since. */
function shopWith(newer: readonly string[]) {
  const written: { id: string; version: number; priceMinor?: number | undefined }[] = [];
  const send: Parameters<typeof putPricesBack>[1] = async ({ products }) => {
    const stale = products.flatMap(({ id }, index) => (newer.includes(id) ? [index] : []));
    if (stale.length > 0) throw refusal(stale);
    written.push(...products);
    return { changed: products.length };
  };
  return { written, send };
}

function refusal(indexes: readonly number[]) {
  const fieldErrors = Object.fromEntries(
    indexes.map((index) => [
      `products.${index}.version`,
      [{ code: "busy", details: {}, message: "Somebody changed it." }],
    ]),
  );
  const data = {
    refusal: {
      code: "stale_version",
      details: {
        entity: "product",
        id: "p",
        version: 4,
        currentVersion: 5,
        changedBy: "Maya",
        changedAt: "2026-03-02T09:42:00.000Z",
      },
      message: "Somebody changed it.",
      fieldErrors,
      retryable: false,
      requestId: "1",
    },
  };
  return TRPCClientError.from({ error: { message: "", code: -32_009, data } });
}

test("[fault G13] undo restores the previous price of every product", async () => {
  const { written, send } = shopWith([]);
  expect(await putPricesBack(before, send)).toEqual({ changed: 3, left: [] });
  expect(written).toEqual([
    { id: "a", version: 4, priceMinor: 100 },
    { id: "b", version: 4, priceMinor: 200 },
    { id: "c", version: 4, priceMinor: 300 },
  ]);
});

test("[fault G13] undo leaves a product that was changed again, and names it", async () => {
  const { written, send } = shopWith(["b"]);
  expect(await putPricesBack(before, send)).toEqual({ changed: 2, left: ["Product b"] });
  expect(written.map(({ id }) => id)).toEqual(["a", "c"]);
  const all = shopWith(["a", "b", "c"]);
  expect(await putPricesBack(before, all.send)).toMatchObject({ changed: 0 });
  expect(all.written).toEqual([]);
});
