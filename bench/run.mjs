/** Bundles the measurements and runs them as production code would run: no loader, NODE_ENV=production. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { build } from "esbuild";

const entry = new URL("src/main.ts", import.meta.url).pathname;
const outfile = new URL("dist/bundle/main.js", import.meta.url).pathname; // three levels below the root, where migrations are looked for
await build({
  entryPoints: [entry],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  sourcemap: "inline",
  plugins: [{ name: "own-packages-only", setup: (b) => b.onResolve({ filter: /^[^./]/ }, keepExternal) }],
});

/** Packages of the workspace are bundled, everything from the registry stays where it is. */
function keepExternal({ path, kind }) {
  if (kind === "entry-point" || path.startsWith("@daybook/")) return undefined;
  return { path, external: true };
}

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
console.log(`Daybook ${version}, Node ${process.version}`);
const run = spawnSync(process.execPath, ["--enable-source-maps", outfile, ...process.argv.slice(2)], {
  stdio: "inherit",
  env: { ...process.env, NODE_ENV: "production" },
});
process.exit(run.status ?? 1);
