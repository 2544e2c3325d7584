import { expect, test } from "vitest";
import type { z } from "zod";
import { CreateProduct } from "@daybook/contract/products";
import { ReceiveGoods } from "@daybook/contract/stock";
import { readRefusal } from "@daybook/contract/refusal";
import type { ReadRefusal, Refusal } from "@daybook/contract/refusal";
import { newId } from "@daybook/contract/uuid";
import { reasonSentence } from "@daybook/contract/sentences";
import { contractErrors, landErrors, landRefusal } from "./contract-errors.ts";
import "./refusal-texts-at-once.ts";

const MUG_TAKEN = { field: "sku", value: "MUG", existingId: null };
const SERVER_SENTENCE = "As the server says it.";

function refusal(code: string, fieldErrors: Refusal["fieldErrors"], details = {}): ReadRefusal {
  const read = readRefusal({
    code,
    message: SERVER_SENTENCE,
    fieldErrors,
    details,
    retryable: false,
    requestId: "r1",
  });
  if (read === null) throw new Error("This is no refusal");
  return read;
}

const at = (code: string, details = {}) => [{ code, details, message: SERVER_SENTENCE }];

/** The errors of a completely empty form. */
function shown(contract: z.ZodType, input: unknown) {
  const errors = contractErrors(contract, input);
  return landErrors(errors, Object.keys(errors)).atFields;
}

test("a valid input has no errors", () => {
  const product = { key: newId(), name: "Mug", priceMinor: 450 };
  expect(contractErrors(CreateProduct, product)).toEqual({});
});

test("errors of a contract have the paths of its fields", () => {
  const product = { key: newId(), name: " ", priceMinor: -1 };
  expect(shown(CreateProduct, product)).toEqual({
    name: "This field is required.",
    priceMinor: "Enter an amount of zero or more.",
  });
});

test("an error in a nested field has the whole path", () => {
  const delivery = {
    key: newId(),
    locationId: newId(),
    lines: [{ productId: newId(), quantityMilli: 0, costMinor: 0 }],
  };
  expect(shown(ReceiveGoods, delivery)).toEqual({
    "lines.0.quantityMilli": "Enter a quantity above zero.",
  });
});

test("a missing value is a required field, not 'expected string, received undefined'", () => {
  expect(shown(CreateProduct, { key: newId(), priceMinor: 1 })).toEqual({
    name: "This field is required.",
  });
});

test("a list and a choice have the same errors as on the server", () => {
  const delivery = { key: newId(), locationId: newId(), lines: [] };
  expect(shown(ReceiveGoods, delivery)).toEqual({ lines: "Add at least one product." });
  const product = { key: newId(), name: "Mug", priceMinor: 1, unit: "stone", colour: "red" };
  expect(shown(CreateProduct, product)).toEqual({
    unit: "Choose one of: each, pair, kg, g, l, ml, m, cm, m2, h.",
    colour: "This field is not allowed here.",
  });
});

test("[C2] a duplicate is shown at its field in our words", () => {
  const landed = landRefusal(refusal("duplicate", { sku: at("duplicate", MUG_TAKEN) }, MUG_TAKEN), [
    "name",
    "sku",
  ]);
  expect(landed).toEqual({ atFields: { sku: "“MUG” is already in use." }, above: [] });
});

test("[I3] of several errors each field shows its own, not the first one's", () => {
  const fieldErrors = {
    sku: at("duplicate", MUG_TAKEN),
    "barcodes.0": at("too_long", { max: 80 }),
  };
  expect(landRefusal(refusal("duplicate", fieldErrors, MUG_TAKEN), ["sku", "barcodes"])).toEqual({
    atFields: { sku: "“MUG” is already in use.", barcodes: "Use at most 80 characters." },
    above: [],
  });
});

test("an error of a later server version keeps its own sentence at the field", () => {
  const landed = landRefusal(refusal("invalid_input", { name: at("of_next_year") }), ["name"]);
  expect(landed).toEqual({ atFields: { name: SERVER_SENTENCE }, above: [] });
});

test("a path inside a field is shown at the field", () => {
  const landed = landRefusal(
    refusal("weak_password", { "barcodes.2": at("duplicate", MUG_TAKEN) }),
    ["name", "barcodes"],
  );
  expect(Object.keys(landed.atFields)).toEqual(["barcodes"]);
});

test("a name with the same beginning is another field", () => {
  const errors = { names: [{ code: "too_many", details: { max: 2 } }] } as const;
  expect(landErrors(errors, ["name"])).toEqual({ atFields: {}, above: ["Give at most 2."] });
});

test("a refusal without a field in the form is shown above the button", () => {
  expect(landRefusal(refusal("internal", {}), ["name"])).toEqual({
    atFields: {},
    above: [reasonSentence({ code: "internal", details: {} })],
  });
});

test("a refusal at a field that this form does not have is still shown", () => {
  const landed = landRefusal(
    refusal(
      "not_found",
      { "lines.0.productId": at("not_found", { entity: "product", id: "p1" }) },
      { entity: "product", id: "p1" },
    ),
    ["lines.0.quantityMilli"],
  );
  expect(landed).toEqual({ atFields: {}, above: ["This product does not exist."] });
});

test("an empty field is required, and a filled one is read as a number", () => {
  const errors = contractErrors(CreateProduct, { key: newId(), name: "Mug" });
  const landed = (empty: ReadonlySet<string>) => landErrors(errors, ["priceMinor"], { empty });
  expect(landed(new Set(["priceMinor"])).atFields).toEqual({
    priceMinor: "This field is required.",
  });
  expect(
    landErrors({ priceMinor: [{ code: "required", details: {} }] }, ["priceMinor"], {
      empty: new Set(),
    }).atFields,
  ).toEqual({
    priceMinor: "Enter a number.",
  });
});
