import { GetCataloguePage } from "@daybook/contract/catalogue";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { readCatalogueFile, ROWS_PER_LINE } from "@daybook/contract/catalogue-file";
import { UpdateProduct } from "@daybook/contract/products";
import { pieces } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { sell } from "../testing/trade.ts";
import { getCatalogueChanges } from "./catalogue-changes.ts";
import { getCataloguePage } from "./catalogue.ts";
import { createPackedCatalogue } from "./packed-catalogue.ts";
import type { PackedCatalogue } from "./packed-catalogue.ts";
import { updateProduct } from "../products/update-product.ts";

interface Read {
  readonly seq: number;
  readonly rows: readonly CatalogueRow[];
}

/** Reads the file to its end, doing something after every line of it; null where there is no new one. */
async function read(
  packed: PackedCatalogue,
  afterLine: () => Promise<unknown> = () => Promise.resolve(),
): Promise<Read | null> {
  const lines = await packed.refresh();
  if (lines === null) return null;
  async function* single() {
    for await (const text of lines ?? []) {
      yield* text.split("\n").slice(0, -1);
      await afterLine();
    }
  }
  const rows: CatalogueRow[] = [];
  let seq = -1;
  for await (const part of readCatalogueFile(single())) {
    seq = part.seq;
    rows.push(...part.rows);
  }
  return { seq, rows };
}

const page = (shop: TestShop) =>
  shop.read((ctx) => getCataloguePage(ctx, GetCataloguePage.parse({})));

/** What a browser has that read the file and then asked for what changed since. */
async function followed(shop: TestShop, { seq, rows }: Read): Promise<Map<string, CatalogueRow>> {
  const { items, complete } = await shop.read((ctx) => getCatalogueChanges(ctx, { after: seq }));
  expect(complete).toBe(true);
  return new Map([...rows, ...items].map((row) => [row.sku, row]));
}

const rename = (shop: TestShop, sku: string, version: number, name: string) =>
  shop.write((ctx) =>
    updateProduct(
      ctx,
      UpdateProduct.parse({ key: newId(), id: shop.productId(sku), version, name }),
    ),
  );

describe("the packed catalogue", () => {
  test("[X1] has the rows of the pages, one for one, and their seq", async () => {
    const shop = await createTestShop()
      .withProduct("TEA", { onHandMilli: pieces(5), costMinor: 1000 })
      .withProduct("MUG")
      .withProduct("HOUR", { input: { kind: "service", unit: "h" } });
    await sell(shop, [{ sku: "TEA", quantityMilli: pieces(2) }]);
    const { items, seq } = await page(shop);
    for (const pageSize of [1, 2, 3, 2000])
      expect(await read(createPackedCatalogue(shop.work, { costs: true, pageSize }))).toEqual({
        seq,
        rows: items,
      });
  });

  test("is built once, and again only after a change", async () => {
    const shop = await createTestShop().withProduct("TEA").withProduct("MUG");
    const packed = createPackedCatalogue(shop.work, { costs: true });
    await read(packed);
    expect(await read(packed)).toBeNull();
    await rename(shop, "TEA", 1, "Green tea");
    await shop.addProduct("CUP");
    const { items, seq } = await page(shop);
    expect(await read(packed)).toEqual({ seq, rows: items });
    expect(items.map((row) => row.name)).toEqual(["Green tea", "MUG", "CUP"]);
    expect(await read(packed)).toBeNull();
  });

  test("is rebuilt if the changes do not name their rows, and on another day", async () => {
    const shop = await createTestShop().withProduct("TEA", {
      onHandMilli: pieces(5),
      costMinor: 1000,
    });
    await sell(shop, [{ sku: "TEA", quantityMilli: pieces(2) }]);
    const packed = createPackedCatalogue(shop.work, { costs: true });
    await read(packed);
    await shop.write(async (ctx) => ctx.changed("products"));
    const { seq } = await page(shop);
    expect(await read(packed)).toMatchObject({ seq, rows: [{ soldMilli: 2000 }] });
    expect(await read(packed)).toBeNull();
    shop.advance(40 * 24 * 3600_000);
    expect(await read(packed)).toMatchObject({ rows: [{ soldMilli: 0 }] });
  });

  test("that was not read to its end is not taken for a complete copy", async () => {
    const shop = await createTestShop().withProduct("TEA");
    const packed = createPackedCatalogue(shop.work, { costs: true });
    for await (const _first of (await packed.refresh()) ?? []) break;
    expect((await read(packed))?.rows).toHaveLength(1);
  });

  test("[X2] loses no change that is made while it is read", async () => {
    const shop = await createTestShop().withProduct("TEA", {
      onHandMilli: pieces(500),
      costMinor: 1000,
    });
    let version = 1;
    const make: Readonly<Record<string, () => Promise<unknown>>> = {
      nothing: async () => undefined,
      rename: () => rename(shop, "TEA", version, `Tea ${version++}`),
      sell: () => sell(shop, [{ sku: "TEA", quantityMilli: pieces(1) }]),
      add: () => shop.addProduct(`NEW ${newId()}`),
    };
    const change = fc.constantFrom(...Object.keys(make));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 8 }), async (changes) => {
        const left = [...changes];
        const packed = createPackedCatalogue(shop.work, { costs: true, pageSize: 2 });
        for (let round = 0; round < 3; round++) {
          const file = await read(packed, async () => make[left.shift() ?? "nothing"]?.());
          if (file === null) continue;
          const { items } = await page(shop);
          expect(await followed(shop, file)).toEqual(new Map(items.map((row) => [row.sku, row])));
        }
      }),
      { numRuns: 8 },
    );
  });

  test("fills its last line before it starts another", async () => {
    const shop = await createTestShop().withProduct("P-0");
    const packed = createPackedCatalogue(shop.work, { costs: true });
    await read(packed);
    for (let number = 1; number < 4; number++) {
      await shop.addProduct(`P-${number}`);
      const lines: string[] = [];
      for await (const line of (await packed.refresh()) ?? []) lines.push(line);
      expect(lines).toHaveLength(3);
      expect(lines.at(-1)).toBe(`{"rows":${number + 1}}\n`);
    }
    expect(ROWS_PER_LINE).toBeGreaterThan(4);
  });
});
