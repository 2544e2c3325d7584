import Fastify, { LogController } from "fastify";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { showsKey } from "@daybook/api/server/auth/resolve-actor";
import { refuse } from "@daybook/core/errors/domain-error";
import type { DomainError } from "@daybook/core/errors/domain-error";
import { inPieces, isLarge } from "./answer-pieces.ts";
import { MOST_BODY_BYTES } from "@daybook/contract/body-limit";
import { addBodyReader } from "./body.ts";
import { isUpload } from "./upload.ts";
import type { BodyReaderOptions } from "./body.ts";
import type { Client } from "./client-of.ts";
import type { LogLevel } from "./env.ts";
import { hasTwoHosts } from "./guards/host.ts";
import type { AllowedHosts } from "./guards/host.ts";
import { isApi, isForeign, isRead, isUnsigned } from "./guards/origin.ts";
import type { Metrics } from "./metrics.ts";
import { refusalOfHttpError, sendRefusal } from "./refusal-answer.ts";

const SLOW_MS = 500;
/** The Retry-After in seconds if the database is unavailable or busy. */
const RETRY_AFTER_S = 2;
const JSON_ONLY = /^application\/json\s*(?:;|$)/i;

declare module "fastify" {
  interface FastifyRequest {
    client: Client;
    /** The label of this request in the metrics; by default the route. */
    measuredAs: string | null;
  }
}

/** An HTTP application without routes and checks, so its log is available first. */
export function createApp(logLevel: LogLevel): FastifyInstance {
  const start = Math.random().toString(36).slice(2, 8);
  let count = 0;
  const app = Fastify({
    // Output for people goes to standard output, the log to standard error.
    logger: { level: logLevel, stream: process.stderr },
    logController: new LogController({ disableRequestLogging: true }),
    // A logger per request costs more than all checks; relevant lines contain the request id themselves.
    childLoggerFactory: (logger) => logger,
    genReqId: () => `${start}-${(++count).toString(36)}`,
    bodyLimit: MOST_BODY_BYTES,
    routerOptions: { maxParamLength: 5000 },
    rewriteUrl: ({ url = "" }) => decodable(url),
    frameworkErrors: (error, request, reply) => {
      // The URL could not be decoded, so no route and no check has run.
      // safe because Fastify passes the same reply to this handler as to every other
      const plain = reply as unknown as FastifyReply;
      // safe because the request comes from the same call
      const sameRequest = request as unknown as FastifyRequest;
      void sendRefusal(sameRequest, plain, refusalOfHttpError(error) ?? refuse("bad_request", {}));
    },
  });
  app.decorateRequest("measuredAs", null);
  return app;
}

/**
 * A path outside the API that cannot be decoded, as the router reads it: each stray `%` is a character. So it passes all
 * checks like any other address that does not exist, and a browser gets the page that says so.
 */
function decodable(url: string): string {
  const [path = ""] = url.split("?", 1);
  if (!path.includes("%") || isApi(path)) return url;
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    return path.replaceAll("%", "%25") + url.slice(path.length);
  }
}

export interface GuardOptions extends BodyReaderOptions {
  readonly hosts: AllowedHosts;
  readonly clientOf: (request: FastifyRequest["raw"]) => Client;
  readonly metrics: Metrics;
  /** True as soon as the process was told to stop. */
  readonly stopping: () => boolean;
}

/** Runs the checks before every route and converts every error to a refusal. */
export function addGuards(app: FastifyInstance, options: GuardOptions): void {
  addBodyReader(app, options);
  app.addHook("onRequest", (request, reply, done) => {
    request.client = options.clientOf(request.raw);
    const refusal = checkRequest(request, options.hosts);
    if (refusal === null) done();
    else void sendRefusal(request, reply, refusal);
  });
  app.addHook("onResponse", (request, reply, done) => {
    observe(app, options.metrics, request, reply);
    done();
  });
  app.addHook("onSend", (request, reply, payload, done) => {
    if (reply.statusCode === 503) reply.header("retry-after", RETRY_AFTER_S);
    if (options.stopping()) reply.header("connection", "close");
    if (!isLarge(payload) || request.method === "HEAD") return done(null, payload);
    const body = typeof payload === "string" ? Buffer.from(payload) : payload;
    reply.header("content-length", body.length);
    done(null, inPieces(body));
  });
  app.setErrorHandler((error, request, reply) => {
    const refusal = refusalOfHttpError(error);
    if (refusal === null) app.log.error({ err: error, requestId: request.id }, "a request failed");
    return sendRefusal(request, reply, refusal ?? refuse("internal", {}));
  });
}

/**
 * Why a request is refused; null if it is allowed. The order is host, origin, content: a request with a wrong host
 * learns nothing about origins, and one with a wrong origin nothing about bodies.
 */
function checkRequest(request: FastifyRequest, hosts: AllowedHosts): DomainError | null {
  const { raw, client } = request;
  const { headers } = raw;
  const url = raw.url ?? "";
  const method = raw.method ?? "";
  if (hasTwoHosts(raw.rawHeaders)) return refuse("bad_request", {});
  // An absolute URL contains its own host, in addition to the Host header.
  if (!url.startsWith("/") || !hosts.allows(client.host)) return refuse("host_refused", {});
  const route = request.routeOptions.url;
  if (isForeign({ method, url, route, headers }, client)) return refuse("origin_refused", {});
  // Every write, whatever its path: the router reads `/%61pi` as `/api`, so the raw path is not reliable.
  if (isRead(method)) return null;
  if (isUnsigned({ headers })) return refuse("origin_refused", {});
  // The browser asks first whether another site's page may send this type, and we never say yes.
  if (isUpload(request)) return null;
  // Forms and files can be sent by another site's page without a preflight.
  if (!JSON_ONLY.test(headers["content-type"] ?? "")) return refuse("unsupported_media_type", {});
  return null;
}

/** The same checks for a WebSocket upgrade, for which origin or key are always required. */
export function checkUpgrade(
  raw: FastifyRequest["raw"],
  hosts: AllowedHosts,
  client: Client,
): DomainError | null {
  const { headers, url = "", method = "" } = raw;
  if (hasTwoHosts(raw.rawHeaders)) return refuse("bad_request", {});
  if (!url.startsWith("/") || !hosts.allows(client.host)) return refuse("host_refused", {});
  const foreign = isForeign({ method, url, route: undefined, headers }, client);
  if (foreign || (headers.origin === undefined && !showsKey(headers.authorization)))
    return refuse("origin_refused", {});
  return null;
}

function observe(
  app: FastifyInstance,
  metrics: Metrics,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const { statusCode, elapsedTime } = reply;
  const route = request.measuredAs ?? request.routeOptions.url ?? "none";
  metrics.observe(request.method, route, statusCode, elapsedTime / 1000);
  const level = statusCode >= 500 || elapsedTime > SLOW_MS ? "warn" : "debug";
  if (level === "debug" && app.log.level !== "debug" && app.log.level !== "trace") return;
  app.log[level](
    {
      requestId: request.id,
      method: request.method,
      route,
      status: statusCode,
      ms: Math.round(elapsedTime),
      address: request.client?.address,
    },
    "request",
  );
}
