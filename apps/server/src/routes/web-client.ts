import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { refuse } from "@daybook/core/errors/domain-error";
import { isApi, isRead } from "../guards/origin.ts";
import { cachedFile } from "../cached-file.ts";
import { sendRefusal } from "../refusal-answer.ts";
import { policyWithNonce } from "../security-headers.ts";

const PLACEHOLDER = "__CSP_NONCE__";
/** File names that contain a hash of the contents never change. */
const HASHED = /[/\\]assets[/\\]/;

/**
 * The built web client: its files, and its page for every address that a browser opens and no other route serves.
 * Without a build, these addresses do not exist.
 */
export async function addWebClient(app: FastifyInstance, folder: string): Promise<void> {
  const page = cachedFile(join(folder, "index.html"));
  const shell = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const wanted = isRead(request.method) && isNavigation(request);
    const html = wanted ? page() : null;
    if (html === null) return sendRefusal(request, reply, refuse("no_such_path", {}));
    const nonce = randomBytes(16).toString("base64url");
    return reply
      .code(200)
      .header("content-type", "text/html; charset=utf-8")
      .header("content-security-policy", policyWithNonce(nonce))
      .send(html.toString("utf8").replaceAll(PLACEHOLDER, nonce));
  };
  app.get("/", shell);
  app.get("/index.html", shell);
  app.setNotFoundHandler(shell);
  if (!existsSync(folder)) return;
  await app.register(async (files) => {
    // No file can have this name, such as one with a null byte; the page says so in its own words.
    files.setErrorHandler<FastifyError>((error, request, reply) => {
      if (error.statusCode !== 400 || !isNavigation(request)) throw error;
      return shell(request, reply);
    });
    await files.register(fastifyStatic, {
      root: folder,
      index: false,
      decorateReply: false,
      cacheControl: false,
      // The build adds a compressed copy of each suitable file; compressing at every request would slow down the till.
      preCompressed: true,
      setHeaders: (response, path) => {
        response.setHeader("vary", "accept-encoding");
        response.setHeader(
          "cache-control",
          HASHED.test(path) ? "public, max-age=31536000, immutable" : "no-cache",
        );
      },
    });
  });
}

/** A browser that opens an address; scripts and images that miss a file get a plain 404. */
function isNavigation({ raw }: FastifyRequest): boolean {
  const { url = "", headers } = raw;
  if (isApi(url)) return false;
  const mode = headers["sec-fetch-mode"];
  if (mode !== undefined) return mode === "navigate";
  const [path = ""] = url.split("?");
  return path === "/" || (headers.accept ?? "").includes("text/html");
}
