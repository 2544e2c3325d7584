import { numberSigns } from "@daybook/contract/typed-number";
import { searchFold } from "@daybook/contract/fold";
import { milli } from "@daybook/contract/quantity";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import type { CatalogueQuery } from "./catalogue-query.ts";
import { CategoryTree } from "./category-tree.ts";
import { parseSearch } from "./parse-search.ts";
import { createSearchEngine } from "./search-rows.ts";
import { catalogueRow, idOf } from "./testing/catalogue-row.ts";

const TEA = { id: "tea", name: "Tea", hue: 0 };
const NORDHOF = { id: "nordhof", name: "Nordhof GmbH" };

const EUROS = { amounts: { exponent: 2, signs: numberSigns("en") } };
const UNTAXED = { [idOf(0)]: { inclusive: true, rates: [] } };

function engineWith(...rows: readonly Record<string, unknown>[]) {
  const engine = createSearchEngine(EUROS);
  engine.put(rows.map(catalogueRow));
  const names = (query: Partial<CatalogueQuery> | string) =>
    engine
      .search(typeof query === "string" ? { text: query } : { text: "", ...query })
      .rows.map((row) => row.name);
  const byCode = (code: string) => engine.findByCode(code).map((row) => row.name);
  return { engine, names, byCode };
}

describe("matches, best first", () => {
  const { engine, names, byCode } = engineWith(
    { sku: "MUG-01", name: "Blue mug", barcodes: ["00036000291452"], soldMilli: 3000 },
    { sku: "TOW-01", name: "Tea towel with mugs", soldMilli: 1000 },
    { sku: "MUG-02", name: "Mug, large", soldMilli: 1000 },
    { sku: "TEA-01", name: "Grüner Tee Großblatt", category: TEA, suppliers: [NORDHOF] },
    { sku: "SMUG", name: "Besmuggled", soldMilli: 9000 },
    { sku: "36", name: "Candle 36" },
  );

  test("[X1] codes that start with the text, names that do, words that do, then matches inside", () => {
    expect(names("mug")).toEqual(["Blue mug", "Mug, large", "Tea towel with mugs", "Besmuggled"]);
    expect(names("mug la")).toEqual(["Mug, large"]);
    expect(names("towel tea")).toEqual(["Tea towel with mugs"]);
  });

  test("a code matches exactly as a user or a scanner writes it", () => {
    for (const code of ["036000291452", "0036000291452", "]E00036000291452", "0 36000 29145 2"])
      expect(byCode(code)).toEqual(["Blue mug"]);
    expect(byCode("mug-02")).toEqual(["Mug, large"]);
    expect(byCode("036000291453")).toEqual([]);
    expect(names("036000291452")).toEqual(["Blue mug"]);
    expect(names("36")).toEqual(["Candle 36", "Blue mug"]);
    expect(names("0360")).toEqual(["Blue mug"]);
  });

  test("accents, case and ß are ignored", () => {
    expect(names("GRUNER grossblatt")).toEqual(["Grüner Tee Großblatt"]);
  });

  test("the category and the supplier are searched too", () => {
    expect(names("nordhof")).toEqual(["Grüner Tee Großblatt"]);
  });

  test("a typing mistake is tolerated only if nothing else matches", () => {
    expect(names("candel")).toEqual(["Candle 36"]);
    expect(names("towle")).toEqual(["Tea towel with mugs"]);
    expect(names("xyzzy")).toEqual([]);
  });

  test("no mistake is tolerated in a number or code", () => {
    expect(names("mug-03")).toEqual([]);
    expect(names("candel 36")).toEqual(["Candle 36"]);
    expect(names("candel 37")).toEqual([]);
  });

  test("a mistake in each word is tolerated, in any letters", () => {
    expect(names("tewel mgus")).toEqual(["Tea towel with mugs"]);
    expect(names("blue towle")).toEqual([]);
    expect(names("чайнек")).toEqual([]);
  });

  test("typing letter by letter finds the same as typing all at once", () => {
    for (const text of ["towel with", "besmug", "mug-0"])
      for (let length = 1; length <= text.length; length++) {
        const typed = names(text.slice(0, length));
        const { engine: fresh } = { engine: createSearchEngine(EUROS) };
        fresh.put(engine.rows());
        expect(fresh.search({ text: text.slice(0, length) }).rows.map((row) => row.name)).toEqual(
          typed,
        );
      }
  });
});

