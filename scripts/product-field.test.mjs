// Checks the row "a field of a product" in the README's "Where do I change …?": `description` is such a field, so the
// files that contain it must be the listed ones.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "./tools.mjs";

const FIELD = "description";
/** The folders with code about products. */
const FOLDERS = [
  "packages/contract/src",
  "packages/core/src/products",
  "packages/db/src/schema",
  "apps/web/src/features/products",
  "apps/web/src/texts/en",
];
/** An import fills the fields that it chooses to. */
const OF_IMPORTS = /\/import[^/]*\.tsx?$/;
const AT_MOST = 8;

function filesThatName(field) {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((file) => /\.tsx?$/.test(file) && !file.includes(".test."))
      .map((file) => `${folder}/${file}`)
      .filter((file) => !OF_IMPORTS.test(file))
      .filter((file) => new RegExp(`\\b${field}\\b`).test(readFileSync(join(ROOT, file), "utf8"))),
  );
}

/** The files of the row, in the folder of the previous one if none is given. Generated ones are excluded. */
function filesOfRow(name) {
  const readme = readFileSync(join(ROOT, "README.md"), "utf8");
  const [, where = ""] = readme.match(new RegExp(`^\\| ${name} \\| (.*?) \\|`, "m")) ?? [];
  let folder = "";
  return where.split(" · ").flatMap((part) => {
    if (part.includes("*(generated)*")) return [];
    return [...part.matchAll(/`([^`]+)`/g)].map(([, path]) => {
      if (path.includes("/")) folder = path.slice(0, path.lastIndexOf("/"));
      return path.includes("/") ? path : `${folder}/${path}`;
    });
  });
}

test("README names the files to change for a field of a product, and they are few", () => {
  const listed = filesOfRow("a field of a product");
  expect(listed.toSorted()).toEqual(filesThatName(FIELD).toSorted());
  expect(listed.length).toBeLessThanOrEqual(AT_MOST);
});
