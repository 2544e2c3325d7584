import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { ListCategories } from "@daybook/contract/categories";
import { ListCustomers } from "@daybook/contract/customers";
import { EditImportRow, ListImportRows } from "@daybook/contract/imports";
import type { EditImportRow as Edit, ImportBatch, ImportRow } from "@daybook/contract/imports";
import { GetStockSummary, GetValuation } from "@daybook/contract/reports";
import { ListProducts, UpdateProduct } from "@daybook/contract/products";
import { pieces } from "@daybook/contract/quantity";
import { ListSuppliers } from "@daybook/contract/suppliers";
import { newId } from "@daybook/contract/uuid";
import { listCategories } from "../categories/categories.ts";
import { listCustomers } from "../customers/customers.ts";
import { listProducts } from "../products/products.ts";
import { getProductRow } from "../products/product-rows.ts";
import { viewProduct } from "../products/product-view.ts";
import { updateProduct } from "../products/update-product.ts";
import { getStockSummary } from "../reports/stock-summary.ts";
import { getValuation } from "../reports/valuation.ts";
import { verifyDatabase } from "../reports/verify/verify-database.ts";
import { listSuppliers } from "../suppliers/suppliers.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { commitFile, FilesInMemory, previewFile, undoFile } from "../testing/import-files.ts";
import { sell } from "../testing/trade.ts";
import { cancelImport, commitImport, editImportRow, getImport, listImportRows } from "./imports.ts";
import { recoverImports, runCommit, runUndo } from "./run-import.ts";

const FILE = [
  "sku,name,barcode,price,cost,stock,category,low stock",
  "MUG,Blue mug,5901234123457,12.00,4.50,7,Kitchen > Cups,2",
  "TEA,Green tea,,3.20,1.10,40,Food,",
  ",Loose biscuits,,0.80,,12,Food,",
].join("\n");

let shop: TestShop;
let files: FilesInMemory;

beforeEach(async () => {
  shop = await createTestShop().withProduct("TEA", {
    name: "Tea",
    priceMinor: 300,
    onHandMilli: pieces(5),
    costMinor: 500,
  });
  files = new FilesInMemory();
  onTestFinished(() => shop.close());
});

const preview = (text = FILE, options = {}) =>
  previewFile(shop, files, files.add(text), { options });

async function rowsOf(
  batch: Pick<ImportBatch, "id">,
  show: ListImportRows["show"] = "all",
): Promise<ImportRow[]> {
  const input = ListImportRows.parse({ id: batch.id, show, limit: 200 });
  return (await shop.read((ctx) => listImportRows(ctx, input))).items;
}

const problemsOf = (row: ImportRow | undefined) =>
  row?.problems.map(({ field, code, details }) => [field, code, details]);

/** Everything that is not history: what the lists and exports of the shop show. */
async function stateOf() {
  return shop.read(async (ctx) => {
    const { items } = await listProducts(ctx, ListProducts.parse({ limit: 200 }));
    const products = [];
    for (const { id } of items) {
      const product = await viewProduct(ctx, await getProductRow(ctx, id));
      products.push({ ...product, version: 0, updatedAt: "" });
    }
    const withoutVersion = (row: object) => ({ ...row, version: 0 });
    const { items: categories } = await listCategories(ctx, ListCategories.parse({}));
    const { items: customers } = await listCustomers(ctx, ListCustomers.parse({}));
    const { items: suppliers } = await listSuppliers(ctx, ListSuppliers.parse({}));
    return JSON.stringify({
      products,
      categories: categories.map(withoutVersion),
      customers: customers.map(withoutVersion),
      suppliers: suppliers.map(withoutVersion),
      stock: await getStockSummary(ctx, GetStockSummary.parse({})),
      value: await getValuation(ctx, GetValuation.parse({})),
    });
  });
}

const recover = (isAlone: boolean) =>
  recoverImports(shop.work, isAlone, (error) => {
    throw error;
  });

async function isClean(): Promise<boolean> {
  const { clean } = await shop.work.snapshot(shop.as("owner"), (ctx) => verifyDatabase(ctx));
  return clean;
}

function edit(batch: ImportBatch, row: number, cells: Edit["cells"]): Promise<ImportRow> {
  const input = EditImportRow.parse({ key: newId(), id: batch.id, row, cells });
  return shop.write((ctx) => editImportRow(ctx, input));
}