describe("a code matches a product only exactly", () => {
  test("[fault A1] a scan never finds a product whose code only looks similar", () => {
    const { byCode } = engineWith(
      { sku: "O-100", name: "Cheap" },
      { sku: "Ø-100", name: "Dear" },
      { sku: "É-2000", name: "Accent" },
    );
    expect([byCode("O-100"), byCode("o-100"), byCode("ø-100")]).toEqual([
      ["Cheap"],
      ["Cheap"],
      ["Dear"],
    ]);
    expect([byCode("E-2000"), byCode("É-2000"), byCode("Ö-100"), byCode("O100")]).toEqual([
      [],
      ["Accent"],
      [],
      [],
    ]);
  });

  test("[fault A12] invisible characters do not change a code", () => {
    const { byCode } = engineWith({ sku: "AB\u200b-1", name: "One", barcodes: ["tag-1"] });
    for (const code of ["ab-1", "ＡＢ-1", "AB\u20111", "TAG-1", "tag\u00ad-1", "'ab-1", "]C0TAG-1"])
      expect(byCode(code), code).toEqual(["One"]);
  });

  test("[fault A2] eight digits are tried as EAN-8 and as UPC-E", () => {
    const { byCode } = engineWith(
      { name: "Full", barcodes: ["00012345000065"] },
      { name: "Short", barcodes: ["00000001234558"] },
    );
    expect([byCode("01234565"), byCode("012345000058")]).toEqual([["Full"], ["Short"]]);
  });

  test("[fault A2] if two products have a code, both are found", () => {
    const { byCode, engine } = engineWith(
      { name: "Full", barcodes: ["00012345000065"] },
      { name: "Short", barcodes: ["00000001234565"] },
      { name: "Called so", sku: "01234565" },
      { name: "Kept apart", barcodes: ["00012345000065\u00012"] },
    );
    expect(byCode("01234565").toSorted()).toEqual(["Called so", "Full", "Kept apart", "Short"]);
    expect(byCode("012345000065")).toEqual(["Full", "Kept apart"]);
    engine.put(engine.findByCode("01234565").map((row) => ({ ...row, barcodes: [] })));
    expect(byCode("01234565")).toEqual(["Called so"]);
  });
});

describe("words", () => {
  const { names } = engineWith(
    { sku: "MILK-1", name: "Low Fat Milk" },
    { sku: "CUT-1", name: "Cut-Out Template", soldMilli: 9000 },
    { sku: "KF-1.2", name: "Café Crème, T-Shirt", barcodes: ["00036000291452"] },
    { sku: "IST", name: "İstanbul ΚΌΣΜΟΣ" },
    { sku: "LOW", name: "Scarce", stockState: "low" },
  );

  test("[fault A3] a plain word is a word and never a filter", () => {
    expect(names("low fat milk")).toEqual(["Low Fat Milk"]);
    expect(names("out cut")).toEqual(["Cut-Out Template"]);
    expect(names("cut-out")).toEqual(["Cut-Out Template"]);
    expect(names("is:low")).toEqual(["Scarce"]);
  });

  test("[fault A3] a product added by Enter has every typed word, or none is found", () => {
    const best = (text: string) => names({ text, everyWord: true });
    expect(best("milk low")).toEqual(["Low Fat Milk"]);
    for (const text of ["low fat butter", "mlik", "low is:out", "is:low", "", "%", "0001"])
      expect(best(text), text).toEqual([]);
    expect(best("MILK-1")).toEqual(["Low Fat Milk"]);
  });

  test("[fault A11] order, accents, punctuation and the case of any script are ignored", () => {
    for (const text of ["cafe creme", "creme café", "tshirt", "t-shirt", "kf12", "KF-1.2 creme"])
      expect(names(text), text).toEqual(["Café Crème, T-Shirt"]);
    for (const text of ["istanbul", "ISTANBUL", "κοσμος", "ΚΟΣ istanbul"])
      expect(names(text), text).toEqual(["İstanbul ΚΌΣΜΟΣ"]);
  });

  test("[fault A11] in lists by name, accents sort among their letters and 2 before 10", () => {
    const { names: listed } = engineWith(
      ...["zimt", "Äpfel", "Box 10", "apfel", "Box 2"].map((name) => ({ name })),
    );
    expect(listed({ sort: "name" })).toEqual(["Äpfel", "apfel", "Box 2", "Box 10", "zimt"]);
  });
});

