import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { handleTrpc } from "@daybook/api/server/lean-adapter";
import { appRouter } from "@daybook/api/server/root";
import { inspectJsonText } from "../guards/json-text.ts";
import { contextFor } from "./incoming.ts";
import type { ApiParts } from "./incoming.ts";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

interface TrpcRoute {
  Params: { "*": string };
  Querystring: Readonly<Record<string, string | string[] | undefined>>;
}

/** `/trpc/<procedure>`: queries and mutations; live changes use a socket at `/trpc`. */
export function addTrpcRoutes(app: FastifyInstance, parts: ApiParts): void {
  app.route<TrpcRoute>({
    method: METHODS,
    url: "/trpc/*",
    handler: (request, reply) => {
      answer(request, reply, parts).catch((error: unknown) => reply.send(error));
    },
  });
}

async function answer(
  request: FastifyRequest<TrpcRoute>,
  reply: FastifyReply,
  { makeContext, afterWrite }: ApiParts,
): Promise<void> {
  const path = request.params["*"];
  const input = text(request.query["input"]);
  if (input !== undefined) inspectJsonText(input);
  request.measuredAs = path.includes(",") ? "/trpc batch" : known(path);
  const { status, headers, body } = await handleTrpc({
    router: appRouter,
    method: request.method,
    path,
    query: { batch: text(request.query["batch"]), input },
    body: request.body,
    contentType: request.raw.headers["content-type"],
    createContext: contextFor(request, reply, makeContext),
    requestId: request.id,
  });
  if (request.method === "POST") for (const name of path.split(",")) afterWrite(name);
  void reply.code(status).headers(headers).send(body);
}

/** Only real names become labels: unknown names in requests must not add metrics. */
function known(path: string): string {
  return Object.hasOwn(appRouter._def.procedures, path) ? `/trpc/${path}` : "/trpc/*";
}

function text(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
