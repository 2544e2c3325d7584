import { describe, expect, onTestFinished, test } from "vitest";
import { ListImportRows } from "@daybook/contract/imports";
import type { ImportRow } from "@daybook/contract/imports";
import { ListProducts } from "@daybook/contract/products";
import { GetValuation } from "@daybook/contract/reports";
import { sharedData, sharedJson } from "@daybook/contract/testing/shared-data";
import { listProducts } from "../products/products.ts";
import { getValuation } from "../reports/valuation.ts";
import { verifyDatabase } from "../reports/verify/verify-database.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { commitFile, FilesInMemory, previewFile, undoFile } from "../testing/import-files.ts";
import { listImportRows } from "./imports.ts";

/** The figures of an independent program, and how the preview explains each difference from them. */
interface Expected {
  readonly variant_records: number;
  readonly image_only_records: number;
  readonly variants_negative_stock: readonly unknown[];
  readonly skus_used_more_than_once: Readonly<Record<string, number>>;
  readonly stock_units: number;
  readonly retail_value_of_positive_stock: string;
  readonly csv_records: number;
  readonly types: Readonly<Record<string, number>>;
  readonly negative_stock: readonly (readonly [string, string])[];
  readonly barcodes_not_valid: readonly string[];
  readonly stock_sum: string;
  readonly items: number;
}

const EXPECTED = sharedJson<Readonly<Record<string, Expected>>>("imports/expected_imports.json");
const expectedOf = (name: string): Partial<Expected> => EXPECTED?.[name] ?? {};

async function importOf(name: string, file: string) {
  const shop = await createTestShop();
  onTestFinished(() => shop.close());
  const files = new FilesInMemory();
  const hash = files.addFromDisk(file);
  const preview = () => previewFile(shop, files, hash, { options: { numberSkus: true } });
  const batch = await preview();
  const rows: ImportRow[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const input = ListImportRows.parse({ id: batch.id, limit: 200, cursor });
    const page = await shop.read((ctx) => listImportRows(ctx, input));
    rows.push(...page.items);
    cursor = page.nextCursor;
  }
  const withCode = (code: string) =>
    rows.filter(({ problems }) => problems.some((problem) => problem.code === code));
  return { shop, batch, rows, withCode, preview, expected: expectedOf(name) };
}

async function stateOf(shop: TestShop): Promise<string> {
  return shop.read(async (ctx) => {
    const products = await listProducts(ctx, ListProducts.parse({ limit: 200 }));
    return JSON.stringify([products, await getValuation(ctx, GetValuation.parse({}))]);
  });
}

async function undoneTwice({ shop, batch, preview }: Awaited<ReturnType<typeof importOf>>) {
  expect(await commitFile(shop, batch, true)).toMatchObject({ state: "done" });
  const imported = await shop.read((ctx) => getValuation(ctx, GetValuation.parse({})));
  expect(await undoFile(shop, batch)).toMatchObject({ state: "undone", kept: 0 });
  const empty = await stateOf(shop);
  expect(JSON.parse(empty)[0].items).toEqual([]);
  const again = await preview();
  await commitFile(shop, again, true);
  const value = await shop.read((ctx) => getValuation(ctx, GetValuation.parse({})));
  expect(value.total).toEqual(imported.total);
  expect(await undoFile(shop, again)).toMatchObject({ state: "undone", kept: 0 });
  expect(await stateOf(shop)).toBe(empty);
  const { clean } = await shop.work.snapshot(shop.as("owner"), (ctx) => verifyDatabase(ctx));
  expect(clean).toBe(true);
}

describe("[I9] real files of other programs", () => {
  test.for(["shopify_apparel.csv", "shopify_jewelry.csv", "shopify_bicycles.csv.gz"])(
    "%s has its variants, stock and value, and every difference is explained",
    { timeout: 180_000 },
    async (name, ctx) => {
      const file = sharedData(`imports/${name}`);
      if (file === null) return ctx.skip("the exports of other programs are not here");
      const found = await importOf(name.split(".")[0] ?? "", file);
      const { batch, rows, withCode, expected } = found;
      expect(batch).toMatchObject({ source: "shopify", kind: "products" });
      expect(batch.rows.ignored).toBe(expected.image_only_records);
      expect(withCode("row_of_picture").length).toBe(expected.image_only_records);
      expect(rows.length - batch.rows.ignored).toBe(expected.variant_records);
      expect(withCode("stock_below_zero").length).toBe(expected.variants_negative_stock?.length);
      const doubled = Object.values(expected.skus_used_more_than_once ?? {});
      expect(withCode("sku_numbered").length).toBe(doubled.reduce((sum, n) => sum + n - 1, 0));
      // Rows that are wrong are the only ones whose stock is missing, each with its reason.
      const sold = [...rows].filter(({ state }) => state === "wrong");
      const retail = (row: ImportRow) =>
        Math.max(0, Number(row.values.stock ?? 0)) * Math.round(Number(row.values.price) * 100);
      const missing = sold.reduce((sum, row) => sum + retail(row), 0);
      const whole = Math.round(Number(expected.retail_value_of_positive_stock) * 100);
      expect(batch.retailMinor + missing).toBe(whole);
      await undoneTwice(found);
    },
  );

  test("loyverse_cafe_en.csv has its items, and those below zero or with other codes say so", async (ctx) => {
    const file = sharedData("imports/loyverse_cafe_en.csv");
    if (file === null) return ctx.skip("the exports of other programs are not here");
    const found = await importOf("loyverse_cafe_en", file);
    const { batch, rows, withCode, expected } = found;
    expect(batch).toMatchObject({ source: "loyverse", rows: { new: expected.items, wrong: 0 } });
    expect(withCode("stock_below_zero").map(({ values }) => values.name)).toEqual(
      expected.negative_stock?.map(([name]) => name),
    );
    expect(withCode("barcode_check_digit").map(({ values }) => values.barcodes)).toEqual([
      "886311105588",
    ]);
    const below = expected.negative_stock?.reduce((sum, [, stock]) => sum + Number(stock), 0) ?? 0;
    expect(batch.stockMilli).toBe((Number(expected.stock_sum) - below) * 1000);
    expect(rows.filter(({ values }) => values.description?.includes("<")).length).toBe(0);
    await undoneTwice(found);
  });

  test.for(["woocommerce_sample_products", "woocommerce_importer_test_sample"])(
    "%s.csv has its products and variations without the headings of groups",
    async (name, ctx) => {
      const file = sharedData(`imports/${name}.csv`);
      if (file === null) return ctx.skip("the exports of other programs are not here");
      const found = await importOf(name, file);
      const { batch, rows, expected } = found;
      const leftOut = ["variable", "grouped", "external"].map(
        (type) => expected.types?.[type] ?? 0,
      );
      expect(rows.length).toBe(expected.csv_records);
      expect(batch.rows.ignored).toBe(leftOut.reduce((sum, count) => sum + count, 0));
      expect(batch.rows.wrong).toBe(0);
      expect(batch.stockMilli).toBe(Number(expected.stock_sum) * 1000);
      await undoneTwice(found);
    },
  );

  test("woocommerce_sample_tax_rates.csv is recognized, and a person enters its rates", async (ctx) => {
    const file = sharedData("imports/woocommerce_sample_tax_rates.csv");
    if (file === null) return ctx.skip("the exports of other programs are not here");
    await expect(importOf("", file)).rejects.toMatchObject({
      code: "import_file_refused",
      details: { why: "tax_rates" },
    });
  });
});