describe("filters", () => {
  const { names } = engineWith(
    { name: "Assam", category: TEA, suppliers: [NORDHOF], priceMinor: 1050, stockState: "low" },
    { name: "Pot", priceMinor: 2500, stockState: "out", onHandMilli: 0, barcodes: ["x-1"] },
    { name: "Bag", priceMinor: 90, onHandMilli: 0, unitCostMinor: null },
    { name: "Old kettle", active: false },
    { name: "Advice", kind: "service", onHandMilli: 0, unitCostMinor: null },
  );

  test.each([
    ["is:low", ["Assam"]],
    ["is:OUT", ["Bag", "Pot"]],
    ["low", []],
    ["cat:te", ["Assam"]],
    ['sup:"nordhof g"', ["Assam"]],
    ["sup:nobody", []],
    ["price>10", ["Assam", "Pot"]],
    ["price<=0,9", ["Bag"]],
    ["price>10 pot", ["Pot"]],
    ["is:archived", ["Old kettle"]],
    ["kettle", []],
    ["kettle is:archived", ["Old kettle"]],
    ["price>dear", []],
    ["price<1,000", ["Advice", "Assam", "Bag", "Pot"]],
  ])("%s finds %j", (text, expected) => {
    expect(names({ text, sort: "name" })).toEqual(expected);
  });

  test.each([
    ["all", ["Advice", "Assam", "Bag", "Pot"]],
    ["low", ["Assam"]],
    ["out", ["Bag", "Pot"]],
    ["no_barcode", ["Advice", "Assam", "Bag"]],
    ["no_cost", ["Bag"]],
    ["inactive", ["Old kettle"]],
  ] as const)("the filter %s finds %j", (filter, expected) => {
    expect(names({ filter, sort: "name" })).toEqual(expected);
  });

  test("a category includes the categories inside it, at any depth", () => {
    const categories = new CategoryTree();
    const tree = createSearchEngine({ ...EUROS, categories });
    const inside = (id: string) => catalogueRow({ name: id, category: { id, name: id, hue: 0 } });
    tree.put([inside("green"), inside("drinks"), inside("tools"), catalogueRow({ name: "none" })]);
    categories.set({ green: "tea", tea: "drinks", drinks: null, tools: null });
    const found = (categoryId: string) =>
      tree.search({ text: "", categoryId, sort: "name" }).rows.map((row) => row.name);
    expect(found("drinks")).toEqual(["drinks", "green"]);
    expect(found("tea")).toEqual(["green"]);
    expect(found("tools")).toEqual(["tools"]);
  });

  test("a category and a supplier filter any search", () => {
    expect(names({ categoryId: "tea" })).toEqual(["Assam"]);
    expect(names({ text: "pot", supplierId: "nordhof" })).toEqual([]);
  });
});

describe("the sort order", () => {
  const back = idOf(7);
  const { engine, names } = engineWith(
    { sku: "c", name: "Apple", priceMinor: 300, onHandMilli: 1000, soldMilli: 1000 },
    {
      sku: "a",
      name: "äpfel",
      priceMinor: 100,
      onHandMilli: 9000,
      stock: [{ locationId: back, onHandMilli: 9000 }],
      updatedAt: "2026-03-03T10:00:00.000Z",
      unitCostMinor: 90,
    },
    { sku: "B", name: "Zimt", priceMinor: 200, onHandMilli: 4000, soldMilli: 5000 },
    { sku: "d", name: "Kilo", priceMinor: 250, basisMilli: 100, unitCostMinor: null },
  );

  test.each([
    ["best", ["Zimt", "Apple", "äpfel", "Kilo"]],
    ["name", ["äpfel", "Apple", "Kilo", "Zimt"]],
    ["sku", ["äpfel", "Zimt", "Apple", "Kilo"]],
    ["price", ["äpfel", "Zimt", "Apple", "Kilo"]],
    ["onHand", ["Apple", "Zimt", "Kilo", "äpfel"]],
    ["updated", ["Apple", "Kilo", "Zimt", "äpfel"]],
    ["margin", ["Kilo", "Zimt", "Apple", "äpfel"]],
  ] as const)("by %s is %j", (sort, expected) => {
    expect(names({ sort, taxes: UNTAXED })).toEqual(expected);
    if (sort !== "best")
      expect(names({ sort, taxes: UNTAXED, descending: true })).toEqual(expected.toReversed());
  });

  test("by stock can be that of one location", () => {
    expect(names({ sort: "onHand", locationIds: [back], descending: true })[0]).toBe("äpfel");
    expect(names({ filter: "out", locationIds: [back], sort: "name" })).toEqual([
      "Apple",
      "Kilo",
      "Zimt",
    ]);
  });

  test("is paged, with the total next to the rows", () => {
    const { rows, total } = engine.search({ text: "", sort: "name", offset: 1, limit: 2 });
    expect(rows.map((row) => row.name)).toEqual(["Apple", "Kilo"]);
    expect(total).toBe(4);
  });
});

