import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { refuse } from "@daybook/core/errors/domain-error";
import { createRestRoutes } from "@daybook/api/server/rest";
import type { RestRoute } from "@daybook/api/server/rest";
import { appRouter } from "@daybook/api/server/root";
import { sendRefusal } from "../refusal-answer.ts";
import { contextFor } from "./incoming.ts";
import type { ApiParts } from "./incoming.ts";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

interface RestPath {
  Params: Readonly<Record<string, string>>;
  Querystring: Readonly<Record<string, string | string[] | undefined>>;
}

/** `/api/…`: every procedure at its REST path. A known path with another method returns 405 and the allowed methods. */
export function addRestRoutes(app: FastifyInstance, parts: ApiParts): void {
  const methods = new Map<string, Set<string>>();
  for (const route of createRestRoutes(appRouter)) {
    const url = `/api${route.path.replaceAll(/\{(\w+)\}/g, ":$1")}`;
    // Two paths that differ only in parameter names are the same route.
    const shape = url.replaceAll(/:\w+/g, ":");
    const taken = methods.get(shape) ?? new Set([`${url}`]);
    taken.add(route.method);
    if (route.method === "GET") taken.add("HEAD");
    methods.set(shape, taken);
    app.route<RestPath>({
      method: route.method,
      url,
      handler: (request, reply) => {
        answer(route, request, reply, parts).catch((error: unknown) => reply.send(error));
      },
    });
  }
  for (const [url = "", ...taken] of methods.values()) {
    app.route({
      method: METHODS.filter((method) => !taken.includes(method)),
      url,
      handler: (request, reply) =>
        sendRefusal(
          request,
          reply.header("allow", taken.join(", ")),
          refuse("method_not_allowed", {}),
        ),
    });
  }
}

async function answer(
  route: RestRoute,
  request: FastifyRequest<RestPath>,
  reply: FastifyReply,
  { makeContext, afterWrite }: ApiParts,
): Promise<void> {
  const { status, headers, body } = await route.handle({
    params: request.params,
    query: request.query,
    body: request.body,
    headers: request.raw.headers,
    createContext: contextFor(request, reply, makeContext),
    requestId: request.id,
  });
  if (route.method !== "GET") afterWrite(route.procedure);
  void reply
    .code(status)
    .headers(headers)
    .send(typeof body === "string" ? body : Readable.from(body));
}
