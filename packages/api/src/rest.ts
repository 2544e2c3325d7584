/** REST: a route for every procedure with a REST path. A route calls its procedure directly. */
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { callTRPCProcedure } from "@trpc/server";
import type { AnyTRPCRouter } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { refuseField } from "@daybook/core/errors/domain-error";
import type { ApiContext } from "./context.ts";
import { EXPORT_FORMATS, exportList } from "./list-export.ts";
import type { ExportFormat, FileSoFar } from "./list-export.ts";
import { listProcedures } from "./procedures.ts";
import type { ListedProcedure } from "./procedures.ts";
import { refusalErrorOf, refusalObject } from "./refusal.ts";
import { planInput, readText } from "./rest-input.ts";
import type { InputPlan } from "./rest-input.ts";
import type { RestMethod, RestPlace } from "./trpc.ts";
import { workbookOf } from "./xlsx.ts";

export interface RestRequest {
  /** The decoded path parameters. */
  readonly params: Readonly<Record<string, string>>;
  /** The decoded query string; a list if a name occurs twice. */
  readonly query: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The parsed JSON body; undefined if there is none. */
  readonly body: unknown;
  /** Lowercase names: `accept`, `idempotency-key`, `if-match`. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly createContext: () => Promise<ApiContext>;
  readonly requestId?: string;
}

export interface RestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text, or the pieces of a file. */
  readonly body: string | AsyncIterable<string | Uint8Array>;
}

export interface RestRoute {
  readonly method: RestMethod;
  /** `/products/{id}`, below `/api`. */
  readonly path: string;
  /** `products.get` */
  readonly procedure: string;
  /** Answers one request. Never throws. */
  handle(request: RestRequest): Promise<RestAnswer>;
}

const JSON_HEADERS = { "content-type": "application/json; charset=utf-8" };

/** The routes of all procedures with a REST path. Throws for a path parameter that is not a field of the input. */
export function createRestRoutes(router: AnyTRPCRouter): RestRoute[] {
  return listProcedures(router).flatMap((procedure) => {
    const { rest } = procedure.meta;
    return rest === undefined ? [] : [createRoute(router, procedure, rest)];
  });
}

function createRoute(
  router: AnyTRPCRouter,
  { name, type, input }: ListedProcedure,
  rest: RestPlace,
): RestRoute {
  if (input === null) throw new Error(`${name} has no contract`);
  const plan = planInput(input);
  for (const [, param = ""] of rest.path.matchAll(/\{(\w+)\}/g)) {
    if (!plan.fields.has(param))
      throw new Error(`${name}: "${param}" of its path is no field of its contract`);
  }
  const call = (ctx: ApiContext, value: unknown): Promise<unknown> =>
    callTRPCProcedure({
      router,
      path: name,
      type,
      ctx,
      getRawInput: () => Promise.resolve(value),
      signal: undefined,
      batchIndex: 0,
    });
  const handle = async (request: RestRequest): Promise<RestAnswer> => {
    try {
      const format = fileFormat(rest, request);
      const value = inputOf(plan, rest.method, request, format);
      const ctx = await request.createContext();
      if (format === "packed" && rest.packed !== undefined) {
        // Reading one row of one page checks whether the caller may read the list.
        await call(ctx, { ...value, limit: 1 });
        return packedAnswer(await rest.packed(ctx), request);
      }
      if (format === "zip" && rest.zip !== undefined) {
        // Its answer checks whether the caller may have the file.
        await call(ctx, value);
        const headers = fileHeaders(rest.zip.fileName, "zip");
        return { status: 200, headers, body: await rest.zip.open(ctx) };
      }
      if (isListFormat(format) && rest.csv !== undefined) {
        const paged = plan.fields.has("cursor");
        // The file was charged with its first page: later pages must not exceed the limit and break it off.
        const free: ApiContext = { ...ctx, spend: () => 0 };
        const fetch = (page: { cursor?: string; limit?: number }) =>
          call(page.cursor === undefined ? ctx : free, { ...value, ...page });
        const { readThread, who } = ctx;
        // The first page is read here: it need not wait for the thread to start, and a short list needs no thread.
        const continuedBy =
          readThread === null || who === null
            ? {}
            : {
                continuedBy: (after: FileSoFar) =>
                  readThread.open({ path: name, input: value, who, file: { format, after } }),
              };
        const list = { ctx, format, columns: rest.csv, paged, fetch, ...continuedBy };
        const pieces = await exportList(list);
        const body = format === "xlsx" ? workbookOf(pieces) : pieces;
        return { status: 200, headers: fileHeaders(name, format), body };
      }
      const data = await call(ctx, value);
      return { status: 200, headers: JSON_HEADERS, body: JSON.stringify(data) ?? "null" };
    } catch (error) {
      return restRefusal(error, request.requestId ?? "");
    }
  };
  return { method: rest.method, path: rest.path, procedure: name, handle };
}

