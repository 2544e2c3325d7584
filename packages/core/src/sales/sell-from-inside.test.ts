import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { ListAlerts } from "@daybook/contract/alerts";
import { UpdateLocation } from "@daybook/contract/locations";
import { ExplainStock, ListMovements } from "@daybook/contract/stock";
import { ListProducts } from "@daybook/contract/products";
import { milli, pieces } from "@daybook/contract/quantity";
import type { Milli } from "@daybook/contract/quantity";
import {
  GetDashboard,
  GetLowStock,
  GetSalesByProduct,
  GetStockSummary,
} from "@daybook/contract/reports";
import { ListSales } from "@daybook/contract/sales";
import { newId } from "@daybook/contract/uuid";
import { runAgain } from "@daybook/db/testing-tamper";
import { listAlerts } from "../alerts/alerts.ts";
import { getLocation, updateLocation } from "../locations/locations.ts";
import { listProducts } from "../products/products.ts";
import { getDashboard } from "../reports/dashboard.ts";
import { getLowStock } from "../reports/low-stock.ts";
import { getSalesByProduct } from "../reports/sales-by-product.ts";
import { getStockSummary } from "../reports/stock-summary.ts";
import { verifyDatabase } from "../reports/verify/verify-database.ts";
import { explainStock } from "../stock/explain-stock.ts";
import { listMovements } from "../stock/movements.ts";
import { recordOpening } from "../stock/record-opening.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { opening } from "../testing/inputs.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { tamper } from "../testing/tamper.ts";
import { sell, returnGoods, voidIt } from "../testing/trade.ts";
import { listSales } from "./sales.ts";

/** Shop › Shelf › Bin, and Shop › Damaged, which is not sold from; the teas are in Bin. */
async function teaShop(teas: Milli = pieces(12)): Promise<TestShop> {
  const shop = await createTestShop();
  const inside = (name: string) => ({ parentId: shop.locationId(name) });
  await shop.addLocation("Shelf", inside("Shop"));
  await shop.addLocation("Bin", inside("Shelf"));
  await shop.addLocation("Damaged", { ...inside("Shop"), kind: "quarantine" });
  const rule = {
    locationId: shop.locationId(),
    reorderPointMilli: pieces(5),
    targetMilli: pieces(20),
  };
  await shop.addProduct("TEA", {
    onHandMilli: teas,
    costMinor: 1000,
    location: "Bin",
    input: { reorderRules: [rule] },
  });
  return shop;
}

async function add(shop: TestShop, location: string, quantityMilli: Milli, costMinor = 0) {
  const line = { productId: shop.productId("TEA"), quantityMilli, costMinor };
  await shop.write((w) =>
    recordOpening(w, opening({ locationId: shop.locationId(location), lines: [line] })),
  );
}

const place = (shop: TestShop) => ({ locationId: shop.locationId() });
const openAlerts = async (shop: TestShop) =>
  (await shop.read((r) => listAlerts(r, ListAlerts.parse({ status: "open" })))).items;
const broken = async (shop: TestShop) => {
  const proof = await shop.work.snapshot(shop.as("owner"), (ctx) => verifyDatabase(ctx));
  return proof.checks.filter((check) => check.mismatches > 0);
};
const move = async (shop: TestShop, name: string, to: string | null) => {
  const { id, version } = await shop.read((r) => getLocation(r, { id: shop.locationId(name) }));
  const parentId = to === null ? null : shop.locationId(to);
  const input = UpdateLocation.parse({ key: newId(), id, version, parentId });
  await shop.write((w) => updateLocation(w, input));
};

