// Requires one exact version of every dependency: two copies of a library have incompatible types.
import { readWorkspaces } from "./workspaces.mjs";

const KINDS = ["dependencies", "devDependencies", "optionalDependencies"];

/** Messages about dependencies that differ between workspaces or are not pinned. */
export function checkVersions(root) {
  const workspaces = readWorkspaces(root);
  const own = new Map(workspaces.map(({ manifest }) => [manifest.name, manifest.version]));
  const seen = new Map();
  const problems = [];
  for (const { folder, manifest } of workspaces) {
    for (const [name, version] of KINDS.flatMap((kind) => Object.entries(manifest[kind] ?? {}))) {
      const first = seen.get(name);
      if (first && first.version !== version) {
        problems.push(
          `${name} is ${version} in ${folder} but ${first.version} in ${first.folder}.`,
        );
      }
      if (!first) seen.set(name, { version, folder });
      if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) {
        problems.push(`${name} in ${folder} is "${version}": pin one exact version.`);
      }
      if (own.has(name) && own.get(name) !== version) {
        problems.push(`${folder} asks for ${name} ${version}; the workspace is ${own.get(name)}.`);
      }
    }
  }
  return problems;
}
