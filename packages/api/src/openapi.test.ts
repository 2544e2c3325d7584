import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Validator } from "@seriousme/openapi-schema-validator";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { REASONS } from "@daybook/contract/reasons";
import { refusalsOf } from "./declared-refusals.ts";
import { openApiDocument } from "./openapi.ts";
import { refusalTypes } from "./refusal-types.ts";
import { procedure, procedures } from "./testing/call.ts";

const Operation = z.looseObject({
  operationId: z.string(),
  summary: z.string(),
  tags: z.array(z.string()),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
  responses: z.record(z.string(), z.unknown()),
});
const Document = z.looseObject({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.looseObject({
    schemas: z.record(z.string(), z.looseObject({})),
    responses: z.record(z.string(), z.unknown()),
  }),
});

const Refused = z.looseObject({
  description: z.string(),
  content: z.object({
    "application/json": z.object({
      schema: z.object({
        allOf: z.tuple([
          z.object({ $ref: z.literal("#/components/schemas/Refusal") }),
          z.object({ properties: z.object({ code: z.object({ enum: z.array(z.string()) }) }) }),
        ]),
      }),
    }),
  }),
});
const Reference = z.strictObject({ $ref: z.string() });
function refusedIn(response: unknown) {
  const { $ref } = Reference.parse(response);
  return Refused.parse(document.components.responses[$ref.replace("#/components/responses/", "")]);
}
const operations = () => Object.values(document.paths).flatMap((path) => Object.values(path));

let raw: Record<string, unknown>;
let document: z.infer<typeof Document>;
beforeAll(() => {
  raw = openApiDocument("0.1.0");
  document = Document.parse(raw);
});

describe("the OpenAPI document", () => {
  test("[I2] is valid OpenAPI 3.1", async () => {
    const result = await new Validator().validate(structuredClone(raw));
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
    expect(document.openapi).toBe("3.1.0");
  });

  test("[I2] names every procedure except streams, at its path", () => {
    const found = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(
        ([method, one]) => `${one.operationId} ${method.toUpperCase()} ${path}`,
      ),
    );
    const expected = procedures
      .filter((one) => one.type !== "subscription")
      .map((one) => `${one.name} ${one.meta.rest?.method ?? ""} ${one.meta.rest?.path ?? ""}`);
    expect(found.toSorted()).toEqual(expected.toSorted());
  });

  test("[I2] has the summary of every path, its refusals with their status, and whether it needs a sign-in", () => {
    for (const operation of operations()) {
      const one = procedure(operation.operationId);
      expect(operation.summary).toBe(one.meta.summary);
      const { "200": _answer, ...refused } = operation.responses;
      const codes = Object.entries(refused).flatMap(([status, response]) =>
        refusedIn(response).content["application/json"].schema.allOf[1].properties.code.enum.map(
          (code) => `${status} ${code}`,
        ),
      );
      const declared = [...refusalsOf(one)].map((code) => `${REASONS[code].status} ${code}`);
      expect(codes.toSorted()).toEqual(declared.toSorted());
      if (one.meta.openToAll !== undefined) expect(operation.security).toEqual([]);
      else expect(operation.security).toEqual([{ session: [] }, { key: [] }]);
    }
    expect(Object.keys(document.components.schemas["Refusal"]?.["properties"] ?? {})).toContain(
      "fieldErrors",
    );
  });

  test("[I2] names the codes of refusals where their status is described", () => {
    const ringUp = operations().find(({ operationId }) => operationId === "sales.ringUp");
    expect(refusedIn(ringUp?.responses["409"]).description).toBe(
      "`approval_invalid`, `do_not_sell`, `drawer_closed`, `inactive`, `insufficient_stock`, `insufficient_stock_then`, `key_reused`, `other_shop`, `parked_sale_closed`, `parked_sale_open`, `total_mismatch`, `wrong_state`. " +
        "The shop's present state stands against it.",
    );
  });

  test("[I2] keeps the limits of the contracts", () => {
    const text = JSON.stringify(document.paths["/products"]);
    expect(text).toContain('"maximum":200');
    expect(text).toContain('"enum":["name","sku","newest"]');
  });

  test("[I2] is up to date in the repository", () => {
    const file = fileURLToPath(new URL("../../../openapi.json", import.meta.url));
    const manifest = fileURLToPath(new URL("../../../package.json", import.meta.url));
    const { version } = z
      .looseObject({ version: z.string() })
      .parse(JSON.parse(readFileSync(manifest, "utf8")));
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(openApiDocument(version));
  });

  test("the client's types of refusals are up to date", () => {
    const file = new URL("../../client/src/declared-refusals.generated.ts", import.meta.url);
    expect(readFileSync(fileURLToPath(file), "utf8")).toBe(refusalTypes());
  });
});
