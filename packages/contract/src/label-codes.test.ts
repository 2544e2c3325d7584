import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkDigit } from "./gtin.ts";
import { faultOfLayout, overlapping, readLabel, verifierDigit, writeLabel } from "./label-codes.ts";
import type { LabelLayout, ScannedMeasure } from "./label-codes.ts";
import { CreateLabelPattern } from "./label-patterns.ts";
import { LABEL_PRESETS } from "./label-presets.ts";
import { LABELS_OF_COUNTRIES, labelsOf } from "./testing/labels-of-countries.ts";
import { newId } from "./uuid.ts";

const LABELS = LABELS_OF_COUNTRIES.flatMap((labels) =>
  labelsOf(labels).map((label) => ({ ...label, ...labels })),
);

const WEIGHT: LabelLayout = {
  prefix: "21",
  layout: "PPIIIIIVVVVVX",
  verifier: "none",
  meaning: "weight",
  decimals: 3,
};
const UK: LabelLayout = {
  prefix: "20",
  layout: "PPIIIIICVVVVX",
  verifier: "gs1",
  meaning: "price",
  decimals: 2,
};

/** The amount as printed, from the value digits. */
function measureOf({ meaning, decimals }: LabelLayout, value: number): ScannedMeasure {
  if (meaning === "price") return { kind: "price", value, decimals, grams: null };
  if (meaning === "count") return { kind: "count", pieces: value };
  return { kind: "weight", grams: value * 10 ** (3 - decimals) };
}

/** The code with one digit changed, every other digit as it was. */
const changedAt = (code: string, index: number, by: number) =>
  code.slice(0, index) + String((Number(code.charAt(index)) + by) % 10) + code.slice(index + 1);

describe("labels of countries", () => {
  test("[U3] two hundred labels of eight countries and more are read", () => {
    expect(LABELS.length).toBeGreaterThanOrEqual(200);
    expect(new Set(LABELS.map(({ country }) => country)).size).toBeGreaterThanOrEqual(8);
    for (const { pattern, code, item, value } of LABELS)
      expect(readLabel(code, [pattern])).toEqual({ item, measure: measureOf(pattern, value) });
  });

  test("[U3] a label with any digit changed is refused", () => {
    for (const { pattern, code } of LABELS)
      for (let index = pattern.prefix.length; index < code.length; index += 1)
        for (const by of [1, 4, 9])
          expect(readLabel(changedAt(code, index, by), [pattern])).toEqual({
            problem: "check_digit",
          });
  });

  test("a label is read among all patterns of its country", () => {
    for (const { country, code, item } of LABELS) {
      const patterns = LABELS_OF_COUNTRIES.filter((one) => one.country === country);
      const read = readLabel(
        code,
        patterns.map(({ pattern }) => pattern),
      );
      expect(read).toMatchObject({ item });
    }
  });

  test("the presets have the layouts of these countries, and every preset can be saved", () => {
    for (const { pattern } of LABELS_OF_COUNTRIES)
      expect(LABEL_PRESETS).toContainEqual(expect.objectContaining(pattern));
    for (const { id, countries: _, source, ...pattern } of LABEL_PRESETS) {
      expect(source).not.toBe("");
      const input = { key: newId(), name: id, ...pattern };
      expect(CreateLabelPattern.safeParse(input).success).toBe(true);
    }
    expect(new Set(LABEL_PRESETS.map(({ id }) => id)).size).toBe(LABEL_PRESETS.length);
  });
});

describe("verifier digits", () => {
  test("the examples of the GS1 General Specifications", () => {
    expect(verifierDigit("2875")).toBe("9");
    expect(verifierDigit("14685")).toBe("6");
    expect(() => verifierDigit("123")).toThrow(RangeError);
  });

  test("[U3] a correct check digit does not excuse a wrong verifier digit", () => {
    // 20 11122 8 1234: the verifier of 1234 is 9.
    const body = "201112281234";
    expect(readLabel(body + checkDigit(body), [UK])).toEqual({ problem: "verifier_digit" });
  });
});

