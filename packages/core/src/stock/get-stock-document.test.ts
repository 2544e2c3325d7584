import type { StockDocumentId } from "@daybook/contract/ids";
import { expect, test } from "vitest";
import { BookedStockDocument } from "@daybook/contract/stock";
import { pieces } from "@daybook/contract/quantity";
import { CreateSupplier } from "@daybook/contract/suppliers";
import { newId } from "@daybook/contract/uuid";
import { createSupplier } from "../suppliers/suppliers.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import { adjustment, delivery, transfer } from "../testing/inputs.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { adjustStock } from "./adjust-stock.ts";
import { getStockDocument } from "./get-stock-document.ts";
import { receiveGoods } from "./receive-goods.ts";
import { transferStock } from "./transfer-stock.ts";

test("[L3] a goods receipt is read back complete: supplier, location, user, time, and each line with its cost", async () => {
  const shop = await createTestShop()
    .withProduct("MUG")
    .withProduct("TEA", { input: { unit: "kg" } });
  const supplier = await shop.write((w) =>
    createSupplier(w, CreateSupplier.parse({ key: newId(), name: "Potter" })),
  );
  const occurredAt = "2026-03-02T08:30:00.000Z";
  const recorded = await shop.write((w) =>
    receiveGoods(
      w,
      delivery({
        locationId: shop.locationId(),
        supplierId: supplier.id,
        reference: "D-17",
        note: "one box was open",
        occurredAt,
        lines: [
          { productId: shop.productId("TEA"), quantityMilli: 1250, costMinor: 2500 },
          { productId: shop.productId("MUG"), quantityMilli: 4000, costMinor: 1200 },
        ],
      }),
    ),
  );
  const document = await shop.read((r) => getStockDocument(r, { id: recorded.id }));
  expect(BookedStockDocument.parse(document)).toEqual(document);
  const to = { id: shop.locationId(), name: "Shop" };
  const line = { from: null, to, reversesId: null };
  expect(document).toEqual({
    id: recorded.id,
    kind: "receive",
    reference: "D-17",
    note: "one box was open",
    reason: null,
    reversal: null,
    supplier: { id: supplier.id, name: "Potter" },
    from: null,
    to,
    user: { id: shop.as("owner").actor.publicId, name: "Olive Owner" },
    occurredAt,
    recordedAt: new Date(shop.clock.now).toISOString(),
    businessDate: "2026-03-02",
    lines: [
      {
        ...line,
        movementId: recorded.movements[0]?.id,
        product: { id: shop.productId("TEA"), sku: "TEA", name: "TEA" },
        unit: "kg",
        quantityMilli: 1250,
        costMinor: 2500,
      },
      {
        ...line,
        movementId: recorded.movements[1]?.id,
        product: { id: shop.productId("MUG"), sku: "MUG", name: "MUG" },
        unit: "each",
        quantityMilli: 4000,
        costMinor: 1200,
      },
    ],
    totalCostMinor: 3700,
  });
});

test("[L3] an adjustment has its reason and a transfer its two locations", async () => {
  const shop = await createTestShop()
    .withLocation("Back room")
    .withProduct("MUG", { onHandMilli: pieces(5), costMinor: 1500 });
  const adjusted = await shop.write((w) =>
    adjustStock(w, adjustment({ ...shop.at("MUG"), quantityMilli: -1000, reason: "damage" })),
  );
  const ends = { fromLocationId: shop.locationId(), toLocationId: shop.locationId("Back room") };
  const lines = [{ productId: shop.productId("MUG"), quantityMilli: 2000 }];
  const carried = await shop.write((w) => transferStock(w, transfer({ ...ends, lines })));
  const read = (id: StockDocumentId) => shop.read((r) => getStockDocument(r, { id }));
  expect(await read(adjusted.id)).toMatchObject({
    kind: "adjust",
    reason: "damage",
    from: { name: "Shop" },
    to: null,
    totalCostMinor: 300,
  });
  expect(await read(carried.id)).toMatchObject({
    kind: "transfer",
    reason: null,
    from: { name: "Shop" },
    to: { name: "Back room" },
    totalCostMinor: 600,
  });
});

test("a document that does not exist is refused at its id", async () => {
  const shop = await createTestShop();
  const work = shop.read((r) => getStockDocument(r, { id: newId() }));
  await expectRefusal(work, "not_found", "id");
});
