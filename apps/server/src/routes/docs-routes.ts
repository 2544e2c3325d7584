import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { refuse } from "@daybook/core/errors/domain-error";
import { OPENAPI_FILE, swaggerFolder } from "../asset-paths.ts";
import { cachedFile } from "../cached-file.ts";
import { JSON_TYPE, sendRefusal } from "../refusal-answer.ts";

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Daybook: the REST interface</title>
    <link rel="stylesheet" href="/api/docs/swagger-ui.css">
    <link rel="icon" href="data:,">
  </head>
  <body>
    <div id="reader"></div>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`;

// A separate file, because the policy does not allow inline scripts.
const START = `SwaggerUIBundle({
  url: "/api/openapi.json",
  dom_id: "#reader",
  deepLinking: true,
  validatorUrl: null,
});
`;

/** `/api/openapi.json` and, at `/api/docs`, a page to read it; everything is served from here. */
export function addDocsRoutes(app: FastifyInstance): void {
  const serve = (path: string, type: string, body: () => string | Buffer | null): void => {
    app.get(path, (request, reply) => {
      const found = body();
      if (found === null) return sendRefusal(request, reply, refuse("no_such_path", {}));
      return reply.header("content-type", type).send(found);
    });
  };
  const vendor = (name: string) => cachedFile(join(swaggerFolder(), name));
  const script = "swagger-ui-bundle.js";
  serve("/api/openapi.json", JSON_TYPE, cachedFile(OPENAPI_FILE));
  serve("/api/docs", "text/html; charset=utf-8", () => PAGE);
  serve("/api/docs/start.js", "text/javascript; charset=utf-8", () => START);
  serve(`/api/docs/${script}`, "text/javascript; charset=utf-8", vendor(script));
  serve("/api/docs/swagger-ui.css", "text/css; charset=utf-8", vendor("swagger-ui.css"));
}
