import { getTRPCErrorShape } from "@trpc/server";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import type { PlainCode } from "@daybook/contract/reasons";
import { refuse } from "@daybook/core/errors/domain-error";
import type { DomainError } from "@daybook/core/errors/domain-error";
import { refusalOfError } from "@daybook/core/errors/refusal-of-error";
import { refusalObject, statusOf, trpcErrorOf } from "@daybook/api/server/refusal";
import { appRouter } from "@daybook/api/server/root";

export const JSON_TYPE = "application/json; charset=utf-8";

/** The body of a refusal: plain for REST and everything else, in tRPC's envelope on `/trpc` for its client. */
export function refusalBody(refusal: DomainError, requestId: string, url: string): string {
  const error = trpcErrorOf(refusal);
  if (!url.startsWith("/trpc")) return JSON.stringify(refusalObject(error, requestId));
  const shape: unknown = getTRPCErrorShape({
    config: appRouter._def._config,
    error,
    // safe because the formatter only reads the request id of a context
    ctx: { request: { id: requestId } } as never,
    type: "unknown",
    path: undefined,
    input: undefined,
  });
  return JSON.stringify({ error: shape });
}

/** Responds with a refusal and its status. */
export function sendRefusal(
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: DomainError,
): FastifyReply {
  // The rest of the request is not read: the connection closes with the response.
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

/** The refusal for an error before a handler; null for a bug, whose details are not sent. */
export function refusalOfHttpError(error: unknown): DomainError | null {
  const known = refusalOfError(error);
  if (known !== null) return known;
  // safe because every property of the type is checked before use
  const { statusCode } = error as Partial<FastifyError>;
  if (typeof statusCode !== "number" || statusCode < 400) return null;
  const reason = BY_STATUS[statusCode];
  if (reason !== undefined) return refuse(reason, {});
  return statusCode < 500 ? refuse("bad_request", {}) : null;
}
