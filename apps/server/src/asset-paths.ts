import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

// The sources and the built server lie equally deep, so the same way up leads to the root from both.
const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** The built web client. */
export const WEB_ROOT = join(ROOT, "apps/web/dist");

/** The description of the REST interface. */
export const OPENAPI_FILE = join(ROOT, "openapi.json");

/** The folder of the reader page's script and style. */
export function swaggerFolder(): string {
  const require = createRequire(import.meta.url);
  return dirname(require.resolve("swagger-ui-dist/package.json"));
}
