import { getTRPCErrorFromUnknown } from "@trpc/server";
import type { TRPCError } from "@trpc/server";
import type { Who } from "@daybook/core/context/context";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import type { Credentials, ResolveActor } from "./auth/resolve-actor.ts";
import { createGuestList } from "./auth/guest-list.ts";
import type { ApiContext, ApiRequest, ApiServices, ShopServices } from "./context.ts";
import { asRefusalError } from "./refusal.ts";

export interface IncomingRequest extends ApiRequest {
  readonly authorization: string | undefined;
}

export interface ContextMakerOptions {
  readonly work: UnitOfWork;
  readonly services: ApiServices;
  readonly resolveActor: ResolveActor;
}

/** Creates the context of one request, once per request. Its refusals are tRPC errors with a refusal. */
export type MakeContext = (request: IncomingRequest) => Promise<ApiContext>;

/** The context factory of the process. */
export function createContextMaker(options: ContextMakerOptions): MakeContext {
  const { services } = options;
  const make = createMaker(options);
  return async (request) => {
    try {
      return await make(request);
    } catch (error) {
      throw refusalIn(services, request, error);
    }
  };
}

function refusalIn(services: ApiServices, request: ApiRequest, error: unknown): TRPCError {
  return asRefusalError(getTRPCErrorFromUnknown(error), (bug) =>
    services.report({ error: bug, requestId: request.id, path: "" }),
  );
}

function createMaker({ work, services, resolveActor }: ContextMakerOptions): MakeContext {
  const { live, verifyAside, catalogueFiles, readThread } = services;
  const realDatabase: ShopServices = { work, live, verifyAside, catalogueFiles, readThread };
  const guests = createGuestList();
  return async (request) => {
    const identity = await resolveActor(credentialsOf(request));
    const session = identity?.session ?? null;
    const who: Who | null =
      identity === null ? null : { actor: identity.actor, requestId: request.id };
    const spend = identity?.spend ?? resolveActor.spendAsAnonymous(request.address);
    const rest = { services, request, session, home: { work, who }, spend };
    const rightsNow = () => identity?.rightsNow() ?? Promise.resolve(null);
    if (who === null || session?.sampleShop !== true)
      return { ...realDatabase, ...rest, who, rightsNow };
    try {
      const sampleShop = await services.sample.open();
      return {
        ...sampleShop,
        ...rest,
        who: await guests.whoIn(sampleShop.work, who),
        // A new sample shop ends the connections to the old one.
        rightsNow: async () =>
          (await services.sample.open()).work === sampleShop.work ? rightsNow() : null,
      };
    } catch (error) {
      // A user who cannot enter the sample shop must still be able to leave it.
      const noDatabase = refusalIn(services, request, error);
      return { ...realDatabase, ...rest, who: null, noDatabase, rightsNow };
    }
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