test("[I9] a preview shows what is new and what changes, and changes nothing", async () => {
  const before = await stateOf();
  const batch = await preview();
  expect(batch).toMatchObject({
    state: "preview",
    source: "other",
    kind: "products",
    rows: { new: 2, changed: 1, unchanged: 0, wrong: 0, ignored: 0, warned: 1 },
    stockMilli: pieces(59),
    retailMinor: 7 * 1200 + 40 * 320 + 12 * 80,
  });
  const [mug, tea, biscuits] = await rowsOf(batch);
  expect(mug).toMatchObject({
    row: 2,
    state: "new",
    before: null,
    after: { sku: "MUG", price: "12.00", cost: "4.50", stock: "7", category: "Kitchen > Cups" },
  });
  expect(tea).toMatchObject({
    state: "changed",
    before: { name: "Tea", price: "3.00", category: "", stock: "5" },
    after: { name: "Green tea", price: "3.20", category: "Food", stock: "40" },
  });
  expect(problemsOf(biscuits)).toEqual([["cost", "cost_unknown", {}]]);
  expect(await stateOf()).toBe(before);
});

test("[I9] import, undo, import again and undo again: the state of the shop is as before, byte by byte", async () => {
  const before = await stateOf();
  const first = await commitFile(shop, await preview());
  expect(first).toMatchObject({ state: "done", failed: 0 });
  const imported = await stateOf();
  expect(imported).not.toBe(before);
  const { items } = await shop.read((ctx) => listProducts(ctx, ListProducts.parse({})));
  expect(items.map(({ sku, onHandMilli }) => [sku, onHandMilli])).toEqual([
    ["MUG", pieces(7)],
    ["TEA", pieces(40)],
    ["P-0001", pieces(12)],
  ]);
  expect(await undoFile(shop, first)).toMatchObject({
    state: "undone",
    kept: 0,
    undoneBy: { name: "Olive Owner" },
  });
  expect(await stateOf()).toBe(before);
  const again = await preview();
  expect(again.rows).toMatchObject({ new: 0, changed: 3, wrong: 0 });
  await commitFile(shop, again);
  expect(await undoFile(shop, again)).toMatchObject({ state: "undone", kept: 0 });
  expect(await stateOf()).toBe(before);
  expect(await isClean()).toBe(true);
});

test("[I9] the same file again changes nothing", async () => {
  await commitFile(shop, await preview());
  expect((await preview()).rows).toMatchObject({ new: 0, changed: 0, unchanged: 3 });
});

test("[I9] what was used or changed since the import is kept and listed", async () => {
  const batch = await commitFile(shop, await preview());
  const { items } = await shop.read((ctx) => listProducts(ctx, ListProducts.parse({})));
  for (const { sku, id } of items) shop.products.set(sku, id);
  await sell(shop, [{ sku: "MUG", quantityMilli: pieces(1), unitPriceMinor: 1200 }]);
  const tea = items.find(({ sku }) => sku === "TEA");
  const { id, version } = tea ?? { id: "", version: 0 };
  await shop.write((ctx) =>
    updateProduct(ctx, UpdateProduct.parse({ key: newId(), id, version, priceMinor: 350 })),
  );
  shop.advance(1000);
  expect(await undoFile(shop, batch)).toMatchObject({ state: "undone", kept: 2 });
  shop.advance(1000);
  expect((await rowsOf(batch, "kept")).map((row) => [row.row, problemsOf(row)])).toEqual([
    [2, [["stock", "used_since_import", {}]]],
    [3, [["price", "changed_since_import", {}]]],
  ]);
  const now = await shop.read((ctx) => listProducts(ctx, ListProducts.parse({})));
  expect(
    now.items.map(({ sku, name, priceMinor, onHandMilli }) => [sku, name, priceMinor, onHandMilli]),
  ).toEqual([
    ["MUG", "Blue mug", 1200, pieces(6)],
    ["TEA", "Tea", 350, pieces(5)],
  ]);
  expect(await isClean()).toBe(true);
});

const WRONG = [
  "sku;name;ean;price;stock;tax",
  "A;Apple;5.90E+12;1,20;3;",
  "B;Bread;5901234123457;2,505;;",
  "B;Butter;5901234123457;2,50;-4;",
  "C;Cake;12345678905;3,00;1,5;No such tax",
].join("\n");

