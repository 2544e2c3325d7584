import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CatalogueRow } from "./catalogue.ts";
import {
  catalogueFoot,
  catalogueHead,
  catalogueLine,
  readCatalogueFile,
  readCatalogueLine,
} from "./catalogue-file.ts";
import { ProductKind, UnitCode } from "./units.ts";

const count = fc.integer({ min: -9e15, max: 9e15 });
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value);
const id = fc.nat(5).map((number) => `01900000-0000-7000-8000-00000000000${number}`);
const name = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("rows", "0", "__proto__"));
const named = fc.record({ id, name });

const row = fc
  .record({
    id,
    sku: name,
    name,
    category: orNull(fc.record({ id, name, hue: fc.nat(7) })),
    picture: orNull(fc.constantFrom("0", "a").map((digit) => digit.repeat(64))),
    suppliers: fc.array(named, { maxLength: 3 }),
    unit: fc.constantFrom(...UnitCode.options),
    quantityStepMilli: count,
    kind: fc.constantFrom(...ProductKind.options),
    askPrice: fc.boolean(),
    ageLimit: fc.option(fc.integer({ min: 1, max: 99 })),
    stopReason: fc.string(),
    depositId: fc.option(id),
    taxClassId: id,
    priceMinor: count,
    basisMilli: count,
    barcodes: fc.array(name, { maxLength: 3 }),
    stock: fc.array(fc.record({ locationId: id, onHandMilli: count }), { maxLength: 3 }),
    onHandMilli: count,
    reorderPointMilli: orNull(count),
    stockState: fc.constantFrom("ok", "low", "out"),
    unitCostMinor: orNull(count),
    lastCost: orNull(fc.record({ quantityMilli: count, costMinor: count })),
    soldMilli: count,
    active: fc.boolean(),
    version: count,
    updatedAt: fc
      .date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
      .map((at) => at.toISOString()),
  })
  .map((fields) => CatalogueRow.parse(fields));

async function* linesOf(...texts: string[]): AsyncGenerator<string> {
  yield* texts.join("").split("\n").slice(0, -1);
}

async function read(lines: AsyncIterable<string>): Promise<[number, CatalogueRow[]][]> {
  const parts: [number, CatalogueRow[]][] = [];
  for await (const { seq, rows } of readCatalogueFile(lines)) parts.push([seq, [...rows]]);
  return parts;
}

describe("the file of the catalogue", () => {
  test("[X1] returns every row unchanged", () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), (rows) => {
        const line = catalogueLine(rows);
        expect(line.indexOf("\n")).toBe(line.length - 1);
        expect(readCatalogueLine(line)).toEqual(rows);
      }),
    );
  });

  test("is read line by line, each with the seq of the whole file", async () => {
    const [one, other] = fc.sample(fc.array(row, { minLength: 2, maxLength: 2 }), 2);
    if (one === undefined || other === undefined) throw new Error("two samples were asked for");
    const texts = [catalogueHead(7), catalogueLine(one), catalogueLine(other), catalogueFoot(4)];
    expect(await read(linesOf(...texts))).toEqual([
      [7, []],
      [7, one],
      [7, other],
    ]);
    expect(await read(linesOf(catalogueHead(0), catalogueFoot(0)))).toEqual([[0, []]]);
  });

  test("is refused if it is truncated, lacks rows or has another format", async () => {
    const line = catalogueLine(fc.sample(row, 3));
    await expect(read(linesOf(catalogueHead(7), line))).rejects.toThrow("broke off");
    await expect(read(linesOf(catalogueHead(7), line, catalogueFoot(4)))).rejects.toThrow(
      "4 products were sent, 3 arrived",
    );
    await expect(read(linesOf('{"format":1,"seq":7}\n', catalogueFoot(0)))).rejects.toThrow(
      "another format",
    );
  });
});
