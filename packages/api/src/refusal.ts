import { getTRPCErrorFromUnknown, TRPCError } from "@trpc/server";
import { z } from "zod";
import { fieldErrorsOf } from "@daybook/contract/field-errors";
import { REASONS } from "@daybook/contract/reasons";
import type { PlainCode, ReasonCode, ReasonSpec } from "@daybook/contract/reasons";
import type { Refusal } from "@daybook/contract/refusal";
import { fieldSentence } from "@daybook/contract/sentences";
import { DomainError, refuse } from "@daybook/core/errors/domain-error";
import { refusalOfError } from "@daybook/core/errors/refusal-of-error";

type TrpcCode = TRPCError["code"];

/** tRPC's code for each HTTP status of a refusal. */
const TRPC_CODES: Readonly<Record<ReasonSpec["status"], TrpcCode>> = {
  400: "BAD_REQUEST",
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  405: "METHOD_NOT_SUPPORTED",
  409: "CONFLICT",
  413: "PAYLOAD_TOO_LARGE",
  415: "UNSUPPORTED_MEDIA_TYPE",
  421: "BAD_REQUEST",
  422: "UNPROCESSABLE_CONTENT",
  429: "TOO_MANY_REQUESTS",
  500: "INTERNAL_SERVER_ERROR",
  503: "SERVICE_UNAVAILABLE",
};

/** Refusals of the protocol, before any procedure ran. */
const PROTOCOL_REASONS: Partial<Record<TrpcCode, PlainCode>> = {
  PARSE_ERROR: "bad_request",
  BAD_REQUEST: "bad_request",
  NOT_FOUND: "no_such_path",
  METHOD_NOT_SUPPORTED: "method_not_allowed",
  PAYLOAD_TOO_LARGE: "payload_too_large",
  UNSUPPORTED_MEDIA_TYPE: "unsupported_media_type",
};

/** The HTTP status of a refusal. */
export function statusOf(code: ReasonCode): ReasonSpec["status"] {
  return REASONS[code].status;
}

/** A refusal as a tRPC error, with the tRPC code that has the status of the reason. */
export function trpcErrorOf(refusal: DomainError): TRPCError {
  return new TRPCError({
    code: TRPC_CODES[statusOf(refusal.code)],
    message: refusal.message,
    cause: refusal,
  });
}

/**
 * Converts any error of a procedure to one with a refusal: domain refusals and input errors keep their code, everything
 * else becomes `internal` and is reported to `onBug`.
 */
export function asRefusalError(error: TRPCError, onBug: (error: unknown) => void): TRPCError {
  if (error.cause instanceof DomainError && error.code !== "INTERNAL_SERVER_ERROR") return error;
  const inputIssues = inputIssuesOf(error);
  if (inputIssues !== null) return trpcErrorOf(invalidInput(inputIssues));
  const known = refusalOfError(error);
  if (known !== null) return trpcErrorOf(known);
  if (error.code !== "INTERNAL_SERVER_ERROR") return error;
  onBug(error.cause ?? error);
  return trpcErrorOf(refuse("internal", {}));
}

/**
 * An error thrown before or around a procedure, with the status of its refusal: an unreachable database during
 * authentication is not a bug.
 */
export function refusalErrorOf(cause: unknown): TRPCError {
  const error = getTRPCErrorFromUnknown(cause);
  if (error.code !== "INTERNAL_SERVER_ERROR") return error;
  const known = refusalOfError(cause);
  return known === null ? error : trpcErrorOf(known);
}

/** The refusal of an error, as sent over tRPC and REST. */
export function refusalObject(error: TRPCError, requestId: string): Refusal {
  const refusal = refusalIn(error);
  return {
    code: refusal.code,
    message: refusal.message,
    fieldErrors: Object.fromEntries(
      Object.entries(refusal.fieldErrors).map(([path, errors]) => [
        path,
        errors.map((error) => ({ ...error, message: fieldSentence(error) })),
      ]),
    ),
    details: { ...refusal.details },
    retryable: REASONS[refusal.code].retryable,
    requestId,
  };
}

/**
 * The refusal as pages read it before there were codes at fields. What such a page cannot read it takes for no answer:
 * a till would send the refused sale again for ever, and none behind it.
 */
export function forEarlierPages(refusal: Refusal) {
  const fields = Object.entries(refusal.fieldErrors).map(
    ([path, errors]) => [path, errors.map(({ message }) => message)] as const,
  );
  return { ...refusal, fieldErrors: Object.fromEntries(fields) };
}

/** The code under which a caller sees an error. */
export function codeOfError(error: TRPCError): ReasonCode {
  return refusalIn(error).code;
}

function refusalIn(error: TRPCError): DomainError {
  if (error.cause instanceof DomainError) return error.cause;
  const inputIssues = inputIssuesOf(error);
  if (inputIssues !== null) return invalidInput(inputIssues);
  return refusalOfError(error) ?? refuse(PROTOCOL_REASONS[error.code] ?? "internal", {});
}

/** A contract error of the input; a contract error of the output is a bug and has another code. */
function inputIssuesOf(error: TRPCError): readonly z.core.$ZodIssue[] | null {
  if (error.code !== "BAD_REQUEST") return null;
  return error.cause instanceof z.core.$ZodError ? error.cause.issues : null;
}

/** 400 `invalid_input` with the errors of each field. */
export function invalidInput(issues: readonly z.core.$ZodIssue[]): DomainError {
  return new DomainError({ code: "invalid_input", details: {} }, fieldErrorsOf(issues));
}
