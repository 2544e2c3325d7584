// The second half of `npm pack`, after the compiler has written the types: the client becomes one file for Node, and of
// the types those are kept that a program can reach. Nothing in either asks for what only this repository has. tRPC's
// client goes into the file, because as a dependency it would make npm install a whole compiler beside it.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const { dependencies } = JSON.parse(readFileSync(at("package.json"), "utf8"));
const DECLARED = at("dist/declared");
const TYPES = at("dist/types");
const SPECIFIER = /(from |import\()"([^"]+)"/g;

const { metafile } = await build({
  entryPoints: [at("src/client.ts")],
  outdir: at("dist"),
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  legalComments: "none",
  logLevel: "warning",
  external: Object.keys(dependencies),
  metafile: true,
  absWorkingDir: at("."),
});
// What came from elsewhere into the file comes with its licence.
for (const input of Object.keys(metafile.inputs)) {
  const [folder, name] = /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input) ?? [];
  if (name !== undefined)
    copyFileSync(
      at(`${folder}/LICENSE`),
      at(`dist/LICENSE-${name.replace("@", "").replace("/", "-")}`),
    );
}
rmSync(TYPES, { recursive: true, force: true });
// The set grows while it is walked.
const reached = new Set(["client/client"]);
for (const file of reached) keep(file);
rmSync(DECLARED, { recursive: true });

/** Copies one file of types, such as `contract/reasons`, and notes which others it needs. */
function keep(file) {
  const [owner, name] = file.split("/");
  const text = readFileSync(join(DECLARED, owner, "src", `${name}.d.ts`), "utf8");
  const target = join(TYPES, `${file}.d.ts`);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(
    target,
    text.replace(SPECIFIER, (all, before, path) => {
      const [first, ...rest] = path.split("/");
      if (first === "." || first === "@daybook") {
        const needed = first === "." ? `${owner}/${rest[0].replace(/\.ts$/, "")}` : rest.join("/");
        reached.add(needed);
        return `${before}"../${needed}.js"`;
      }
      const installed = first.startsWith("@") ? `${first}/${rest[0]}` : first;
      if (Object.hasOwn(dependencies, installed)) return all;
      throw new Error(`${file} needs the types of ${path}, which the package does not depend on.`);
    }),
  );
}
