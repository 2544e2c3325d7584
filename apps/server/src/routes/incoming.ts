import type { FastifyReply, FastifyRequest } from "fastify";
import { FIELD_CODES_HEADER, readShownShop, SHOWN_SHOP_HEADER } from "@daybook/contract/shown-shop";
import type { IncomingRequest, MakeContext } from "@daybook/api/server/context-maker";
import type { ApiContext } from "@daybook/api/server/context";

/** The dependencies of the API routes. */
export interface ApiParts {
  readonly makeContext: MakeContext;
  /** Called after a call that may have changed permissions, or how the server can be reached. */
  readonly afterWrite: (procedure: string) => void;
}

const contexts = new WeakMap<FastifyRequest, Promise<ApiContext>>();

/** The context of one request, created on first use; cookies set by the call are added to its response. */
export function contextFor(
  request: FastifyRequest,
  reply: FastifyReply,
  makeContext: MakeContext,
): () => Promise<ApiContext> {
  return () => {
    let context = contexts.get(request);
    if (context === undefined)
      contexts.set(request, (context = makeContext(incoming(request, reply))));
    return context;
  };
}

function incoming(request: FastifyRequest, reply: FastifyReply): IncomingRequest {
  const { headers } = request.raw;
  const { address, scheme } = request.client;
  const shownShop = readShownShop(headers[SHOWN_SHOP_HEADER]);
  return {
    id: request.id,
    address,
    scheme,
    userAgent: headers["user-agent"] ?? "",
    shownShop,
    earlierPage: shownShop !== undefined && headers[FIELD_CODES_HEADER] === undefined,
    cookieHeader: headers.cookie,
    authorization: headers.authorization,
    setCookie: (cookie) => void reply.header("set-cookie", cookie),
  };
}
