import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { assert, describe, expect, test } from "vitest";
import {
  barcodeReadings,
  checkDigit,
  expandUpcE,
  isValidGtin,
  normalizeBarcode,
  otherReadingsOf,
  readCode,
  validateGtin,
} from "./gtin.ts";
import { sharedData, sharedJson } from "./testing/shared-data.ts";
import { workedExample } from "./testing/worked-example.ts";

interface CheckDigitVector {
  readonly code: string;
  readonly valid: boolean;
  readonly kind: string;
}

interface ExpectedBarcodes {
  readonly rows: number;
  readonly by_kind: Record<string, number>;
}

const vectors = sharedJson<CheckDigitVector[]>("barcodes/check_digit_vectors.json");
const expectedBarcodes = sharedJson<Record<string, ExpectedBarcodes>>(
  "barcodes/expected_barcodes.json",
);

test("[C9] a check digit is computed from the right, for any length", () => {
  expect(["629104150021", "7351353", "03600029145", "1234567890123", "0"].map(checkDigit)).toEqual([
    "3",
    "7",
    "2",
    "1",
    "0",
  ]);
  expect(() => checkDigit("")).toThrow(RangeError);
  expect(() => checkDigit("12a")).toThrow(RangeError);
});

test("a code with spaces, letters or another length is not a GTIN", () => {
  expect(["7351353 7", "12345678901", "", "750103AAAA309", "٧٣٥١٣٥٣٧"].filter(isValidGtin)).toEqual(
    [],
  );
  expect(isValidGtin("73513537")).toBe(true);
});

describe("worked examples", () => {
  const valid = workedExample<string[], unknown>("gtin-1");
  test.skipIf(valid === null)(
    "[C9] worked example gtin-1: every code is valid, with its hyphens",
    () => {
      assert(valid !== null);
      expect(valid.input.map(validateGtin)).toEqual(valid.input.map(() => null));
    },
  );

  const invalid = workedExample<string[], { reasons: string[] }>("gtin-2");
  test.skipIf(invalid === null)(
    "[C9] worked example gtin-2: every code is invalid for its own reason",
    () => {
      assert(invalid !== null);
      expect(invalid.input.map(validateGtin)).toEqual(invalid.expected.reasons);
    },
  );

  const body = workedExample<
    { without_check_digit: string },
    { check_digit: string; full: string }
  >("gtin-3");
  test.skipIf(body === null)(
    "[C9] worked example gtin-3: the check digit completes the code",
    () => {
      assert(body !== null);
      const digit = checkDigit(body.input.without_check_digit);
      expect(digit).toBe(body.expected.check_digit);
      expect(normalizeBarcode(body.input.without_check_digit + digit)).toEqual({
        code: `0${body.expected.full}`,
        symbology: "ean13",
      });
    },
  );
});

const kinds = {
  "valid 12": 19,
  "valid 13": 44,
  "bad check digit 12": 33,
  "bad check digit 13": 75,
};
for (const [kind, count] of Object.entries(kinds)) {
  test.skipIf(vectors === null)(`[C9] check digit vectors: ${count} codes "${kind}"`, () => {
    assert(vectors !== null);
    const ofKind = vectors.filter((vector) => vector.kind === kind);
    expect(ofKind).toHaveLength(count);
    expect(vectors).toHaveLength(171);
    for (const { code, valid } of ofKind) {
      expect(isValidGtin(code), code).toBe(valid);
      const symbology = code.length === 12 ? "upca" : "ean13";
      const expected = valid
        ? { code: code.padStart(14, "0"), symbology }
        : { code, symbology: "own" };
      expect(normalizeBarcode(code), code).toEqual(expected);
    }
  });
}

test("[C9] UPC-A, EAN-13 with a leading zero and GTIN-14 with two are the same code, with any spaces", () => {
  const spellings = ["036000291452", "0036000291452", "00036000291452", " 0-36000-29145-2 "].map(
    normalizeBarcode,
  );
  expect(new Set(spellings.map((spelling) => spelling?.code))).toEqual(new Set(["00036000291452"]));
  expect(spellings.map((spelling) => spelling?.symbology)).toEqual([
    "upca",
    "ean13",
    "gtin14",
    "upca",
  ]);
});