/** The refusal is the body, with its status. */
export function restRefusal(cause: unknown, requestId: string): RestAnswer {
  const error = refusalErrorOf(cause);
  return {
    status: getHTTPStatusCodeFromError(error),
    headers: JSON_HEADERS,
    body: JSON.stringify(refusalObject(error, requestId)),
  };
}

type Fields = Record<string, unknown>;

/** Combines the path, the query string or body, and the two headers for fields into one object. */
function inputOf(
  plan: InputPlan,
  method: RestMethod,
  request: RestRequest,
  format: FileFormat | null,
): Fields {
  const given = method === "GET" ? queryFields(plan, request.query, format) : bodyFields(request);
  const input: Fields = { ...given };
  for (const [name, text] of Object.entries(request.params)) {
    const value = readText(plan, name, text);
    if (Object.hasOwn(input, name) && input[name] !== value)
      throw refuseField(name, "differs_from_address", {});
    input[name] = value;
  }
  const key = one(request.headers["idempotency-key"]);
  if (key !== undefined && plan.fields.has("key") && !Object.hasOwn(input, "key"))
    input["key"] = key;
  const match = one(request.headers["if-match"]);
  if (match !== undefined && plan.fields.has("version")) {
    const version = versionOf(match);
    if (Object.hasOwn(input, "version") && input["version"] !== version)
      throw refuseField("version", "differs_from_if_match", {});
    input["version"] = version;
  }
  return input;
}

function queryFields(
  plan: InputPlan,
  query: RestRequest["query"],
  format: FileFormat | null,
): Fields {
  const fields: Fields = {};
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || (format !== null && name === "format")) continue;
    if (typeof value !== "string") throw refuseField(name, "given_twice", {});
    define(fields, name, readText(plan, name, value));
  }
  return fields;
}

function bodyFields({ body, query }: RestRequest): Fields {
  const [stray] = Object.keys(query);
  if (stray !== undefined) throw refuseField(stray, "belongs_in_body", {});
  if (body === undefined) return {};
  if (body === null || typeof body !== "object" || Array.isArray(body))
    throw refuseField("", "body_not_an_object", {});
  return { ...body };
}

/** `__proto__` in a query string is an ordinary name, which the contract refuses. */
function define(fields: Fields, name: string, value: unknown): void {
  Object.defineProperty(fields, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function versionOf(header: string): number {
  const [, digits] = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header.trim()) ?? [];
  if (digits === undefined) throw refuseField("version", "if_match_not_a_version", {});
  return Number(digits);
}

type FileFormat = ExportFormat | "packed" | "zip";

const isListFormat = (format: FileFormat | null): format is ExportFormat =>
  EXPORT_FORMATS.some((known) => known === format);

/** Null means the result of the procedure, one page; an unknown format is refused by the contract. */
function fileFormat(rest: RestPlace, { query, headers }: RestRequest): FileFormat | null {
  const { format } = query;
  if (rest.packed !== undefined && format === "packed") return format;
  if (rest.zip !== undefined && format === "zip") return format;
  if (rest.csv === undefined) return null;
  const known = EXPORT_FORMATS.find((candidate) => candidate === format);
  if (known !== undefined) return known;
  return one(headers["accept"])?.startsWith("text/csv") === true ? "csv" : null;
}

function packedAnswer(
  pieces: AsyncIterable<Uint8Array>,
  { headers: { "accept-encoding": accepted } }: RestRequest,
): RestAnswer {
  const type = { "content-type": "application/x-ndjson", vary: "accept-encoding" };
  if (/\bgzip\b/.test(one(accepted) ?? ""))
    return { status: 200, headers: { ...type, "content-encoding": "gzip" }, body: pieces };
  return { status: 200, headers: type, body: unpacked(pieces) };
}

/** For the few clients that cannot decompress it. */
async function* unpacked(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  pipeline(Readable.from(pieces), gunzip, () => undefined);
  yield* gunzip;
}

const FILE_TYPES = {
  csv: "text/csv; charset=utf-8",
  json: "application/json; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  zip: "application/zip",
} as const;

function fileHeaders(name: string, format: keyof typeof FILE_TYPES): Record<string, string> {
  return {
    "content-type": FILE_TYPES[format],
    "content-disposition": `attachment; filename="${name.replace(".", "-")}.${format}"`,
    vary: "accept",
  };
}

function one(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === "string" ? header : undefined;
}
