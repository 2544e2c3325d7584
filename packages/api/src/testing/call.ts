/** For tests: calls a procedure by its name over tRPC or REST, like the server. */
import { appRouter } from "../root.ts";
import type { ApiContext } from "../context.ts";
import { handleTrpc } from "../lean-adapter.ts";
import { createRestRoutes } from "../rest.ts";
import type { RestRequest, RestRoute } from "../rest.ts";
import { listProcedures } from "../procedures.ts";
import type { ListedProcedure } from "../procedures.ts";

export interface Answer {
  readonly status: number;
  /** The result of the procedure, or the refusal. */
  readonly body: unknown;
}

export const procedures: readonly ListedProcedure[] = listProcedures(appRouter);
const routes = new Map(createRestRoutes(appRouter).map((route) => [route.procedure, route]));

export function procedure(name: string): ListedProcedure {
  const found = procedures.find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no procedure ${name}`);
  return found;
}

export function routeOf(name: string): RestRoute {
  const route = routes.get(name);
  if (route === undefined) throw new Error(`${name} has no place in REST`);
  return route;
}

/** Over `/trpc`. */
export async function overTrpc(ctx: ApiContext, name: string, input: unknown): Promise<Answer> {
  const query = procedure(name).type === "query";
  const text = JSON.stringify(input);
  const answer = await handleTrpc({
    router: appRouter,
    method: query ? "GET" : "POST",
    path: name,
    query: query ? { input: text } : {},
    body: query || text === undefined ? undefined : JSON.parse(text),
    contentType: query ? undefined : "application/json",
    createContext: () => Promise.resolve(ctx),
  });
  const parsed: { result?: { data: unknown }; error?: { data: { refusal: unknown } } } = JSON.parse(
    answer.body,
  );
  return {
    status: answer.status,
    body: parsed.error === undefined ? parsed.result?.data : parsed.error.data.refusal,
  };
}

/** Over `/api`: path parameters in the path, the rest in the query string or the body. */
export async function overRest(
  ctx: ApiContext,
  name: string,
  input: Record<string, unknown>,
  more: Partial<RestRequest> = {},
): Promise<Answer> {
  const answer = await routeOf(name).handle({ ...restRequest(ctx, name, input), ...more });
  if (typeof answer.body !== "string") throw new Error("this answer is a file");
  return { status: answer.status, body: JSON.parse(answer.body) };
}

/** All pieces of a file as one text. */
export async function textOf(pieces: AsyncIterable<string | Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const piece of pieces)
    text += typeof piece === "string" ? piece : decoder.decode(piece, { stream: true });
  return text + decoder.decode();
}

/** The REST request for this input. */
export function restRequest(
  ctx: ApiContext,
  name: string,
  input: Record<string, unknown>,
): RestRequest {
  const { method, path } = routeOf(name);
  const params: Record<string, string> = {};
  const rest: Record<string, unknown> = { ...JSON.parse(JSON.stringify(input)) };
  for (const [, param = ""] of path.matchAll(/\{(\w+)\}/g)) {
    params[param] = String(rest[param]);
    delete rest[param];
  }
  const query =
    method === "GET"
      ? Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, String(value)]))
      : {};
  return {
    params,
    query,
    body: method === "GET" ? undefined : rest,
    headers: {},
    createContext: () => Promise.resolve(ctx),
    requestId: ctx.request.id,
  };
}
