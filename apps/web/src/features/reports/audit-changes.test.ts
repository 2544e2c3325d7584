import { expect, test } from "vitest";
import { createFormats } from "../../lib/format.ts";
import { actionText, auditChanges, auditedName, entityText } from "./audit-changes.ts";

const formats = createFormats({
  locale: "en-GB",
  currency: "GBP",
  exponent: 2,
  timeZone: "Europe/London",
});

test("a change shows its field, the value before and the value after, in the shop's money", () => {
  const entry = {
    before: { priceMinor: 450, active: true, version: 3, category: null },
    after: { priceMinor: 500, active: false, version: 4, category: { id: "1", name: "Tea" } },
  };
  expect(auditChanges(entry, formats)).toEqual([
    { field: "Price", before: "£4.50", after: "£5.00" },
    { field: "Active", before: "yes", after: "no" },
    { field: "Category", before: "–", after: "Tea" },
  ]);
});

test("a new record has no values before, and its lists are shown item by item", () => {
  const after = {
    id: "0199a000-0000-7000-8000-000000000001",
    name: "Teapot",
    barcodes: [{ code: "05901234123457", shown: "5901234123457" }],
    reorderRules: [{ reorderPointMilli: 2500, location: null }],
    createdAt: "2026-03-01T09:30:00.000Z",
  };
  expect(auditChanges({ before: null, after }, formats)).toEqual([
    { field: "Name", before: null, after: "Teapot" },
    { field: "Barcodes", before: null, after: "5901234123457" },
    { field: "Reorder rules", before: null, after: "Reorder point 2.5; Location –" },
  ]);
});

test("a cash entry shows its kind as its button; other kinds are shown as they are", () => {
  const kinds = ["drop", "each"].map((kind) =>
    auditChanges({ before: null, after: { kind } }, formats),
  );
  expect(kinds.flat().map(({ after }) => after)).toEqual(["Drop to safe", "each"]);
});

test("an entry without changes shows nothing", () => {
  expect(auditChanges({ before: null, after: null }, formats)).toEqual([]);
});

test("the name is the newer one, else the receipt number", () => {
  expect(auditedName({ before: { name: "Old" }, after: { name: "New" } })).toBe("New");
  expect(auditedName({ before: null, after: { receiptNumber: "A-12" } })).toBe("A-12");
  expect(auditedName({ before: null, after: { note: "x" } })).toBeNull();
});

test("a field without a text is shown by its name", () => {
  expect(actionText("products.update")).toBe("Changed a product");
  expect(actionText("kiosks.open")).toBe("kiosks.open");
  expect(entityText("sale")).toBe("Sale");
  expect(entityText("giftCard")).toBe("Gift card");
  expect(actionText("constructor")).toBe("constructor");
});

test("every change of a record has a sentence in the audit log", () => {
  const records = [
    "products",
    "categories",
    "suppliers",
    "customers",
    "locations",
    "users",
    "tenders",
  ];
  const actions = ["create", "update", "deactivate", "reactivate"];
  const names = records.flatMap((record) => actions.map((action) => `${record}.${action}`));
  expect(names.filter((name) => actionText(name) === name)).toEqual([]);
});
