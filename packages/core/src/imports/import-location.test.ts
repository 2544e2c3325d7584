/** The location that was chosen for the stock or the sales of a file. */
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { ListImportRows, LookAtImportFile } from "@daybook/contract/imports";
import { LocationState } from "@daybook/contract/locations";
import { newId } from "@daybook/contract/uuid";
import { deactivateLocation, getLocation } from "../locations/locations.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { commitFile, FilesInMemory, previewFile } from "../testing/import-files.ts";
import { listImportRows } from "./imports.ts";
import { lookAtFile } from "./look-at-file.ts";

let shop: TestShop;
let files: FilesInMemory;
beforeEach(async () => {
  shop = await createTestShop().withLocation("Store room");
  files = new FilesInMemory();
  onTestFinished(() => shop.close());
});

async function deactivate(): Promise<void> {
  const { id, version } = await shop.read((ctx) =>
    getLocation(ctx, { id: shop.locationId("Store room") }),
  );
  const state = LocationState.parse({ key: newId(), id, version });
  await shop.write((ctx) => deactivateLocation(ctx, state));
}

test.each([
  ["products", "stock", "sku,name,price,stock\nMUG,Mug,9.00,3\n"],
  ["past sales", null, "number,date,sku,name,amount\n1,2025-12-01,MUG,Mug,9.00\n"],
])(
  "[I9] %s of a location that is deactivated after the preview go nowhere else",
  async (_kind, field, text) => {
    const options = { locationId: shop.locationId("Store room") };
    const file = files.add(text);
    const batch = await previewFile(shop, files, file, { options });
    expect(batch).toMatchObject({ state: "preview", rows: { new: 1, wrong: 0 } });
    await deactivate();
    expect(await commitFile(shop, batch)).toMatchObject({ state: "failed" });
    const again = await previewFile(shop, files, file, { options });
    expect(again).toMatchObject({ rows: { new: 0, wrong: 1 } });
    const input = ListImportRows.parse({ id: again.id });
    const { items } = await shop.read((ctx) => listImportRows(ctx, input));
    expect(items[0]?.problems).toContainEqual({
      field,
      severity: "error",
      code: "import_location_gone",
      details: {},
    });
    // Nor is it proposed for the next file with these headings.
    const head = await files.reader.head(file, null);
    const look = LookAtImportFile.parse({ file });
    const shown = await shop.read((ctx) => lookAtFile(ctx, look, head));
    expect(shown).toMatchObject({ remembered: true, options: { locationId: null } });
  },
);
