import type { FastifyInstance } from "fastify";
import { refuse } from "@daybook/core/domain-error";
import type { Metrics } from "../metrics.ts";
import { JSON_TYPE, sendRefusal } from "../refusal-answer.ts";
import { VERSION } from "../version.ts";

export interface StatusParts {
  readonly engine: "sqlite" | "postgres";
  readonly metrics: Metrics;
  readonly stopping: () => boolean;
}

/** `/healthz` for whoever watches the server, `/metrics` for this machine alone. */
export function addStatusRoutes(app: FastifyInstance, parts: StatusParts): void {
  app.get("/healthz", (_request, reply) => {
    const stopping = parts.stopping();
    const body = { status: stopping ? "stopping" : "ok", version: VERSION, engine: parts.engine };
    return reply
      .code(stopping ? 503 : 200)
      .header("content-type", JSON_TYPE)
      .send(JSON.stringify(body));
  });
  app.get("/metrics", async (request, reply) => {
    if (!request.client.local) return sendRefusal(request, reply, refuse("no_such_path", {}));
    const text = await parts.metrics.text();
    return reply.header("content-type", parts.metrics.contentType).send(text);
  });
}
