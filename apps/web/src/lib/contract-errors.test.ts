import { expect, test } from "vitest";
import { CreateProduct } from "@daybook/contract/products";
import { ReceiveGoods } from "@daybook/contract/stock";
import type { Refusal } from "@daybook/contract/reasons";
import { newId } from "@daybook/contract/uuid";
import { refusals } from "../texts/en/refusals.ts";
import { contractErrors, landErrors, landRefusal } from "./contract-errors.ts";

const SERVER_SENTENCE = "As the server says it.";

const refusal = (code: string, fieldErrors: Refusal["fieldErrors"], details = {}): Refusal => ({
  code,
  message: SERVER_SENTENCE,
  fieldErrors,
  details,
  retryable: false,
  requestId: "r1",
});

test("a contract that is content says nothing", () => {
  const product = { key: newId(), name: "Mug", priceMinor: 450 };
  expect(contractErrors(CreateProduct, product)).toEqual({});
});

test("a contract's complaints stand at the paths of its fields", () => {
  const product = { key: newId(), name: " ", priceMinor: -1 };
  expect(contractErrors(CreateProduct, product)).toEqual({
    name: "This field is required.",
    priceMinor: "Enter an amount of zero or more.",
  });
});

test("a complaint deep inside has the whole way as its path", () => {
  const delivery = {
    key: newId(),
    locationId: newId(),
    lines: [{ productId: newId(), quantityMilli: 0, costMinor: 0 }],
  };
  expect(contractErrors(ReceiveGoods, delivery)).toEqual({
    "lines.0.quantityMilli": "Enter a quantity above zero.",
  });
});

test("what is missing is to be filled in, not 'expected string, received undefined'", () => {
  expect(contractErrors(CreateProduct, { key: newId(), priceMinor: 1 })).toEqual({
    name: "This field is required.",
  });
});

test("a list and a choice say what the server would say of them", () => {
  const delivery = { key: newId(), locationId: newId(), lines: [] };
  expect(contractErrors(ReceiveGoods, delivery)).toEqual({ lines: "Add at least one product." });
  const product = { key: newId(), name: "Mug", priceMinor: 1, unit: "stone", colour: "red" };
  expect(contractErrors(CreateProduct, product)).toEqual({
    unit: "Choose one of: each, pair, kg, g, l, ml, m, cm, m2, h.",
    colour: "This field is not allowed here.",
  });
});

test("[C2] a duplicate lands at its field in our words", () => {
  const landed = landRefusal(
    refusal(
      "duplicate",
      { sku: [SERVER_SENTENCE] },
      { field: "sku", value: "MUG", existingId: null },
    ),
    ["name", "sku"],
  );
  expect(landed).toEqual({ atFields: { sku: "“MUG” is already in use." }, above: [] });
});

test("[I3] of several mistakes at once each field says its own, not the first one's", () => {
  const fieldErrors = { sku: [SERVER_SENTENCE], "barcodes.0": ["The check digit is wrong."] };
  const details = { field: "sku", value: "MUG", existingId: null };
  expect(landRefusal(refusal("duplicate", fieldErrors, details), ["sku", "barcodes"])).toEqual({
    atFields: { sku: "“MUG” is already in use.", barcodes: "The check digit is wrong." },
    above: [],
  });
});

test("what the server's contract refuses keeps its own sentence at the field", () => {
  const landed = landRefusal(refusal("invalid_input", { name: ["Use at most 200 characters"] }), [
    "name",
  ]);
  expect(landed).toEqual({ atFields: { name: "Use at most 200 characters" }, above: [] });
});

test("a path inside a field lands on the field", () => {
  const landed = landRefusal(refusal("weak_password", { "barcodes.2": ["x"] }), [
    "name",
    "barcodes",
  ]);
  expect(Object.keys(landed.atFields)).toEqual(["barcodes"]);
});

test("a name that only begins alike is another field", () => {
  expect(landErrors({ names: "Too many" }, ["name"])).toEqual({
    atFields: {},
    above: ["Too many"],
  });
});

test("a refusal without any field in the form is said above the button", () => {
  expect(landRefusal(refusal("internal", {}), ["name"])).toEqual({
    atFields: {},
    above: [refusals.internal()],
  });
});

test("a refusal at a field that this form does not have is never silent", () => {
  const landed = landRefusal(
    refusal(
      "not_found",
      { "lines.0.productId": [SERVER_SENTENCE] },
      { entity: "product", id: "p1" },
    ),
    ["lines.0.quantityMilli"],
  );
  expect(landed).toEqual({ atFields: {}, above: ["This product no longer exists."] });
});
