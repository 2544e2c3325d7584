import { expect, test } from "vitest";
import { createFormats } from "../../lib/format.ts";
import { auditChanges } from "./audit-changes.ts";

const formats = createFormats({
  locale: "en-GB",
  currency: "GBP",
  exponent: 2,
  timeZone: "Europe/London",
});

test("a change lists its fields, with money and quantities in the shop's formats", () => {
  const before = { name: "Mug", priceMinor: 400, category: null };
  const after = { name: "Cup", priceMinor: 450, category: "Tea" };
  expect(auditChanges(before, after, formats)).toEqual([
    "Name: Mug → Cup",
    "Price: £4.00 → £4.50",
    "Category: nothing → Tea",
  ]);
});

test("lists and named records are written out", () => {
  const before = { barcodes: [] };
  const after = { barcodes: ["96385074", "4006381333931"], active: false };
  expect(auditChanges(before, after, formats)).toEqual([
    "Barcodes: nothing → 96385074, 4006381333931",
    "On sale: nothing → no",
  ]);
  expect(auditChanges({}, { suppliers: [{ id: "s1", name: "Nordhof" }] }, formats)).toEqual([
    "Suppliers: nothing → Nordhof",
  ]);
});

test("a value that was never recorded shows nothing", () => {
  expect(auditChanges(null, null, formats)).toEqual([]);
  expect(auditChanges(null, { version: 2, id: "p1" }, formats)).toEqual([]);
});
