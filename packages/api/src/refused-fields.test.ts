import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { newId } from "@daybook/contract/uuid";
import { idsIn, inputsLike, inputsNearly } from "./testing/arbitrary-input.ts";
import { overTrpc, procedure, procedures } from "./testing/call.ts";
import { contextAs } from "./testing/create-test-caller.ts";
import { populateShop } from "./testing/populated-shop.ts";
import type { PopulatedShop } from "./testing/populated-shop.ts";

const SEED = 20261201;
/** Inputs of each kind for each field. */
const RUNS = 40;

const FieldError = z.object({ code: z.string(), message: z.string().min(1) });
const Refused = z.object({
  code: z.string(),
  message: z.string().min(1),
  fieldErrors: z.record(z.string(), z.array(FieldError).min(1)),
});
const Versioned = z.object({ version: z.int() });

/** Refusals that need a rule or a state of the shop: they must have been among those that were looked at. */
const EVERY_DAY = [
  "duplicate at sku",
  "duplicate at barcodes.*",
  "duplicate at name",
  "duplicate at login",
  "weak_password at password",
  "tree_cycle at parentId",
  "not_found at suppliers.*.supplierId",
  "not_found at reorderRules.*.locationId",
  "inactive at locationId",
  "inactive at lines.*.productId",
  "insufficient_stock at quantityMilli",
  "insufficient_stock at lines.*.quantityMilli",
  "fraction_not_allowed at lines.*.quantityMilli",
  "return_too_much at lines.*.quantityMilli",
  "refund_not_equal at refunds",
  "wrong_state at id",
];

/** What no form has a field for: it is of the request as a whole. */
const OF_THE_REQUEST = new Set(["key", "id", "version"]);
const writing = procedures.filter(({ type }) => type === "mutation").map(({ name }) => name);
/** Such as "insufficient_stock at lines.*.quantityMilli". */
const seen = new Set<string>();

test.each(writing)(
  "every refusal of %s is at a field of its contract, or at the whole input",
  async (name) => {
    const populated = await populateShop();
    const withoutField = new Set<string>();
    for (const { code, path } of await refusals(populated, name)) {
      seen.add(`${code} at ${path === null ? "the whole" : starred(path)}`);
      if (path !== null && !hasField(procedure(name).input, path.split(".")))
        withoutField.add(`${code} at ${path}`);
    }
    await populated.shop.close();
    expect([...withoutField]).toEqual([]);
  },
);

test("the inputs provoke the usual refusals of a shop", () => {
  expect(EVERY_DAY.filter((one) => !seen.has(one))).toEqual([]);
});

/** Every refusal of a procedure for what a form can send; a path of null is the whole input. */
async function refusals(populated: PopulatedShop, name: string) {
  const found: { readonly code: string; readonly path: string | null }[] = [];
  const inputs: Record<string, unknown> = populated.inputs();
  const accepted = z.record(z.string(), z.unknown()).parse(inputs[name]);
  let { version } = accepted;
  for (const sample of inputsOf(name, { accepted, ids: idsFor(name, inputs) })) {
    const ctx = contextAs(populated.shop, "owner");
    // After saving, a form continues with the new version.
    const fresh = "key" in accepted ? { key: newId() } : {};
    const input = { ...sample, ...fresh, ...(version === undefined ? {} : { version }) };
    const { status, body } = await overTrpc(ctx, name, input);
    if (status === 200) {
      if (version !== undefined) version = Versioned.parse(body).version;
      continue;
    }
    // Throttled sign-ins would say nothing about the next input.
    if (status === 429) populated.shop.advance(3600_000);
    const refusal = Refused.parse(body);
    expect({ input, code: refusal.code }).not.toMatchObject({ code: "internal" });
    // A name that nobody knows is refused at itself, wherever it is.
    const known = Object.entries(refusal.fieldErrors).filter(
      ([, [first]]) => first?.code !== "unknown_field",
    );
    const paths = known.map(([path]) => path);
    if (paths.length === 0) found.push({ code: refusal.code, path: null });
    for (const path of paths) found.push({ code: refusal.code, path });
  }
  return found;
}

/** Routers whose ids no other procedure takes: there they would only make the ids that are taken rarer. */
const OF_ITSELF = [
  "apiKeys",
  "approvals",
  "backups",
  "cardPayments",
  "drawers",
  "imports",
  "labelPatterns",
  "missingReceipts",
  "parkedSales",
  "pastSales",
  "pictures",
  "printers",
  "printJobs",
  "productFiles",
  "supplierFiles",
  "tiles",
  "tills",
];

function idsFor(name: string, inputs: Readonly<Record<string, unknown>>): string[] {
  const [own] = name.split(".");
  const relevant = Object.entries(inputs).filter(([procedureName]) => {
    const [router = ""] = procedureName.split(".");
    return router === own || !OF_ITSELF.includes(router);
  });
  return idsIn(Object.fromEntries(relevant));
}

interface SampleSource {
  readonly accepted: Readonly<Record<string, unknown>>;
  readonly ids: readonly string[];
}

/** Inputs in which one field is another than the accepted one, nearly one, or any of them are. */
function inputsOf(name: string, { accepted, ids }: SampleSource) {
  const { input: contract } = procedure(name);
  if (!(contract instanceof z.ZodObject)) throw new Error("a contract is an object");
  const fields = Object.entries(contract.shape).filter(([field]) => !OF_THE_REQUEST.has(field));
  const sample = (kind: typeof inputsLike | typeof inputsNearly, shape: z.ZodRawShape) =>
    fc.sample<unknown>(kind(z.object(shape), accepted, ids), {
      seed: SEED,
      numRuns: RUNS,
    });
  const samples = [
    ...fields.flatMap(([field, type]) => sample(inputsLike, { [field]: type })),
    ...fields.flatMap(([field, type]) => sample(inputsNearly, { [field]: type })),
    ...sample(inputsLike, Object.fromEntries(fields)),
  ];
  return samples.flatMap((input) => {
    const read = z.record(z.string(), z.unknown()).safeParse(input);
    if (!read.success) return [];
    // A form always sends its own fields, and the rest as it was given.
    const own = Object.entries(read.data).filter(([field]) => !OF_THE_REQUEST.has(field));
    return [{ ...accepted, ...Object.fromEntries(own) }];
  });
}

/** Numbers of lines are all the same here. */
function starred(path: string): string {
  return path.replaceAll(/\.\d+(?=\.|$)/g, ".*");
}

/** Whether a value of this contract can have a field at this path. */
function hasField(contract: unknown, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined || name === "") return true;
  if (contract instanceof z.ZodObject)
    return name in contract.shape && hasField(contract.shape[name], rest);
  if (contract instanceof z.ZodArray) return /^\d+$/.test(name) && hasField(contract.element, rest);
  if (contract instanceof z.ZodUnion)
    return contract.options.some((option) => hasField(option, [name, ...rest]));
  if (contract instanceof z.ZodPipe) return hasField(contract.in, [name, ...rest]);
  if (
    contract instanceof z.ZodOptional ||
    contract instanceof z.ZodNullable ||
    contract instanceof z.ZodDefault
  )
    return hasField(contract.unwrap(), [name, ...rest]);
  return false;
}
