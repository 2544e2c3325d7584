import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { fieldErrorsOf } from "./field-errors.ts";
import { rule } from "./rules.ts";
import { fieldSentence } from "./sentences.ts";

/** Words of the schema library that no person at a counter should read. */
const NOT_OURS =
  /expected|received|Invalid|Too (small|big)|Unrecognized|must (start|end) with|regex|NaN/;

const JUNK: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 53,
  -(2 ** 60),
  Number.NaN,
  Number.POSITIVE_INFINITY,
  "",
  " ",
  "x",
  "x".repeat(6000),
  "\u0000",
  "\ud800",
  [],
  {},
  { kind: "nothing we know" },
  new Date(0),
];

async function contracts(): Promise<[name: string, contract: z.ZodType][]> {
  const files = readdirSync(import.meta.dirname).filter(
    (file) => file.endsWith(".ts") && !file.includes(".test"),
  );
  const found: [string, z.ZodType][] = [];
  for (const file of files) {
    const module: unknown = await import(/* @vite-ignore */ join(import.meta.dirname, file));
    for (const [name, value] of Object.entries(Object(module)))
      if (value instanceof z.ZodType) found.push([`${file} ${name}`, value]);
  }
  return found;
}

/** Values that a schema refuses somewhere, and some that it may accept. */
function badValues(schema: unknown, depth = 0): unknown[] {
  if (depth > 6) return [];
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape).map(
      ([name, field]) => [name, badValues(field, depth + 1)] as const,
    );
    const most = Math.max(0, ...fields.map(([, values]) => values.length));
    const objects = Array.from({ length: most }, (_, n) =>
      Object.fromEntries(fields.map(([name, values]) => [name, values[n % values.length]])),
    );
    return [...JUNK, ...objects, { nobodyKnows: 1 }];
  }
  if (schema instanceof z.ZodArray) {
    const element = badValues(schema.element, depth + 1);
    return [...JUNK, ...element.map((value) => [value]), Array.from({ length: 2000 }, () => null)];
  }
  if (schema instanceof z.ZodUnion)
    return schema.options.flatMap((option) => badValues(option, depth + 1));
  if (schema instanceof z.ZodPipe) return badValues(schema.in, depth);
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault
  )
    return badValues(schema.unwrap(), depth);
  return [...JUNK];
}

test(
  "[I3] every contract describes every error of an input in our own sentences",
  { timeout: 60_000 },
  async () => {
    const all = await contracts();
    expect(all.length).toBeGreaterThan(150);
    let checked = 0;
    for (const [name, contract] of all) {
      for (const value of badValues(contract)) {
        const parsed = contract.safeParse(value);
        if (parsed.success) continue;
        for (const error of Object.values(fieldErrorsOf(parsed.error.issues)).flat()) {
          const sentence = fieldSentence(error);
          checked++;
          if (NOT_OURS.test(sentence) || !/^[A-Z“].*\.$/.test(sentence))
            expect.fail(`${name}: “${sentence}”`);
        }
      }
    }
    expect(checked).toBeGreaterThan(10_000);
  },
);

test.each([
  [z.string().min(3), "ab", "Use at least 3 characters."],
  [z.string().min(1), "", "This field is required."],
  [z.string().max(1), "ab", "Use at most 1 characters."],
  [z.array(z.string()).min(2), ["a"], "Give at least 2."],
  [z.array(z.string()).max(0), ["a"], "Give at most 0."],
  [z.int().min(3), 2, "This must be at least 3."],
  [z.int().max(3), 4, "This must be at most 3."],
  [z.int(), 1.5, "This must be a whole number."],
  [z.number(), Number.NaN, "This field is required."],
  [z.number(), null, "This field is required."],
  [z.boolean(), "yes", "This must be true or false."],
  [z.bigint(), 1, "This must be of another type."],
  [z.enum(["a", "b"]), "c", "Choose one of: a, b."],
  [z.email(), "c", "This value is not valid."],
  [z.string().refine(() => false), "c", "This value is not valid."],
  [z.string().refine(() => false, rule("not_a_date")), "c", "Give a date such as 2026-03-01."],
  [z.string().refine(() => false, "What is no code."), "c", "This value is not valid."],
])("the message %# of the library becomes our own sentence", (contract, value, sentence) => {
  const parsed = z.strictObject({ it: contract }).safeParse({ it: value });
  expect(
    parsed.error && fieldErrorsOf(parsed.error.issues)["it"]?.map((error) => fieldSentence(error)),
  ).toEqual([sentence]);
});