describe("what a label cannot say", () => {
  test("[U3] no weight, no price, and 100 tonnes", () => {
    const written = (pattern: LabelLayout, value: number) =>
      readLabel(writeLabel(pattern, "123", value), [pattern]);
    expect(written(WEIGHT, 0)).toEqual({ problem: "no_weight" });
    expect(written(UK, 0)).toEqual({ problem: "no_price" });
    expect(written({ ...WEIGHT, meaning: "count", decimals: 0 }, 0)).toEqual({
      problem: "no_count",
    });
    // 99,999 kg in whole kilograms.
    expect(written({ ...WEIGHT, decimals: 0 }, 99_999)).toEqual({ problem: "too_much" });
    expect(written({ ...WEIGHT, decimals: 0 }, 1000)).toMatchObject({ item: "00123" });
  });

  test("[U3] two patterns that match are not guessed", () => {
    const code = writeLabel(WEIGHT, "123", 500);
    const other = { ...WEIGHT, prefix: "2", layout: "PIIIIIIVVVVVX" };
    expect(readLabel(code, [WEIGHT, other])).toEqual({ problem: "several_patterns" });
    expect(overlapping(other, [UK, WEIGHT])).toBe(UK);
    expect(overlapping({ ...WEIGHT, prefix: "22" }, [UK, WEIGHT])).toBeNull();
    // A UPC-A with number system 2 is an EAN-13 that begins with 02.
    const upcA = { prefix: "2", layout: "PIIIIICVVVVX" };
    expect(overlapping({ prefix: "02", layout: "PPIIIIIVVVVVX" }, [upcA])).toBe(upcA);
    expect(overlapping(WEIGHT, [upcA])).toBeNull();
  });

  test("other codes are no labels", () => {
    for (const text of ["", "123", "4006381333931", "2112345", "21 12345 ABCDE 2"])
      expect(readLabel(text, [WEIGHT, UK])).toBeNull();
  });

  test("spaces, hyphens and a leading zero do not matter", () => {
    const read = { item: "12345", measure: { kind: "weight", grams: 1500 } };
    for (const text of ["2112345015002", "2 112345 015002", "21-12345-01500-2", "02112345015002"])
      expect(readLabel(text, [WEIGHT])).toEqual(read);
  });
});

describe("layouts", () => {
  const faults: readonly [Partial<LabelLayout>, ReturnType<typeof faultOfLayout>][] = [
    [{}, null],
    [{ prefix: "" }, "label_prefix_not_digits"],
    [{ prefix: "AB" }, "label_prefix_not_digits"],
    [{ prefix: "12345" }, "label_prefix_not_digits"],
    [{ layout: "PPIIIIIVVVVV1" }, "label_layout_letters"],
    [{ layout: "ppiiiiivvvvvx" }, "label_layout_letters"],
    [{ layout: "PPIIIIIIIIVVVVVVVVVX" }, "label_layout_length"],
    [{ layout: "PPVVVVVVVVVVX" }, "label_item_missing"],
    [{ layout: "PPIIIIIIIIIIX" }, "label_value_missing"],
    [{ layout: "PPPIIIIVVVVVX" }, "label_layout_order"],
    [{ layout: "PPIIVVIIVVVVX" }, "label_layout_order"],
    [{ layout: "PPIIIIIVVVVVV" }, "label_layout_order"],
    [{ layout: "PPIIIIICVVVVX" }, "label_verifier_differs"],
    [{ verifier: "gs1" }, "label_verifier_differs"],
    [{ verifier: "gs1", layout: "PPIIICVVVVVVX" }, "label_verifier_length"],
  ];
  test.each(faults)("[U3] %o is refused as %s", (change, fault) => {
    expect(faultOfLayout({ ...WEIGHT, ...change })).toBe(fault);
  });
});

test("[U3] every valid label is read as it was written", () => {
  const layouts = LABEL_PRESETS.filter(({ meaning }) => meaning !== "count");
  fc.assert(
    fc.property(
      fc.constantFrom(...layouts),
      fc.nat({ max: 99_999 }),
      fc.integer({ min: 1, max: 9999 }),
      (pattern, number, value) => {
        const items = pattern.layout.split("I").length - 1;
        const item = String(number % 10 ** items).padStart(items, "0");
        const code = writeLabel(pattern, item, value);
        expect(readLabel(code, [pattern])).toEqual({ item, measure: measureOf(pattern, value) });
      },
    ),
  );
});
