import { pipeline, Transform } from "node:stream";
import type { Readable, TransformCallback } from "node:stream";
import { finished } from "node:stream/promises";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { MOST_BODY_BYTES } from "@daybook/contract/body-limit";
import { refuse } from "@daybook/core/errors/domain-error";
import type { DomainError } from "@daybook/core/errors/domain-error";
import { refusalOfError } from "@daybook/core/errors/refusal-of-error";
import type { MakeContext } from "@daybook/api/server/context-maker";
import { parseJsonText } from "./guards/json-text.ts";
import { isUpload, UPLOAD_TYPE } from "./upload.ts";
import { contextFor } from "./routes/incoming.ts";

/** Sign-in and setup need less; unauthenticated callers send nothing else. */
export const MAX_ANONYMOUS_BODY_BYTES = 16 * 1024;

/**
 * For known callers, an oversized body is read up to this size before it is refused: many clients read no response
 * while they send.
 */
const MOST_POURED_AWAY_BYTES = 32 * MOST_BODY_BYTES;

export interface BodyReaderOptions {
  readonly makeContext: MakeContext;
}

/**
 * Parses JSON bodies. The caller is authenticated before more of a body is read than unauthenticated callers may send.
 */
export function addBodyReader(app: FastifyInstance, { makeContext }: BodyReaderOptions): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "application/json",
    { parseAs: "string", bodyLimit: MOST_BODY_BYTES },
    (_request, body, done) => {
      try {
        done(null, body.length === 0 ? undefined : parseJsonText(String(body)));
      } catch (error) {
        // safe because the parser throws refusals only
        done(error as DomainError);
      }
    },
  );
  // Passed on as it arrives: the route stores it.
  app.addContentTypeParser(UPLOAD_TYPE, (_request, body, done) => done(null, body));
  app.addHook("preParsing", async (request, reply, body) => {
    // Its route authenticates the caller and bounds the bytes while it stores them.
    if (isUpload(request)) return body;
    const { headers } = request.raw;
    const declared = headers["content-length"];
    if (declared === undefined && headers["transfer-encoding"] === undefined) return body;
    const length = declared === undefined ? Number.POSITIVE_INFINITY : Number(declared);
    if (length <= MAX_ANONYMOUS_BODY_BYTES) return body;
    const isTooLarge = declared !== undefined && length > MOST_BODY_BYTES;
    if (isTooLarge && length > MOST_POURED_AWAY_BYTES) throw refuse("payload_too_large", {});
    const refusal = await whyNotLarge(request, reply, makeContext);
    if (isTooLarge) {
      if (refusal === null) await discarded(body);
      throw refuse("payload_too_large", {});
    }
    if (refusal === null) return body;
    if (declared !== undefined) throw refusal;
    return pipeline(body, new Bounded(MAX_ANONYMOUS_BODY_BYTES, refusal), () => undefined);
  });
}

/** Until all of it was received and discarded, or the client has disconnected. */
async function discarded(body: Readable): Promise<void> {
  body.resume();
  await finished(body, { writable: false }).catch(() => undefined);
}

/** Why this caller may not send a large body; null with a session or a key. */
async function whyNotLarge(
  request: FastifyRequest,
  reply: FastifyReply,
  makeContext: MakeContext,
): Promise<DomainError | null> {
  try {
    const context = await contextFor(request, reply, makeContext)();
    return context.who === null && context.home.who === null ? refuse("not_signed_in", {}) : null;
  } catch (error) {
    const refusal = refusalOfError(error);
    if (refusal === null) throw error;
    return refusal;
  }
}

/** Passes this many bytes and fails with the refusal at the next one. */
class Bounded extends Transform {
  #left: number;
  readonly #refusal: DomainError;

  constructor(bytes: number, refusal: DomainError) {
    super();
    this.#left = bytes;
    this.#refusal = refusal;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#left -= chunk.length;
    if (this.#left < 0) done(this.#refusal);
    else done(null, chunk);
  }
}
