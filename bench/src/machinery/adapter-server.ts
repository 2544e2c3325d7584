/**
 * A process with one HTTP server for three tRPC adapters, each at its own path: the product's lean one, tRPC's for
 * Fastify and tRPC's for node:http. Router, contexts and database are the same; checks and logs are left out.
 */
import type { AddressInfo } from "node:net";
import { fastifyTRPCPlugin } from "@trpc/server/adapters/fastify";
import { nodeHTTPRequestHandler } from "@trpc/server/adapters/node-http";
import Fastify from "fastify";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { createCatalogueFiles, createCatalogueMaker } from "@daybook/api/server/catalogue-file";
import type { ApiContext, ApiServices } from "@daybook/api/server/context";
import { createContextMaker } from "@daybook/api/server/context-maker";
import { createResolveActor } from "@daybook/api/server/auth/resolve-actor";
import { createSessionManager } from "@daybook/api/server/auth/session";
import { handleTrpc } from "@daybook/api/server/lean-adapter";
import { createImportDesk } from "@daybook/api/server/imports/import-desk";
import { readingLimits } from "@daybook/core/imports/reading/limits";
import { createImportReader } from "@daybook/core/imports/reading/import-reader";
import { createLiveHub } from "@daybook/api/server/live/live-hub";
import { appRouter } from "@daybook/api/server/root";
import { PASSWORD_COST } from "@daybook/core/users/passwords";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import { openDatabase } from "../databases.ts";
import type { DatabaseFile } from "../databases.ts";
import { serve } from "../child.ts";

export type AdapterJob =
  | { readonly kind: "start"; readonly books: DatabaseFile }
  | { readonly kind: "cpu" };

export interface AdapterAnswer {
  readonly port: number;
  /** CPU of the whole process so far. */
  readonly cpuMicros: number;
}

type MakeContext = (request: FastifyRequest, reply: FastifyReply) => Promise<ApiContext>;

let port = 0;

serve(async (job: AdapterJob): Promise<AdapterAnswer> => {
  if (job.kind === "start") port = await start(job.books);
  const { user, system } = process.cpuUsage();
  return { port, cpuMicros: user + system };
});

async function start(books: DatabaseFile): Promise<number> {
  const { work } = await openDatabase(books);
  const makeContext = contextsOf(work);
  // The same Fastify options as the product's server, as far as they apply to all three.
  const app = Fastify({ childLoggerFactory: (logger) => logger });
  addLean(app, makeContext);
  await app.register(fastifyTRPCPlugin, {
    prefix: "/fastify",
    trpcOptions: {
      router: appRouter,
      createContext: ({ req, res }: { req: FastifyRequest; res: FastifyReply }) =>
        makeContext(req, res),
    },
  });
  await app.register(addNodeHttp(makeContext));
  await app.listen({ host: "127.0.0.1", port: 0 });
  // safe because a server that listens on a port has both
  return (app.server.address() as AddressInfo).port;
}

/** The same as in `apps/server/src/routes/trpc-routes.ts`. */
function addLean(app: FastifyInstance, makeContext: MakeContext): void {
  app.all<{ Params: { "*": string }; Querystring: { batch?: string; input?: string } }>(
    "/lean/*",
    async (request, reply) => {
      const { status, headers, body } = await handleTrpc({
        router: appRouter,
        method: request.method,
        path: request.params["*"],
        query: request.query,
        body: request.body,
        contentType: request.raw.headers["content-type"],
        createContext: () => makeContext(request, reply),
        requestId: request.id,
      });
      return reply.code(status).headers(headers).send(body);
    },
  );
}

function addNodeHttp(makeContext: MakeContext) {
  return (app: FastifyInstance, _options: object, done: () => void): void => {
    app.removeContentTypeParser("application/json");
    app.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, parsed) =>
      parsed(null, body),
    );
    app.all<{ Params: { "*": string } }>("/node-http/*", async (request, reply) => {
      reply.hijack();
      await nodeHTTPRequestHandler({
        router: appRouter,
        req: Object.assign(request.raw, { body: request.body }),
        res: reply.raw,
        path: request.params["*"],
        createContext: () => makeContext(request, reply),
      });
    });
    done();
  };
}

function contextsOf(work: UnitOfWork): MakeContext {
  const onProblem = (error: unknown): void => console.error(error);
  const sessions = createSessionManager(work, onProblem);
  const services: ApiServices = {
    sessions,
    live: createLiveHub(work, onProblem),
    sample: { open: noSample, renew: noSample },
    backups: null,
    archives: null,
    passwordCost: PASSWORD_COST,
    pepper: new Uint8Array(32),
    setup: { tokenMatches: () => false, done: () => undefined },
    version: "bench",
    host: { nodeVersion: process.version, platform: process.platform, dataFolder: "" },
    network: { describe: noNetwork, turnOnHttps: noSample },
    verifyAside: null,
    catalogueFiles: createCatalogueFiles((costs) => createCatalogueMaker(work, costs)),
    readThread: null,
    cardDesk: null,
    fiscalDesk: null,
    printDesk: null,
    importDesk: createImportDesk({
      reader: createImportReader(() => Promise.resolve(null), readingLimits(Date.now)),
      onProblem,
    }),
    report: ({ error }) => onProblem(error),
    refused: () => undefined,
  };
  const resolveActor = createResolveActor(work, sessions, onProblem);
  const make = createContextMaker({ work, services, resolveActor });
  return (request, reply) =>
    make({
      id: request.id,
      address: "127.0.0.1",
      scheme: "http",
      userAgent: "",
      cookieHeader: undefined,
      authorization: request.raw.headers.authorization,
      setCookie: (cookie) => void reply.header("set-cookie", cookie),
    });
}

function noNetwork(): never {
  throw new Error("the benchmark has no network");
}

function noSample(): Promise<never> {
  return Promise.reject(new Error("nobody visits the sample shop here"));
}
