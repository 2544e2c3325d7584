import type { FastifyInstance } from "fastify";
import { refuse } from "@daybook/core/domain-error";
import type { Store } from "@daybook/db/types";
import type { Metrics } from "../metrics.ts";
import { JSON_TYPE, sendRefusal } from "../refusal-answer.ts";
import { VERSION } from "../version.ts";

export interface StatusParts {
  readonly store: Pick<Store, "engine" | "trouble">;
  readonly metrics: Metrics;
  readonly stopping: () => boolean;
}

/** `/healthz` for whoever watches the server, `/metrics` for this machine alone. */
export function addStatusRoutes(app: FastifyInstance, parts: StatusParts): void {
  app.get("/healthz", (request, reply) => {
    const stopping = parts.stopping();
    const trouble = parts.store.trouble();
    const status = stopping ? "stopping" : trouble === null ? "ok" : "failing";
    const body = {
      status,
      version: VERSION,
      engine: parts.store.engine,
      // It names files of this computer.
      ...(trouble !== null && request.client.local ? { trouble } : {}),
    };
    return reply
      .code(status === "ok" ? 200 : 503)
      .header("content-type", JSON_TYPE)
      .send(JSON.stringify(body));
  });
  app.get("/metrics", async (request, reply) => {
    if (!request.client.local) return sendRefusal(request, reply, refuse("no_such_path", {}));
    const text = await parts.metrics.text();
    return reply.header("content-type", parts.metrics.contentType).send(text);
  });
}
