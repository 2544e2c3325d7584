import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

// The sources and the built server are equally deep in the tree, so the same relative path leads to the root.
const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** The built web client. */
export const WEB_ROOT = join(ROOT, "apps/web/dist");

/** The OpenAPI document. */
export const OPENAPI_FILE = join(ROOT, "openapi.json");

/** The folder of the script and styles of the API documentation. */
export function swaggerFolder(): string {
  const require = createRequire(import.meta.url);
  return dirname(require.resolve("swagger-ui-dist/package.json"));
}
