import { expect, test } from "vitest";
import { z } from "zod";
import { fieldErrorsOf } from "./field-errors.ts";
import { identityInput } from "./shop-identity.ts";

const Input = z.strictObject(identityInput);

function problemOf(field: "receiptHeader" | "receiptFooter", text: string): unknown {
  const parsed = Input.safeParse({ [field]: text });
  if (parsed.success) return "accepted";
  return Object.entries(fieldErrorsOf(parsed.error.issues)).map(([path, [first]]) => [
    path,
    first?.code,
  ]);
}

test.each(["receiptHeader", "receiptFooter"] as const)(
  "[S7] %s takes lines of text, and no text that is too long, turned around or invisible",
  (field) => {
    expect(problemOf(field, "Open from 9 to 5\nشكرا لكم")).toBe("accepted");
    expect(problemOf(field, "x".repeat(500))).toBe("accepted");
    expect(problemOf(field, "x".repeat(10_000))).toEqual([[field, "too_long"]]);
    for (const turned of ["\u202e00.01 latoT", "\u2066VAT\u2069"])
      expect(problemOf(field, turned)).toEqual([[field, "direction_characters"]]);
    expect(problemOf(field, "a\u0007b")).toEqual([[field, "control_characters"]]);
  },
);
