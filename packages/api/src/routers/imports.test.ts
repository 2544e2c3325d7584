import { beforeEach, expect, onTestFinished, test } from "vitest";
import { newId } from "@daybook/contract/uuid";
import { createTestShop } from "@daybook/core/testing/create-test-shop";
import type { TestShop } from "@daybook/core/testing/create-test-shop";
import { procedures, restRequest, routeOf, textOf } from "../testing/call.ts";
import { callerAs, contextAs, TEST_FILES } from "../testing/create-test-caller.ts";

const OWN_HISTORY = /^(movements|sales|reports\.audit|tills|drawers|imports|cardPayments)/;

let shop: TestShop;
let owner: ReturnType<typeof callerAs>;
beforeEach(async () => {
  shop = await createTestShop().withProduct("TEA", { priceMinor: 300 });
  owner = callerAs(shop, "owner");
  onTestFinished(() => shop.close());
});

async function exportOf(name: string, input: Record<string, unknown>): Promise<string> {
  const request = restRequest(contextAs(shop, "owner"), name, { ...input, format: "csv" });
  const { status, body } = await routeOf(name).handle(request);
  expect(status).toBe(200);
  return typeof body === "string" ? body : textOf(body);
}

/** Every list and report of the shop's state as a CSV file. */
async function exports(): Promise<string[]> {
  const lists = procedures.filter(
    ({ name, meta }) => meta.rest?.csv !== undefined && !OWN_HISTORY.test(name),
  );
  const days = { from: "2026-03-01", to: "2026-03-05" };
  const files: string[] = [];
  for (const { name } of lists)
    files.push(await exportOf(name, name.startsWith("reports.sales") ? days : {}));
  expect(files.length).toBeGreaterThan(5);
  return files;
}

async function start(text: string) {
  const file = TEST_FILES.add(text);
  const { columns, kind, source, options } = await owner.imports.look({ file });
  return owner.imports.start({
    key: newId(),
    file,
    fileName: "a.csv",
    kind,
    source,
    columns,
    options,
  });
}

test("[I9] every export is byte-equal after import and undo, twice", async () => {
  const before = await exports();
  for (let round = 0; round < 2; round++) {
    const { id } = await start(
      "sku,name,price,stock,cost,category\nTEA,Green tea,3.50,5,1,Food\nMUG,Mug,9,2,4,Shop\n",
    );
    await owner.imports.commit({ key: newId(), id });
    expect(await owner.imports.get({ id })).toMatchObject({ state: "done", failed: 0 });
    expect(await exports()).not.toEqual(before);
    await owner.imports.undo({ key: newId(), id });
    expect(await owner.imports.get({ id })).toMatchObject({ state: "undone", kept: 0 });
    expect(await exports()).toEqual(before);
  }
});

test("[I9] rows that were not imported are a file with reasons, which is recognized after it is corrected", async () => {
  const { id } = await start("sku,name,price\nA,=1+1,much\nB,Bread,2.50\n");
  await owner.imports.commit({ key: newId(), id, skipWrong: true });
  const failed = await exportOf("imports.rows", { id, show: "failed" });
  expect(failed).toContain(`"'=1+1"`);
  expect(failed).toContain('"This value is not valid."');
  const file = TEST_FILES.add(failed.replace('"much"', '"1.20"'));
  expect(await owner.imports.look({ file })).toMatchObject({ source: "daybook", kind: "products" });
  const second = await start(failed.replace('"much"', '"1.20"'));
  const { items } = await owner.imports.rows({ id: second.id });
  expect(items).toMatchObject([
    { state: "new", values: { sku: "A", name: "=1+1", price: "1.20" } },
  ]);
});

test("[I9] a corrected row is shown as it was corrected", async () => {
  const { id } = await start("sku,name,price\nA,Apple,much\n");
  const cells = [{ field: "price" as const, text: "1.20" }];
  const row = await owner.imports.editRow({ key: newId(), id, row: 2, cells });
  expect(row).toMatchObject({ state: "new", values: { price: "1.20" }, problems: [] });
  expect((await owner.imports.rows({ id })).items).toEqual([row]);
});
