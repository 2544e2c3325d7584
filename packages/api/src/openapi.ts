/** The OpenAPI document of all procedures. Generated at build time: the server serves the file. */
import { generateOpenApiDocument } from "trpc-to-openapi";
import { z } from "zod";
import * as alerts from "@daybook/contract/alerts";
import * as apiKeys from "@daybook/contract/api-keys";
import * as categories from "@daybook/contract/categories";
import * as customers from "@daybook/contract/customers";
import * as locations from "@daybook/contract/locations";
import * as movements from "@daybook/contract/stock";
import * as cashOfDay from "@daybook/contract/cash-of-day";
import * as drawers from "@daybook/contract/drawers";
import * as products from "@daybook/contract/products";
import { REASONS } from "@daybook/contract/reasons";
import type { ReasonCode } from "@daybook/contract/reasons";
import { Refusal } from "@daybook/contract/refusal";
import * as reports from "@daybook/contract/reports";
import * as safe from "@daybook/contract/safe";
import * as sales from "@daybook/contract/sales";
import * as settings from "@daybook/contract/settings";
import * as suppliers from "@daybook/contract/suppliers";
import * as tenders from "@daybook/contract/tenders";
import * as tillEvents from "@daybook/contract/till-events";
import * as tills from "@daybook/contract/tills";
import * as topics from "@daybook/contract/topics";
import * as users from "@daybook/contract/users";
import { refusalsOf } from "./declared-refusals.ts";
import { EXPORT_FORMATS } from "./list-export.ts";
import { listProcedures } from "./procedures.ts";
import type { ListedProcedure } from "./procedures.ts";
import { appRouter } from "./root.ts";

/** Responses shared by many procedures are defined once, under the name of their contract. */
const NAMED: readonly Record<string, unknown>[] = [
  alerts,
  apiKeys,
  categories,
  customers,
  cashOfDay,
  drawers,
  locations,
  movements,
  products,
  reports,
  safe,
  sales,
  settings,
  suppliers,
  tenders,
  tillEvents,
  tills,
  topics,
  users,
  { Refusal },
];

/** The descriptions of the statuses; an operation lists those of its refusals. */
const STATUSES: Readonly<Record<string, string>> = {
  "400": "The contract refuses: each field says why.",
  "401": "Nobody is signed in.",
  "403": "This person or key may not.",
  "404": "Not found.",
  "409": "The shop's present state stands against it.",
  "422": "A rule that no state would change.",
  "429": "Too many attempts or requests.",
  "500":
    "A failure nobody expected; whether it was saved must be looked up, or asked with the same key.",
  "503":
    "The database is away, busy or its disk is full, and nothing was saved; or, as `outcome_unknown`, nobody knows yet: " +
    "send the same request with the same key again.",
};

/** The document (OpenAPI 3.1) as plain JSON. `version` is the product's. */
export function openApiDocument(version: string): Record<string, unknown> {
  const document: unknown = generateOpenApiDocument(appRouter, {
    title: "Daybook",
    description: DESCRIPTION,
    version,
    openApiVersion: "3.1.0",
    baseUrl: "/api",
    tags: Object.keys(appRouter._def.record),
    securitySchemes: {
      session: {
        type: "apiKey",
        in: "cookie",
        name: "daybook_sid_…",
        description:
          "Set by POST /auth/sign-in; the end of its name tells this shop from others on the same host",
      },
      key: { type: "http", scheme: "bearer", description: "A key made by POST /api-keys" },
    },
    defs: namedSchemas(),
  });
  const plain = Document.parse(JSON.parse(JSON.stringify(document)));
  const byPlace = new Map(listProcedures(appRouter).map((one) => [placeOf(one), one]));
  for (const [path, operations] of Object.entries(plain.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const procedure = byPlace.get(`${method.toUpperCase()} ${path}`);
      if (procedure !== undefined) describe(operation, procedure);
    }
  }
  plain.components["responses"] = Object.fromEntries(
    [...byPlace.values()].flatMap((procedure) =>
      [...codesByStatus(procedure)].map(([status, codes]) => [
        nameOfRefused(status, codes),
        refused(status, codes),
      ]),
    ),
  );
  return plain;
}

const DESCRIPTION = `Everything a shop's Daybook can be asked. The same procedures serve the screens over tRPC.

Money is in whole minor units (\`priceMinor\`: 1999 is 19.99 in a currency with cents), quantities in whole thousandths
(\`quantityMilli\`: 3000 is three pieces). Every write carries a \`key\`, a UUID that you make: sent again with the same body it is
answered again and nothing is done twice; it may stand in the header \`Idempotency-Key\` instead. Edits carry the \`version\` you saw;
it may stand in \`If-Match\`; fields that are left out of an edit stay as they are. Lists come in pages: pass \`nextCursor\` as \`cursor\` for the next.
What is refused is answered with a Refusal: each path names the codes it can have, by status.`;