test("[I9] every reason is at its cell", async () => {
  const batch = await preview(WRONG);
  expect(batch.rows).toMatchObject({ new: 0, wrong: 4 });
  const found = (await rowsOf(batch, "wrong")).map((row) =>
    problemsOf(row)?.filter(([field]) => field !== "cost"),
  );
  expect(found).toEqual([
    [["barcodes", "barcode_rounded", {}]],
    [["price", "amount_not_whole", {}]],
    [
      ["stock", "stock_below_zero", {}],
      ["sku", "sku_twice", { row: 3 }],
      ["barcodes", "barcode_twice", { row: 3 }],
    ],
    [
      ["barcodes", "barcode_zeros_lost", { proposal: "012345678905" }],
      ["tax", "tax_unknown", { name: "No such tax" }],
      ["stock", "pieces_not_whole", {}],
    ],
  ]);
});

test("[I9] a row is corrected in place, and the rows with its SKU with it", async () => {
  const batch = await preview(WRONG);
  expect(
    await edit(batch, 3, [
      { field: "sku", text: "B2" },
      { field: "price", text: "2,50" },
      { field: "barcodes", text: "" },
    ]),
  ).toMatchObject({
    state: "new",
    after: { sku: "B2", price: "2.50" },
  });
  const [, , butter] = await rowsOf(batch);
  expect(butter).toMatchObject({ state: "new" });
  const now = await shop.read((ctx) => getImport(ctx, { id: batch.id }));
  expect(now.rows).toMatchObject({ new: 2, wrong: 2, warned: 3 });
});

test("[I9] wrong rows are imported only if they are skipped, and stay in the file of failed rows", async () => {
  const batch = await preview(WRONG.replace("5.90E+12", ""));
  const input = { key: newId(), id: batch.id, skipWrong: false };
  await expect(shop.write((ctx) => commitImport(ctx, input))).rejects.toMatchObject({
    reason: { code: "import_rows_wrong", details: { rows: 3 } },
  });
  expect(await commitFile(shop, batch, true)).toMatchObject({ state: "done", failed: 3 });
  expect((await rowsOf(batch, "failed")).map(({ row }) => row)).toEqual([3, 4, 5]);
});

test("[I9] options put zeros back and number SKUs, and say so at the cell", async () => {
  const batch = await preview(
    "sku,name,barcode,price\nA,One,12345678905,1\nA,Two,,2\n,Three,,3\n,Three,,4\n",
    {
      padBarcodes: true,
      numberSkus: true,
    },
  );
  expect(batch.rows).toMatchObject({ new: 4, warned: 3 });
  const rows = await rowsOf(batch);
  expect(rows.map(({ after }) => [after?.sku, after?.name, after?.barcodes])).toEqual([
    ["A", "One", "012345678905"],
    ["A-2", "Two", undefined],
    [undefined, "Three", undefined],
    [undefined, "Three-2", undefined],
  ]);
});

describe("[I9] nothing is half imported", () => {
  const LONG = `sku,name,price,stock\n${Array.from({ length: 130 }, (_, n) => `L${n},Line ${n},1.00,2`).join("\n")}`;

  /** Imports the first rows only, as if the process ended there. */
  async function begun(): Promise<ImportBatch> {
    const batch = await preview(LONG);
    await shop.write((ctx) => commitImport(ctx, { key: newId(), id: batch.id, skipWrong: false }));
    let writes = 0;
    const work: typeof shop.work = {
      ...shop.work,
      write: (who, fn) => {
        if (++writes === 3) throw new Error("the process ends here");
        return writes > 3 ? new Promise(() => undefined) : shop.work.write(who, fn);
      },
    };
    const dead = runCommit(work, shop.as("owner"), batch.id);
    await expect.poll(() => writes).toBeGreaterThan(3);
    void dead;
    return shop.read((ctx) => getImport(ctx, { id: batch.id }));
  }

  test("an import that the process did not survive is undone at the next start", async () => {
    const before = await stateOf();
    expect(await begun()).toMatchObject({ state: "committing", progress: 50 });
    expect(await recover(false)).toBe(0);
    expect(await recover(true)).toBe(1);
    expect(await stateOf()).toBe(before);
    expect(await isClean()).toBe(true);
    expect(await recover(true)).toBe(0);
  });

  test("an import that is cancelled is undone", async () => {
    const before = await stateOf();
    const batch = await begun();
    await shop.write((ctx) => cancelImport(ctx, { key: newId(), id: batch.id }));
    await runUndo(shop.work, shop.as("owner"), batch.id);
    expect(await shop.read((ctx) => getImport(ctx, { id: batch.id }))).toMatchObject({
      state: "cancelled",
      undoneBy: null,
    });
    expect(await stateOf()).toBe(before);
  });

  test("a row that the shop has changed since the preview undoes all, or fails alone", async () => {
    const before = await preview(LONG);
    await shop.addProduct("L120");
    const state = await stateOf();
    expect(await commitFile(shop, before)).toMatchObject({
      state: "failed",
      failure: "row_refused",
    });
    expect(await stateOf()).toBe(state);
    const other = await preview(LONG);
    const { items } = await shop.read((ctx) =>
      listProducts(ctx, ListProducts.parse({ search: "L120" })),
    );
    const { id, version } = items[0] ?? { id: "", version: 0 };
    await shop.write((ctx) =>
      updateProduct(ctx, UpdateProduct.parse({ key: newId(), id, version, name: "Mine" })),
    );
    expect(await commitFile(shop, other, true)).toMatchObject({ state: "done", failed: 1 });
    expect(
      (await rowsOf(other, "failed")).map((row) => [row.row, problemsOf(row)?.at(-1)]),
    ).toEqual([[122, [null, "changed_since_preview", {}]]]);
  });

  test("a file that cannot be read leaves no rows", async () => {
    const batch = await preview(`${LONG}\n${LONG}\nA,"never closed,1\n`);
    expect(batch).toMatchObject({ state: "failed", failure: "quote_not_closed", rows: { new: 0 } });
    expect(await rowsOf(batch)).toEqual([]);
  });
});

