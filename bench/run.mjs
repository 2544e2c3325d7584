/** Bundles the measurements and runs them as production code would run: no loader, NODE_ENV=production. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const args = process.argv.slice(2);

// A stale build would be measured as if it were today's. The quick run only shows that everything runs.
const names = args.filter((arg) => !arg.startsWith("-"));
const quick = args.includes("--quick");
const server = at("../apps/server/dist/main.js");
if (!quick || !existsSync(server)) runNode([at("../apps/server/build.mjs")]);
const page = at("../apps/web/dist/index.html");
const wantsPage = names.includes("screens") || (names.length === 0 && !quick);
if (wantsPage && (!quick || !existsSync(page)))
  runNode([at("../node_modules/vite/bin/vite.js"), "build", at("../apps/web"), "--logLevel=warn"]);

await build({
  entryPoints: {
    main: at("src/main.ts"),
    seller: at("src/seller.ts"),
    viewers: at("src/viewers.ts"),
    searcher: at("src/machinery/searcher.ts"),
    "catalogue-reader": at("src/machinery/catalogue-reader.ts"),
    "adapter-server": at("src/machinery/adapter-server.ts"),
  },
  // Three levels below the root, where migrations are looked for.
  outdir: at("dist/bundle"),
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  sourcemap: "inline",
  plugins: [
    {
      name: "own-packages-only",
      setup: (b) => b.onResolve({ filter: /^[^./]/ }, keepExternal),
    },
  ],
});

const { version } = JSON.parse(readFileSync(at("../package.json"), "utf8"));
console.log(`Daybook ${version}, Node ${process.version}`);
runNode(["--enable-source-maps", at("dist/bundle/main.js"), ...args]);

/** Packages of the workspace are bundled, everything from the registry stays where it is. */
function keepExternal({ path, kind }) {
  if (kind === "entry-point" || path.startsWith("@daybook/")) return undefined;
  return { path, external: true };
}

function runNode(nodeArgs) {
  const { status } = spawnSync(process.execPath, nodeArgs, {
    stdio: "inherit",
    env: { ...process.env, NODE_ENV: "production" },
  });
  if (status !== 0) process.exit(status ?? 1);
}