describe("a change", () => {
  test("moves a product in every order and under its new name and code, and no other", () => {
    const before = catalogueRow({ sku: "OLD", name: "Old name", barcodes: ["code-1"] });
    const { engine, names, byCode } = engineWith(before, { name: "Middle", soldMilli: 1000 });
    expect(names("old")).toEqual(["Old name"]);
    engine.put([
      {
        ...before,
        sku: "NEW",
        name: "New name",
        barcodes: ["code-2"],
        soldMilli: before.basisMilli,
      },
      catalogueRow({ name: "Newcomer", soldMilli: 9000 }),
    ]);
    expect(engine.count()).toBe(3);
    expect(names("old")).toEqual([]);
    expect(names("new")).toEqual(["New name", "Newcomer"]);
    expect(names({ sort: "best" })).toEqual(["Newcomer", "Middle", "New name"]);
    expect(byCode("code-1")).toEqual([]);
    expect(byCode("old")).toEqual([]);
    expect(byCode("code-2")).toEqual(["New name"]);
    expect(engine.get(before.id)?.name).toBe("New name");
  });

  test("a code moved from one product to another belongs to the other", () => {
    const one = catalogueRow({ name: "One", barcodes: ["code"] });
    const other = catalogueRow({ name: "Other" });
    const { engine, byCode } = engineWith(one, other);
    engine.put([
      { ...other, barcodes: ["code"] },
      { ...one, barcodes: [] },
    ]);
    expect(byCode("code")).toEqual(["Other"]);
  });
});

test("a prefix shared by all numbers of the shop does not hide the names", () => {
  const many = Array.from({ length: 3000 }, (_, index) => ({
    sku: `SKU-${index}`,
    name: index === 2999 ? "Skewer" : `Thing ${index}`,
  }));
  const { engine, names } = engineWith(...many);
  expect(names("sk")[0]).toBe("Skewer");
  expect(engine.search({ text: "sk" }).total).toBe(2000);
});

describe("in a large shop", () => {
  const many = Array.from({ length: 9000 }, (_, index) => ({
    sku: `N${index}`,
    name: index === 8999 ? "Rare teapot thing" : `Thing ${index % 7 === 0 ? "of tea" : "of tin"}`,
    soldMilli: 9000 - index,
  }));
  const { engine, names } = engineWith(...many);

  test("the product that sells least is found as well as the one that sells best", () => {
    expect(names("teapot")).toEqual(["Rare teapot thing"]);
    expect(names("thing rare")).toEqual(["Rare teapot thing"]);
    expect(names("tepot")).toEqual(["Rare teapot thing"]);
    expect(engine.search({ text: "tea" }).total).toBe(1287);
    expect(engine.search({ text: "t" }).total).toBe(2000);
  });

  test("each letter finds the same as typing all at once, forwards, backwards and after a sale", () => {
    const text = "thing tea r";
    const lengths = [...Array(text.length).keys()].map((index) => index + 1);
    const found = (from: typeof engine, length: number) =>
      from.search({ text: text.slice(0, length), limit: 3000 }).rows.map(({ id }) => id);
    const compare = () => {
      const atOnce = lengths.map((length) => {
        const fresh = createSearchEngine(EUROS);
        fresh.put(engine.rows());
        return { length, ids: found(fresh, length) };
      });
      for (const { length, ids } of [...atOnce, ...atOnce.toReversed()])
        expect(found(engine, length)).toEqual(ids);
    };
    compare();
    const [row] = engine.search({ text: "teapot" }).rows;
    if (row === undefined) throw new Error("it was found a moment ago");
    engine.put([{ ...row, soldMilli: milli(20_000_000) }]);
    compare();
    expect(names("tea")[0]).toBe("Rare teapot thing");
  });
});

const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 });
const code = fc.stringMatching(/^[A-Za-z0-9-]{3,12}$/).filter((one) => !/^\d+$/.test(one));
const shop = fc.uniqueArray(
  fc.record({ sku: code, name: text, barcode: code, soldMilli: fc.nat(9) }),
  { selector: (row) => row.sku.toLowerCase(), maxLength: 30, minLength: 1 },
);

test("[X1] every product is found by its SKU, its barcode and its whole name", () => {
  fc.assert(
    fc.property(shop, (made) => {
      const rows: CatalogueRow[] = made.map(({ barcode, ...row }, index) =>
        catalogueRow({ ...row, barcodes: [`${barcode}/${index}`] }),
      );
      const { engine } = engineWith(...rows);
      for (const row of rows) {
        expect(engine.findByCode(row.sku)).toEqual([row]);
        expect(engine.findByCode(row.barcodes[0] ?? "")).toEqual([row]);
        expect(engine.search({ text: row.sku, limit: 100 }).rows[0]?.id).toBe(row.id);
        // A name of marks and spaces alone is no text to search by.
        if (searchFold(row.name) === "" || parseSearch(row.name, EUROS.amounts).demands !== null)
          continue;
        const found = engine.search({ text: row.name, limit: 100 }).rows.map(({ id }) => id);
        expect(found).toContain(row.id);
      }
    }),
    { numRuns: 200 },
  );
});
