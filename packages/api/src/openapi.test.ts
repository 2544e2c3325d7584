import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Validator } from "@seriousme/openapi-schema-validator";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { openApiDocument } from "./openapi.ts";
import { procedures } from "./testing/call.ts";

const Operation = z.looseObject({
  operationId: z.string(),
  tags: z.array(z.string()),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
  responses: z.record(z.string(), z.unknown()),
});
const Document = z.looseObject({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.looseObject({ schemas: z.record(z.string(), z.looseObject({})) }),
});

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

  test("[I2] names every procedure that is no stream, at its place", () => {
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

  test("[I2] says that every refusal is a Refusal and what needs no sign-in", () => {
    for (const operations of Object.values(document.paths)) {
      for (const operation of Object.values(operations)) {
        expect(operation.responses["409"]).toEqual({ $ref: "#/components/responses/Refused409" });
        const open =
          procedures.find((one) => one.name === operation.operationId)?.meta.openToAll !==
          undefined;
        if (open) expect(operation.security).toEqual([]);
        else expect(operation.security).toEqual([{ session: [] }, { key: [] }]);
      }
    }
    expect(Object.keys(document.components.schemas["Refusal"]?.["properties"] ?? {})).toContain(
      "fieldErrors",
    );
  });

  test("[I2] keeps the limits of the contracts", () => {
    const text = JSON.stringify(document.paths["/products"]);
    expect(text).toContain('"maximum":200');
    expect(text).toContain('"enum":["name","sku","newest"]');
  });

  test("[I2] stands fresh in the repository", () => {
    const file = fileURLToPath(new URL("../../../openapi.json", import.meta.url));
    const manifest = fileURLToPath(new URL("../../../package.json", import.meta.url));
    const { version } = z
      .looseObject({ version: z.string() })
      .parse(JSON.parse(readFileSync(manifest, "utf8")));
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(openApiDocument(version));
  });
});
