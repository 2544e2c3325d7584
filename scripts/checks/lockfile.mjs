// If a platform's package was missing when the lockfile was written, npm silently omits it, and `npm ci` fails on a
// fresh clone. This check finds such a lockfile.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readWorkspaces } from "./workspaces.mjs";

/** Messages about missing entries in package-lock.json. */
export function checkLockfile(root) {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  return [...lackingPlatforms(packages), ...lackingDependencies(root, packages)];
}

function lackingPlatforms(packages) {
  const names = new Set(Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, "")));
  const problems = [];
  for (const [path, entry] of Object.entries(packages)) {
    const lacking = Object.keys(entry.optionalDependencies ?? {}).filter(
      (name) => !names.has(name),
    );
    if (lacking.length === 0) continue;
    const owner = `${path.replace(/^.*node_modules\//, "")} ${entry.version}`;
    problems.push(
      `${owner} lacks ${lacking.length} platform packages (${lacking.slice(0, 3).join(", ")} …): ` +
        "npm ci will refuse this lockfile. Choose a version whose packages are all published.",
    );
  }
  return problems;
}

function lackingDependencies(root, packages) {
  const problems = [];
  for (const { folder, manifest } of readWorkspaces(root)) {
    const locked = packages[folder === "." ? "" : folder];
    if (!locked) problems.push(`${folder} is not in package-lock.json: run npm install.`);
    for (const kind of ["dependencies", "devDependencies"]) {
      for (const [name, version] of Object.entries(manifest[kind] ?? {})) {
        if (locked && locked[kind]?.[name] !== version) {
          problems.push(
            `${folder}: ${name} ${version} is not in package-lock.json: run npm install.`,
          );
        }
      }
    }
  }
  return problems;
}
