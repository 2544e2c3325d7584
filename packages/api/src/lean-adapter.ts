/**
 * tRPC over HTTP for queries and mutations, batched or not, without the web `Request`, `Response` and `AbortSignal`
 * objects that cause most of the official adapter's cost. It returns the same responses as the official one (a test
 * compares them); subscriptions use the socket.
 */
import { setImmediate } from "node:timers/promises";
import { callTRPCProcedure, getTRPCErrorShape, TRPCError } from "@trpc/server";
import type { AnyTRPCRouter } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { costOf, HEAVY, MAX_BATCH_COST } from "./call-cost.ts";
import type { ApiContext } from "./context.ts";
import { refusalErrorOf } from "./refusal.ts";

export interface TrpcRequest {
  /** Usually `appRouter`. */
  readonly router: AnyTRPCRouter;
  readonly method: string;
  /** The decoded path after `/trpc/`: the name of a procedure or several separated by commas. */
  readonly path: string;
  /** The decoded `batch` and `input` of the query string. */
  readonly query: { readonly batch?: string | undefined; readonly input?: string | undefined };
  /** The parsed JSON body; undefined if there is none. */
  readonly body: unknown;
  readonly contentType: string | undefined;
  /** Called once, after the request has been parsed. */
  readonly createContext: () => Promise<ApiContext>;
  readonly maxBatchSize?: number;
  /** The request id for refusals that occur before there is a context. */
  readonly requestId?: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text, ready to send. */
  readonly body: string;
}

const HEADERS = { "content-type": "application/json", vary: "trpc-accept, accept" };
const METHODS: Readonly<Record<string, string>> = {
  query: "GET",
  mutation: "POST",
  subscription: "GET",
};
/** Attempts at these are counted individually, and a batch could contain many in one request. */
const ALONE = /^(auth|setup)\./;

/** Answers one HTTP request on `/trpc`. Never throws. */
export async function handleTrpc(request: TrpcRequest): Promise<HttpAnswer> {
  const calls = parseCalls(request);
  if (calls instanceof TRPCError) return wholeRefusal(request, calls);
  const context = await contextOf(request);
  if (!calls.batch) {
    const [path = ""] = calls.paths;
    const { status, json } = await callOne(request, context, path, calls.inputs[0]);
    return { status, headers: HEADERS, body: json };
  }
  const answers = await callAll(request, context, calls);
  const [first] = answers;
  const same = answers.every((answer) => answer.status === first?.status);
  return {
    status: same ? (first?.status ?? 200) : 207,
    headers: HEADERS,
    body: `[${answers.map((answer) => answer.json).join(",")}]`,
  };
}

/** Runs all writes at once, so they share a commit; but a sale in between waits for at most one read or heavy call. */
async function callAll(
  request: TrpcRequest,
  context: ApiContext | TRPCError,
  { paths, inputs }: Calls,
): Promise<Answered[]> {
  const answers: Promise<Answered>[] = [];
  for (const [index, path] of paths.entries()) {
    const heavy = costOf(path, inputs[index]) >= HEAVY;
    if (index > 0 && (heavy || request.method === "GET")) await setImmediate();
    const answer = callOne(request, context, path, inputs[index]);
    answers.push(answer);
    if (heavy) await answer;
  }
  return Promise.all(answers);
}

interface Calls {
  readonly batch: boolean;
  readonly paths: readonly string[];
  readonly inputs: readonly unknown[];
}

/** The requested calls, or why the request as a whole is not valid. */
function parseCalls({
  router,
  method,
  path,
  query,
  body,
  contentType,
  maxBatchSize = 20,
}: TrpcRequest): Calls | TRPCError {
  if (method !== "GET" && contentType?.startsWith("application/json") !== true) {
    return new TRPCError({ code: "UNSUPPORTED_MEDIA_TYPE", message: "Send JSON." });
  }
  const batch = query.batch === "1";
  const paths = batch ? path.split(",") : [path];
  if (paths.length > maxBatchSize) return badRequest("Batch call exceeds maximum size");
  if (paths.length > 1 && paths.some((one) => ALONE.test(one))) {
    return badRequest("This procedure cannot be called in a batch");
  }
  const inputs = inputsOf(method, batch, paths, query.input, body);
  const cost = paths.reduce((sum, one, index) => sum + costOf(one, inputs[index]), 0);
  if (paths.length > 1 && cost > MAX_BATCH_COST)
    return new TRPCError({ code: "PAYLOAD_TOO_LARGE", message: "Batch call exceeds maximum cost" });
  const kinds = new Set<string>();
  for (const one of paths) {
    const kind = typeOf(router, one);
    if (kind !== undefined) kinds.add(kind);
  }
  if (kinds.size > 1)
    return badRequest(`Cannot mix procedure types in call: ${[...kinds].join(", ")}`);
  return { batch, paths, inputs };
}

