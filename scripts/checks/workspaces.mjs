// Reads the package.json of every workspace for the checks that compare them.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** `[{ folder, manifest }]` for the root (folder ".") and each workspace, in a fixed order. */
export function readWorkspaces(root) {
  const manifest = readManifest(root, ".");
  const folders = manifest.workspaces.flatMap((pattern) => expand(root, pattern)).sort();
  return [
    { folder: ".", manifest },
    ...folders.map((folder) => ({ folder, manifest: readManifest(root, folder) })),
  ];
}

function expand(root, pattern) {
  if (!pattern.endsWith("/*")) return [pattern];
  const parent = pattern.slice(0, -2);
  return readdirSync(join(root, parent))
    .map((name) => `${parent}/${name}`)
    .filter((folder) => existsSync(join(root, folder, "package.json")));
}

function readManifest(root, folder) {
  return JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
}