const Operation = z.looseObject({ responses: z.record(z.string(), z.looseObject({})) });
const Document = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.record(z.string(), z.unknown()),
});

function describe(operation: z.infer<typeof Operation>, procedure: ListedProcedure): void {
  const { name, meta } = procedure;
  operation["operationId"] = name;
  operation["tags"] = [name.split(".")[0] ?? name];
  operation["summary"] = meta.summary ?? name;
  if (meta.openToAll !== undefined) operation["security"] = [];
  if (meta.rest?.csv !== undefined) addFile(operation, "text/csv", FORMAT);
  if (meta.rest?.packed !== undefined) addFile(operation, "application/x-ndjson", PACKED);
  if (meta.rest?.zip !== undefined) addFile(operation, "application/zip", ZIP);
  operation["description"] = descriptionOf(procedure);
  for (const [status, codes] of codesByStatus(procedure))
    operation.responses[status] = {
      $ref: `#/components/responses/${nameOfRefused(status, codes)}`,
    };
}

function descriptionOf({ meta }: ListedProcedure): string {
  const sentences = [
    meta.description,
    meta.openToAll === undefined ? `Needs the right \`${meta.permission ?? ""}\`.` : undefined,
    meta.rest?.csv && "With `format`, or `Accept: text/csv`, all pages as one file.",
    meta.rest?.packed && "With `format=packed`, all pages as one file of packed lines.",
    meta.rest?.zip && "With `format=zip`, the file itself.",
  ];
  return sentences.filter((sentence) => sentence !== undefined).join(" ");
}

function addFile(
  operation: z.infer<typeof Operation>,
  type: string,
  parameter: Readonly<Record<string, unknown>>,
): void {
  operation.responses["200"] = withContent(operation.responses["200"] ?? {}, type);
  const parameters = z.array(z.unknown()).parse(operation["parameters"] ?? []);
  operation["parameters"] = [...parameters, parameter];
}

/** The refusal codes of a procedure by status, both in order. */
function codesByStatus(procedure: ListedProcedure): Map<string, ReasonCode[]> {
  const found = new Map<string, ReasonCode[]>();
  for (const code of [...refusalsOf(procedure)].toSorted()) {
    const status = String(REASONS[code].status);
    found.set(status, [...(found.get(status) ?? []), code]);
  }
  return found;
}

const FORMAT = {
  in: "query",
  name: "format",
  description: 'All pages as one file: `{"items": […]}`, comma-separated values, or a workbook',
  schema: { type: "string", enum: [...EXPORT_FORMATS] },
};

const PACKED = {
  in: "query",
  name: "format",
  description: "All pages as one file, a line of JSON for every thousand rows, by column",
  schema: { type: "string", enum: ["packed"] },
};

const ZIP = {
  in: "query",
  name: "format",
  description: "The file itself",
  schema: { type: "string", enum: ["zip"] },
};

function withContent(response: Record<string, unknown>, type: string): Record<string, unknown> {
  const content = z.record(z.string(), z.unknown()).parse(response["content"]);
  return { ...response, content: { ...content, [type]: { schema: { type: "string" } } } };
}

/** Many paths share a response; its name lists its codes. */
function nameOfRefused(status: string, codes: readonly ReasonCode[]): string {
  return ["Refused", status, ...codes].join(".");
}

/** A response with its codes, in words and as the enum of `code`. */
function refused(status: string, codes: readonly ReasonCode[]) {
  const description = `${codes.map((code) => `\`${code}\``).join(", ")}. ${STATUSES[status] ?? ""}`;
  const $ref = "#/components/schemas/Refusal";
  const schema = { allOf: [{ $ref }, { properties: { code: { enum: codes } } }] };
  return { description, content: { "application/json": { schema } } };
}

const placeOf = ({ meta }: ListedProcedure) =>
  `${meta.rest?.method ?? ""} ${meta.rest?.path ?? ""}`;

function namedSchemas(): Record<string, z.ZodType> {
  const named: Record<string, z.ZodType> = {};
  for (const contract of NAMED) {
    for (const [name, value] of Object.entries(contract)) {
      if (value instanceof z.ZodObject) named[name] = value;
    }
  }
  return named;
}
