import { getTRPCErrorShape } from "@trpc/server";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import type { PlainCode } from "@daybook/contract/reasons";
import { refuse } from "@daybook/core/errors/domain-error";
import type { DomainError } from "@daybook/core/errors/domain-error";
import { refusalOfError } from "@daybook/core/errors/refusal-of-error";
import { refusalObject, statusOf, trpcErrorOf } from "@daybook/api/server/refusal";
import { appRouter } from "@daybook/api/server/root";

export const JSON_TYPE = "application/json; charset=utf-8";

/** The body of a refusal: bare for REST and everything else, in tRPC's envelope on `/trpc` so that its client reads it. */
export function refusalBody(refusal: DomainError, requestId: string, url: string): string {
  const error = trpcErrorOf(refusal);
  if (!url.startsWith("/trpc")) return JSON.stringify(refusalObject(error, requestId));
  const shape: unknown = getTRPCErrorShape({
    config: appRouter._def._config,
    error,
    // safe because the formatter reads nothing of a context but the request's id
    ctx: { request: { id: requestId } } as never,
    type: "unknown",
    path: undefined,
    input: undefined,
  });
  return JSON.stringify({ error: shape });
}

/** Answers a request with a refusal under the refusal's own status. */
export function sendRefusal(
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: DomainError,
): FastifyReply {
  // What is still on its way is not read: the connection ends with the answer.
  if (!request.raw.complete) reply.header("connection", "close");
  return reply
    .code(statusOf(refusal.code))
    .header("content-type", JSON_TYPE)
    .header("cache-control", "no-store")
    .send(refusalBody(refusal, request.id, request.raw.url ?? ""));
}

const BY_STATUS: Readonly<Record<number, PlainCode>> = {
  404: "no_such_path",
  405: "method_not_allowed",
  413: "payload_too_large",
  415: "unsupported_media_type",
  503: "busy",
};

/** What the outside world learns of an error on the way to a handler; null for a bug, of which it learns nothing. */
export function refusalOfHttpError(error: unknown): DomainError | null {
  const known = refusalOfError(error);
  if (known !== null) return known;
  // safe because every property of the type is looked at before it is used
  const { statusCode } = error as Partial<FastifyError>;
  if (typeof statusCode !== "number" || statusCode < 400) return null;
  const reason = BY_STATUS[statusCode];
  if (reason !== undefined) return refuse(reason, {});
  return statusCode < 500 ? refuse("bad_request", {}) : null;
}
