/** For tests: imports of a populated shop in each of their states. */
import { newId } from "@daybook/contract/uuid";
import { TEST_FILES } from "./create-test-caller.ts";
import type { callerAs } from "./create-test-caller.ts";

type Owner = ReturnType<typeof callerAs>;

const mapping = {
  kind: "products" as const,
  source: "other" as const,
  columns: [
    { column: 0, field: "sku" as const },
    { column: 1, field: "name" as const },
    { column: 2, field: "price" as const },
  ],
};

const OPTIONS = {
  locationId: null,
  decimalMark: "comma" as const,
  numberSkus: true,
  padBarcodes: true,
  dateOrder: "dmy" as const,
};

/** Starts an import of one product; each call imports another one. */
export async function previewOf(owner: Owner, sku: string, price = "2.50") {
  const file = TEST_FILES.add(`sku,name,price\n${sku},Imported ${sku},${price}\n`);
  return owner.imports.start({ key: newId(), file, fileName: `${sku}.csv`, ...mapping });
}

/** One import each to correct, to import, to cancel and to undo. */
export async function withImports(owner: Owner) {
  const toUndo = await previewOf(owner, "UNDO");
  await owner.imports.commit({ key: newId(), id: toUndo.id });
  return {
    file: TEST_FILES.add("sku,name,price\nNEW,New product,2.50\n"),
    toEdit: await previewOf(owner, "EDIT"),
    toCommit: await previewOf(owner, "COMMIT"),
    toCancel: await previewOf(owner, "CANCEL"),
    toUndo,
    toDate: await previewOf(owner, "DATES"),
    pastSale: await withPastSale(owner),
  };
}

/** Imports one sale of a former system. */
async function withPastSale(owner: Owner) {
  const file = TEST_FILES.add("number,date,sku,name,price\nA-1,2026-01-31,OLD,Old goods,2.50\n");
  const fields = ["number", "date", "sku", "name", "price"] as const;
  const batch = await owner.imports.start({
    key: newId(),
    file,
    fileName: "sales.csv",
    kind: "past_sales",
    source: "other",
    columns: fields.map((field, column) => ({ column, field })),
  });
  await owner.imports.commit({ key: newId(), id: batch.id });
  const { items } = await owner.pastSales.list({ importId: batch.id });
  return { importId: batch.id, id: items[0]?.id ?? "" };
}

type Imports = Awaited<ReturnType<typeof withImports>>;

export function importInputs({
  file,
  toEdit,
  toCommit,
  toCancel,
  toUndo,
  toDate,
  pastSale,
}: Imports) {
  return {
    "imports.list": {},
    "imports.get": { id: toEdit.id },
    "imports.rows": { id: toEdit.id },
    "imports.row": { id: toEdit.id, row: 2 },
    "imports.look": { file },
    "imports.start": { key: newId(), file, fileName: "new.csv", ...mapping, options: OPTIONS },
    "imports.editRow": {
      key: newId(),
      id: toEdit.id,
      row: 2,
      cells: [{ field: "name" as const, text: "Corrected name" }],
    },
    "imports.setDates": { key: newId(), id: toDate.id, dateOrder: "mdy" as const },
    "pastSales.list": { importId: pastSale.importId },
    "pastSales.get": { id: pastSale.id },
    "imports.commit": { key: newId(), id: toCommit.id },
    "imports.cancel": { key: newId(), id: toCancel.id },
    "imports.undo": { key: newId(), id: toUndo.id },
  };
}
