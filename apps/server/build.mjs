// Bundles the server and its threads; what they share, and what only PostgreSQL needs, are files of their own.
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Hundreds of small modules each, which take longer to find than to run: they go into the bundle. */
const MANY_MODULES = /^(@daybook\/|(zod|drizzle-orm|@trpc\/server)(\/|$))/;

/** Our packages are TypeScript sources and go into the bundle; what npm installed is loaded from where it lies. */
const installedStaysOutside = {
  name: "installed stays outside",
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === "entry-point" || MANY_MODULES.test(path) ? undefined : { path, external: true },
    );
  },
};

/** Builds the server into `folder`; it must lie as deep as `dist`, because files are found relative to the bundle. */
export async function buildServer(folder = at("dist"), prefix = "") {
  await build({
    entryPoints: {
      [`${prefix}main`]: at("src/main.ts"),
      "backup-worker": at("src/backups/backup-worker.ts"),
      "catalogue-worker": at("src/catalogue-worker.ts"),
      "import-worker": at("src/import-worker.ts"),
      "picture-worker": at("src/pictures/picture-worker.ts"),
      "read-worker": at("src/read-worker.ts"),
      "verify-worker": at("src/verify-worker.ts"),
      "sample-worker": at("src/sample/sample-worker.ts"),
    },
    outdir: folder,
    bundle: true,
    format: "esm",
    // What only PostgreSQL needs is a file of its own, which a shop on SQLite never loads.
    splitting: true,
    platform: "node",
    target: "node20",
    sourcemap: true,
    legalComments: "none",
    logLevel: "warning",
    plugins: [installedStaysOutside],
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await buildServer();