test("[I9] customers and suppliers are imported, found again, and undone", async () => {
  const before = await stateOf();
  const customers =
    "Customer name,Phone,E-mail\nAda,555 1,ada@example.com\nBob,555 2,not an address\n";
  const first = await previewFile(shop, files, files.add(customers));
  expect(first).toMatchObject({ kind: "customers", rows: { new: 1, wrong: 1 } });
  await commitFile(shop, first, true);
  const suppliers = "Supplier name,Terms,Email\nPotter,30,pots@example.com\n";
  const second = await previewFile(shop, files, files.add(suppliers));
  expect(second).toMatchObject({ kind: "suppliers", rows: { new: 1 } });
  await commitFile(shop, second);
  const changed = await previewFile(shop, files, files.add(customers.replace("555 1", "555 9")));
  expect((await rowsOf(changed, "changed"))[0]).toMatchObject({
    before: { phone: "555 1" },
    after: { phone: "555 9" },
  });
  await commitFile(shop, changed, true);
  for (const batch of [changed, second, first])
    expect(await undoFile(shop, batch)).toMatchObject({ state: "undone", kept: 0 });
  expect(await stateOf()).toBe(before);
});

test("[I9] what is wrong with customers and suppliers is said in their own words", async () => {
  const customers = await preview("Customer name,Phone\nAda,555 1\nAda,555 1\n");
  expect((await rowsOf(customers, "wrong")).map(problemsOf)).toEqual([
    [["name", "person_twice", { row: 2 }]],
  ]);
  const suppliers = await preview("Supplier name,Terms\nPotter,14 days\n");
  expect((await rowsOf(suppliers, "wrong")).map(problemsOf)).toEqual([
    [["termsDays", "days_not_a_number", {}]],
  ]);
});

test("[I9] stock of several locations goes to each of them", async () => {
  await shop.addLocation("Store room");
  const square = [
    "Token,Item Name,Variation Name,SKU,Price,Current Quantity Shop,Current Quantity Store room,Current Quantity Elsewhere",
    "T1,Mug,Regular,M1,4.00,3,8,99",
    "T1,,Large,M2,5.00,,2,",
  ].join("\n");
  const batch = await preview(square);
  expect(batch).toMatchObject({ source: "square", rows: { new: 2, wrong: 0 } });
  expect((await rowsOf(batch)).map(({ after }) => [after?.name, after?.stock])).toEqual([
    ["Mug", "3 @ Shop; 8 @ Store room"],
    ["Mug - Large", "2"],
  ]);
  await commitFile(shop, batch);
  const { items } = await shop.read((ctx) =>
    listProducts(ctx, ListProducts.parse({ search: "mug" })),
  );
  expect(items.map(({ name, onHandMilli }) => [name, onHandMilli])).toEqual([
    ["Mug", pieces(11)],
    ["Mug - Large", pieces(2)],
  ]);
});

test("[I9] the mapping of a file is remembered for files with the same headings", async () => {
  const headings = "Code,Long text,Amount";
  const file = files.add(`${headings}\nX1,Pencil,2.00\n`);
  const batch = await previewFile(shop, files, file, { options: { numberSkus: true } });
  expect(batch.rows.wrong).toBe(1);
  const rows = await shop.read((ctx) => ctx.db.select().from(ctx.t.importMapping));
  expect(rows).toMatchObject([{ kind: "products", options: { numberSkus: true } }]);
});
