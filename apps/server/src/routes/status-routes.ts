import type { FastifyInstance } from "fastify";
import { refuse } from "@daybook/core/errors/domain-error";
import type { Store } from "@daybook/db/types";
import type { Metrics } from "../metrics.ts";
import { JSON_TYPE, sendRefusal } from "../refusal-answer.ts";
import { VERSION } from "../version.ts";

/** A database that takes longer than this is useless for a till. */
const HEALTH_MS = 2_000;

export interface StatusParts {
  readonly store: Store;
  readonly metrics: Metrics;
  readonly stopping: () => boolean;
}

/** `/healthz` for monitoring, `/metrics` for local requests only. */
export function addStatusRoutes(app: FastifyInstance, parts: StatusParts): void {
  const { store } = parts;
  const answers = healthOf(store);
  app.get("/healthz", async (request, reply) => {
    const problem = store.problem();
    const healthy = problem === null && (await answers());
    const status = parts.stopping() ? "stopping" : healthy ? "ok" : "failing";
    const body = {
      status,
      version: VERSION,
      engine: store.engine,
      // It contains paths of this computer.
      ...(problem !== null && request.client.local ? { trouble: problem } : {}),
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

/** Queries the database and returns whether it responded in time. Concurrent callers share one query. */
function healthOf(store: Store): () => Promise<boolean> {
  let asking: Promise<boolean> | null = null;
  const ask = async (): Promise<boolean> => {
    let late: NodeJS.Timeout | undefined;
    const tooLate = new Promise<boolean>((resolve) => {
      late = setTimeout(() => resolve(false), HEALTH_MS);
    });
    const answer = store
      .read((tx) => tx.db.select({ id: tx.t.shop.id }).from(tx.t.shop).limit(1))
      .then(
        () => true,
        () => false,
      );
    const healthy = await Promise.race([answer, tooLate]);
    clearTimeout(late);
    asking = null;
    return healthy;
  };
  return () => (asking ??= ask());
}
