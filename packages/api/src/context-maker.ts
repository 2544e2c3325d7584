import { getTRPCErrorFromUnknown } from "@trpc/server";
import type { UnitOfWork } from "@daybook/core/unit-of-work";
import type { Credentials, Identity, ResolveActor } from "./auth/resolve-actor.ts";
import type { ApiContext, ApiRequest, ApiServices } from "./context.ts";
import { asRefusalError } from "./refusal.ts";

export interface IncomingRequest extends ApiRequest {
  readonly cookieHeader: string | undefined;
  readonly authorization: string | undefined;
}

export interface ContextMakerOptions {
  readonly work: UnitOfWork;
  readonly services: ApiServices;
  readonly resolveActor: ResolveActor;
}

/** Makes the context of one request, once per request. Its refusals are tRPC errors that carry a refusal. */
export type MakeContext = (request: IncomingRequest) => Promise<ApiContext>;

/** The process's maker of contexts. */
export function createContextMaker({
  work,
  services,
  resolveActor,
}: ContextMakerOptions): MakeContext {
  return async (request) => {
    let identity: Identity | null;
    try {
      identity = await resolveActor(credentialsOf(request));
    } catch (error) {
      throw asRefusalError(getTRPCErrorFromUnknown(error), (bug) =>
        services.report({ error: bug, requestId: request.id, path: "" }),
      );
    }
    return {
      work,
      services,
      request,
      who: identity === null ? null : { actor: identity.actor, requestId: request.id },
      session: identity?.session ?? null,
      stillSignedIn: () => identity?.stillValid() ?? Promise.resolve(false),
    };
  };
}

function credentialsOf({
  cookieHeader,
  authorization,
  scheme,
  address,
}: IncomingRequest): Credentials {
  return { cookieHeader, authorization, scheme, address };
}