test("[C9] a UPC-E and the UPC-A it abbreviates are the same code, in each of the five forms", () => {
  const pairs = {
    "01234505": "012000003455",
    "01234514": "012100003454",
    "01234523": "012200003453",
    "01234531": "012300000451",
    "01234543": "012340000053",
    "01234558": "012345000058",
    "01234596": "012345000096",
    "11234502": "112000003452",
    "04252614": "042100005264",
  };
  for (const [upcE, upcA] of Object.entries(pairs)) {
    expect(expandUpcE(upcE), upcE).toBe(upcA);
    expect(isValidGtin(upcA), upcA).toBe(true);
  }
  expect(normalizeBarcode("01234505")).toEqual({ code: "00012000003455", symbology: "upce" });
});

test("[C9] a UPC-E with another number system, length or check digit cannot be expanded", () => {
  expect(["21234505", "0123450", "012345050", "0123450x", "01234506"].map(expandUpcE)).toEqual(
    Array(5).fill(null),
  );
});

test("[C9] eight digits are an EAN-8 first, a UPC-E second, and else a code of the shop's own", () => {
  expect(normalizeBarcode("73513537")).toEqual({ code: "00000073513537", symbology: "ean8" });
  // Right in both readings: as EAN-8, and as UPC-E for 0 00000 00000 0.
  expect(expandUpcE("00000000")).toBe("000000000000");
  expect(normalizeBarcode("00000000")).toEqual({ code: "00000000000000", symbology: "ean8" });
  expect(normalizeBarcode("00002220")).toEqual({ code: "00000200000220", symbology: "upce" });
  expect(normalizeBarcode("00012444")).toEqual({ code: "00012444", symbology: "own" });
});

test("[C9] a code of the shop's own is kept as typed, except for case and surrounding spaces", () => {
  for (const code of [
    "MUG-RED 01",
    "12345",
    "1234567890",
    "1234567890123456789012345678",
    "é漢字",
  ]) {
    expect(normalizeBarcode(` ${code} `)).toEqual({ code: code.toLowerCase(), symbology: "other" });
  }
});

test("[fault A2] eight digits that are valid both as EAN-8 and as UPC-E have both readings", () => {
  for (const [short, upcA] of [
    ["01234565", "00012345000065"],
    ["01234558", "00012345000058"],
    ["01234596", "00012345000096"],
  ] as const) {
    const ean8 = `000000${short}`;
    expect(barcodeReadings(short).map(({ code }) => code)).toEqual([ean8, upcA]);
    expect(otherReadingsOf(ean8)).toEqual([upcA]);
    expect(otherReadingsOf(upcA)).toEqual([ean8]);
  }
  expect(barcodeReadings("73513537")).toHaveLength(1);
  expect(otherReadingsOf("00036000291452")).toEqual([]);
  expect(otherReadingsOf("mug-1")).toEqual([]);
});

test("[fault A2] every code with two readings is found by either, in every form", () => {
  let both = 0;
  let found = 0;
  for (let number = 0; number < 1_000_000; number += 97) {
    for (const system of ["0", "1"]) {
      const six = String(number).padStart(6, "0");
      const body = system + six;
      const short = body + checkDigit(body);
      const upcA = expandUpcE(short);
      if (upcA === null) continue;
      const [ean8, upce] = barcodeReadings(short).map(({ code }) => code);
      if (upce === undefined) continue;
      found += Number(otherReadingsOf(ean8 ?? "").includes(upce));
      found += Number(otherReadingsOf(upce).includes(ean8 ?? ""));
      both += 2;
    }
  }
  expect(both).toBeGreaterThan(1_000);
  expect(found).toBe(both);
});