/** The raw input of each call, or a `TRPCError` if it cannot be parsed. */
function inputsOf(
  method: string,
  batch: boolean,
  paths: readonly string[],
  queryInput: string | undefined,
  body: unknown,
): unknown[] {
  let inputs: unknown;
  try {
    inputs = method === "GET" ? (queryInput ? JSON.parse(queryInput) : undefined) : body;
  } catch (cause) {
    const error = badRequest(cause instanceof Error ? cause.message : "Invalid input", cause);
    return paths.map(() => error);
  }
  if (!batch) return [inputs];
  if (inputs === undefined) return [];
  if (inputs === null || typeof inputs !== "object" || Array.isArray(inputs)) {
    const error = badRequest('"input" needs to be an object when doing a batch call');
    return paths.map(() => error);
  }
  const record = inputs;
  return paths.map((_, index) =>
    Object.hasOwn(record, index) ? Reflect.get(record, index) : undefined,
  );
}

function badRequest(message: string, cause?: unknown): TRPCError {
  return new TRPCError({ code: "BAD_REQUEST", message, cause });
}

function typeOf(
  router: AnyTRPCRouter,
  path: string,
): "query" | "mutation" | "subscription" | undefined {
  const { procedures } = router._def;
  if (!Object.hasOwn(procedures, path)) return undefined;
  const procedure: unknown = Reflect.get(procedures, path);
  if (typeof procedure !== "function" || !("_def" in procedure)) return undefined;
  // safe because tRPC stores its procedures' type here, and the name was found in its list of procedures
  return (procedure._def as { type: "query" | "mutation" | "subscription" }).type;
}

async function contextOf(request: TrpcRequest): Promise<ApiContext | TRPCError> {
  try {
    return await request.createContext();
  } catch (error) {
    return refusalErrorOf(error);
  }
}

interface Answered {
  readonly status: number;
  readonly json: string;
}

async function callOne(
  request: TrpcRequest,
  context: ApiContext | TRPCError,
  path: string,
  input: unknown,
): Promise<Answered> {
  const { router, method } = request;
  const type = typeOf(router, path);
  try {
    if (type === undefined)
      throw new TRPCError({ code: "NOT_FOUND", message: `No procedure found on path "${path}"` });
    if (METHODS[type] !== method || type === "subscription") {
      const message = `Unsupported ${method}-request to ${type} procedure at path "${path}"`;
      throw new TRPCError({ code: "METHOD_NOT_SUPPORTED", message });
    }
    if (context instanceof TRPCError) throw context;
    const data: unknown = await callTRPCProcedure({
      router,
      path,
      type,
      ctx: context,
      getRawInput: () =>
        input instanceof TRPCError ? Promise.reject(input) : Promise.resolve(input),
      signal: undefined,
      batchIndex: 0,
    });
    // JSON has no undefined: like the official adapter, this omits `data` then.
    const json = JSON.stringify(data);
    return {
      status: 200,
      json: json === undefined ? '{"result":{}}' : `{"result":{"data":${json}}}`,
    };
  } catch (cause) {
    const error = refusalErrorOf(cause);
    const ctx = context instanceof TRPCError ? undefined : context;
    return {
      status: getHTTPStatusCodeFromError(error),
      json: errorJson(request, error, ctx, path, type),
    };
  }
}

function wholeRefusal(request: TrpcRequest, error: TRPCError): HttpAnswer {
  return {
    status: getHTTPStatusCodeFromError(error),
    headers: HEADERS,
    body: errorJson(request, error, undefined, undefined, undefined),
  };
}

function errorJson(
  { router, requestId }: TrpcRequest,
  error: TRPCError,
  ctx: ApiContext | undefined,
  path: string | undefined,
  type: "query" | "mutation" | "subscription" | undefined,
): string {
  const shape: unknown = getTRPCErrorShape({
    config: router._def._config,
    error,
    // Without a context the formatter still gets the request id.
    ctx: ctx ?? { request: { id: requestId ?? "" } },
    type: type ?? "unknown",
    path,
    input: undefined,
  });
  return JSON.stringify({ error: shape });
}