describe("a location includes everything inside it", () => {
  test("[fault A5] a sale takes from the till's location, then from the locations inside it, and names each", async () => {
    const shop = await teaShop(pieces(7));
    await add(shop, "Shop", pieces(2), 333);
    await add(shop, "Shelf", pieces(1), 100);
    const sale = await sell(shop, [
      { sku: "TEA", quantityMilli: pieces(1) },
      { sku: "TEA", quantityMilli: pieces(5) },
    ]);
    const taken = (await shop.ledger("TEA")).filter(({ kind }) => kind === "sale");
    expect(taken.map(({ from, quantityMilli }) => [from?.name, quantityMilli])).toEqual([
      ["Shop", pieces(1)],
      ["Shop", pieces(1)],
      ["Shelf", pieces(1)],
      ["Bin", pieces(3)],
    ]);
    expect(sale.location.name).toBe("Shop");
    const lines = await shop.read((r) => r.db.select().from(r.t.saleLine));
    expect(lines.map((line) => line.costMinor)).toEqual([
      taken[0]?.costMinor,
      taken.slice(1).reduce((sum, { costMinor }) => sum + (costMinor ?? 0), 0),
    ]);
    expect(await broken(shop)).toEqual([]);
  });

  test("[fault A5] a shortage counts the locations inside, without those that are not sellable", async () => {
    const shop = await teaShop();
    await add(shop, "Damaged", pieces(9));
    const refusal = await expectRefusal(
      sell(shop, [{ sku: "TEA", quantityMilli: pieces(13) }]),
      "insufficient_stock",
      "lines.0.quantityMilli",
    );
    expect(refusal.details).toMatchObject({
      shortages: [{ locationName: "Shop", requestedMilli: pieces(13), availableMilli: pieces(12) }],
    });
    await expectRefusal(
      sell(shop, [{ sku: "TEA", quantityMilli: pieces(1) }], { location: "Shelf" }).then(() =>
        sell(shop, [{ sku: "TEA", quantityMilli: pieces(12) }]),
      ),
      "insufficient_stock",
      "lines.0.quantityMilli",
    );
  });

  test("[fault A5] a void returns goods to where they were; a return goes to the till's location", async () => {
    const shop = await teaShop(pieces(3));
    await add(shop, "Shop", pieces(2));
    const voided = await sell(shop, [{ sku: "TEA", quantityMilli: pieces(4) }]);
    await voidIt(shop, voided);
    expect((await shop.level("TEA", "Bin")).onHandMilli).toBe(pieces(3));
    expect((await shop.level("TEA")).onHandMilli).toBe(pieces(2));
    const sold = await sell(shop, [{ sku: "TEA", quantityMilli: pieces(5) }]);
    await returnGoods(shop, sold, [{ lineNo: 1, quantityMilli: pieces(5) }]);
    expect((await shop.level("TEA", "Bin")).onHandMilli).toBe(0);
    expect((await shop.level("TEA")).onHandMilli).toBe(pieces(5));
    expect(await broken(shop)).toEqual([]);
  });

  test("[fault A5] a location whose remainder is less than a step gives whole steps only", async () => {
    const shop = await teaShop(pieces(5));
    await shop.write((w) => w.db.update(w.t.product).set({ quantityStepMilli: milli(2000) }));
    await add(shop, "Shelf", pieces(2));
    await sell(shop, [{ sku: "TEA", quantityMilli: pieces(6) }]);
    expect((await shop.level("TEA", "Bin")).onHandMilli).toBe(pieces(1));
    await expectRefusal(
      sell(shop, [{ sku: "TEA", quantityMilli: pieces(2) }]),
      "insufficient_stock",
      "lines.0.quantityMilli",
    );
  });

  test("[fault A5] alerts and the low-stock report of a location count the stock inside it", async () => {
    const shop = await teaShop();
    expect(await openAlerts(shop)).toEqual([]);
    const low = () => shop.read((r) => getLowStock(r, GetLowStock.parse(place(shop))));
    expect((await low()).items).toEqual([]);
    await sell(shop, [{ sku: "TEA", quantityMilli: pieces(8) }]);
    expect(await openAlerts(shop)).toMatchObject([
      { severity: "low", positionMilli: pieces(4), location: { name: "Shop" } },
    ]);
    expect((await low()).items).toMatchObject([
      { positionMilli: pieces(4), suggestedMilli: pieces(16), severity: "low" },
    ]);
    await add(shop, "Damaged", pieces(9));
    expect(await openAlerts(shop)).toMatchObject([{ positionMilli: pieces(4) }]);
    expect(await broken(shop)).toEqual([]);
  });

  test("[fault A5] moving a location away removes its stock from the alerts, and moving it back restores it", async () => {
    const shop = await teaShop();
    await move(shop, "Shelf", null);
    expect(await openAlerts(shop)).toMatchObject([{ severity: "out", positionMilli: 0 }]);
    expect(await broken(shop)).toEqual([]);
    await move(shop, "Shelf", "Shop");
    expect(await openAlerts(shop)).toEqual([]);
    expect(await broken(shop)).toEqual([]);
  });

  test("[fault A5] lists, reports and the ledger of a location include those inside it", async () => {
    const shop = await teaShop();
    await sell(shop, [{ sku: "TEA", quantityMilli: pieces(2) }], { location: "Shelf" });
    const at = place(shop);
    const products = await shop.read((r) => listProducts(r, ListProducts.parse(at)));
    expect(products.items).toMatchObject([{ onHandMilli: pieces(10), stockState: "ok" }]);
    const stock = await shop.read((r) => getStockSummary(r, GetStockSummary.parse(at)));
    expect(stock.items).toMatchObject([
      { onHandMilli: pieces(10), stock: [{ location: { name: "Bin" } }] },
    ]);
    const sales = await shop.read((r) => listSales(r, ListSales.parse(at)));
    expect(sales.items).toMatchObject([{ location: { name: "Shelf" } }]);
    const days = { from: "2026-03-02", to: "2026-03-02" };
    const byProduct = await shop.read((r) =>
      getSalesByProduct(r, GetSalesByProduct.parse({ ...at, ...days })),
    );
    expect(byProduct.items).toMatchObject([{ unitsSoldMilli: pieces(2) }]);
    const dashboard = await shop.read((r) => getDashboard(r, GetDashboard.parse(at)));
    expect(dashboard.counts.sales).toBe(1);
    const asked = { productId: shop.productId("TEA"), ...at };
    const ledger = await shop.read((r) => listMovements(r, ListMovements.parse(asked)));
    expect(ledger.items.map(({ kind, balanceMilli }) => [kind, balanceMilli])).toEqual([
      ["sale", pieces(10)],
      ["opening", pieces(12)],
    ]);
  });

  test("[fault A5] a stock figure is explained with the locations inside, or without them", async () => {
    const shop = await teaShop();
    await add(shop, "Shop", pieces(1));
    const asked = { productId: shop.productId("TEA"), ...place(shop) };
    const explain = (inside: string) =>
      shop.read((r) => explainStock(r, ExplainStock.parse({ ...asked, inside })));
    expect(await explain("included")).toMatchObject({ onHandMilli: pieces(13), matches: true });
    expect(await explain("left_out")).toMatchObject({ onHandMilli: pieces(1), matches: true });
  });

  test("[fault A5] an upgrade resolves alerts that the stock of locations inside resolves", async () => {
    const shop = await teaShop();
    await shop.addProduct("JAM", {
      onHandMilli: pieces(3),
      input: {
        reorderRules: [
          { locationId: shop.locationId(), reorderPointMilli: pieces(5), targetMilli: pieces(9) },
        ],
      },
    });
    // The state from before locations included those inside them.
    await tamper(shop, async (ctx) => {
      const [jam] = await ctx.db.select().from(ctx.t.alert).where(eq(ctx.t.alert.status, "active"));
      const [tea] = await ctx.db.select().from(ctx.t.product).where(eq(ctx.t.product.sku, "TEA"));
      if (jam === undefined || tea === undefined) throw new Error("one alert is open");
      const { id: _, ...row } = jam;
      await ctx.db.insert(ctx.t.alert).values({ ...row, publicId: newId(), productId: tea.id });
    });
    expect((await broken(shop)).map(({ id }) => id)).toEqual(["V20"]);
    await tamper(shop, (ctx) => runAgain(ctx, "0005_alerts_count_places_inside"));
    expect(await openAlerts(shop)).toMatchObject([{ product: { sku: "JAM" } }]);
    expect(await broken(shop)).toEqual([]);
  });
});