test("[fault F5] a code without a valid check digit is one of the shop's own, in any digits and format", () => {
  for (const text of [
    "4006381333932",
    "４００６３８１３３３９３２",
    "٤٠٠٦٣٨١٣٣٣٩٣٢",
    "]E04006381333932",
    "'4006381333932",
    '="4006381333932"',
    "=“4006381333932”",
    "’4006381333932",
    "400-6381 33393\u200b2",
    "*4006381333932*",
  ])
    expect(normalizeBarcode(text), text).toEqual({ code: "4006381333932", symbology: "own" });
  expect(normalizeBarcode("']E04006381333931")).toEqual({
    code: "04006381333931",
    symbology: "ean13",
  });
  expect(normalizeBarcode("\u200b \u00ad")).toBeNull();
});

test.each([
  ["4006381333931", "4006381333931", "a plain code is unchanged"],
  ["]E04006381333931", "4006381333931", "the prefix of EAN-13 is removed"],
  ["]C10104006381333931", "0104006381333931", "the prefix of GS1-128 is removed"],
  [
    "]d2\u001d0104006381333931",
    "0104006381333931",
    "a separator before the first field is removed",
  ],
  [
    "0195011015300031014A\u001d17140704",
    "0195011015300031014A\u241d17140704",
    "a separator between fields is visible",
  ],
  ["\u00024006381333931\r\n", "4006381333931", "surrounding control characters are removed"],
  ["*AB-12*", "AB-12", "the start and stop characters of Code 39 are removed"],
  ["*000122521", "000122521", "an asterisk before digits is removed"],
  ["*", "*", "a single asterisk is a code"],
  ["A*B", "A*B", "an asterisk in the middle belongs to the code"],
  ["  R-000123 ", "R-000123", "surrounding spaces are removed"],
  ["]E0]E0", "]E0", "the prefix is removed once"],
])("%j is read by a scanner as %j: %s", (raw, code) => {
  expect(readCode(raw)).toBe(code);
});

function codesOf(csv: string): string[] {
  return csv.split(/\r?\n/).flatMap((line) => /^[0-9]{8,14}(?=,)/.exec(line)?.[0] ?? []);
}

const foodFacts = sharedData("barcodes/openfoodfacts_1000.csv");
test.skipIf(foodFacts === null)(
  "[C9] 1,000 grocery codes: 996 valid, one a UPC-E, three without a valid check digit",
  () => {
    assert(foodFacts !== null);
    const codes = codesOf(readFileSync(foodFacts, "utf8"));
    const expected = expectedBarcodes?.["openfoodfacts_1000"];
    expect(codes).toHaveLength(expected?.rows ?? 0);
    expect(countByKind(codes)).toEqual(expected?.by_kind);
    const misread = codes.filter((code) => isSymbology(code, "own"));
    expect(misread).toEqual(["00012444", "00018097", "00028879"]);
    expect(codes.filter((code) => isSymbology(code, "upce"))).toEqual(["00002220"]);
    expect(new Set(codes.map((code) => JSON.stringify(normalizeBarcode(code)))).size).toBe(1000);
  },
);

const uhtt = sharedData("barcodes/uhtt_5000.csv.gz");
test.skipIf(uhtt === null)(
  "[C9] 5,000 codes from many countries: all valid, three of them UPC-E",
  () => {
    assert(uhtt !== null);
    const codes = codesOf(gunzipSync(readFileSync(uhtt)).toString("utf8"));
    const expected = expectedBarcodes?.["uhtt_5000"];
    expect(codes).toHaveLength(expected?.rows ?? 0);
    expect(countByKind(codes)).toEqual(expected?.by_kind);
    expect(codes.filter((code) => isSymbology(code, "own"))).toEqual([]);
    expect(codes.filter((code) => isSymbology(code, "upce"))).toHaveLength(3);
    expect(new Set(codes.map((code) => JSON.stringify(normalizeBarcode(code)))).size).toBe(5000);
  },
);

function countByKind(codes: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const code of codes) {
    const kind = `${validateGtin(code) === null ? "valid" : "bad check digit"} ${code.length}`;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

function isSymbology(code: string, symbology: string): boolean {
  return normalizeBarcode(code)?.symbology === symbology;
}
