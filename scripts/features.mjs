// Compares docs/features.md with the tests, whose names contain the ids of the features they prove.
//   npm run features                        each id with its status and its tests
//   npm run features -- --write C1 C2 L1-L5 marks exactly these as working, all others as planned
//   npm run features -- --check FILE        compares with the report of a test run (npm test does this)
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "./tools.mjs";

const LIST = "docs/features.md";
const TEST_FOLDERS = ["packages", "apps", "bench", "examples"];
const ROW = /^\| ([A-Z]{1,2}\d+) \| (.+?) \| (\w+) \|$/;
const BRACKETS = /\[([A-Z]{1,2}\d+(?:[ ,]+[A-Z]{1,2}\d+)*)\]/g;
const NAMED_CALL = /\b(?:test|it|describe|suite)\b[^"'`\n;{}]*\(\s*("[^"\n]*"|'[^'\n]*'|`[^`]*`)/g;

/** The rows of docs/features.md: `[{ id, text, status }]`. */
export function readFeatures(root) {
  if (!existsSync(join(root, LIST))) return [];
  return readFileSync(join(root, LIST), "utf8")
    .split("\n")
    .map((line) => ROW.exec(line))
    .filter((match) => match !== null)
    .map(([, id, text, status]) => ({ id, text, status }));
}

/** The ids in a test's full name: `"[S2] a refused sale …"` gives `["S2"]`. */
export const idsIn = (name) =>
  [...name.matchAll(BRACKETS)].flatMap(([, ids]) => ids.split(/[ ,]+/));

/** Every test or suite in the sources with an id in its name: `[{ id, name, file }]`. */
export function readTestNames(root) {
  return TEST_FOLDERS.flatMap((folder) => testFilesIn(root, folder)).flatMap((file) => {
    const source = readFileSync(join(root, file), "utf8");
    return [...source.matchAll(NAMED_CALL)].flatMap(([, quoted]) => {
      const name = quoted.slice(1, -1);
      return idsIn(name).map((id) => ({ id, name, file }));
    });
  });
}

function testFilesIn(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory())
      return /^(node_modules|dist)$/.test(entry.name) ? [] : testFilesIn(root, path);
    return /\.test\.(tsx?|mjs)$/.test(entry.name) ? [path] : [];
  });
}

/** Messages about the list itself: statuses, duplicates, gaps, and ids of tests that are not in the list. */
export function checkFeatureList(root) {
  const features = readFeatures(root);
  const known = new Set(features.map(({ id }) => id));
  const problems = features.length === 0 ? [`${LIST} lists no feature.`] : [];
  if (known.size < features.length) problems.push(`${LIST} lists an id twice.`);
  for (const { id, status } of features) {
    if (status !== "planned" && status !== "works")
      problems.push(`${LIST}: ${id} is "${status}"; write planned or works.`);
    const [, letters, number] = /^([A-Z]+)(\d+)$/.exec(id);
    if (number > 1 && !known.has(`${letters}${number - 1}`))
      problems.push(`${LIST} lacks ${letters}${number - 1}.`);
  }
  const letters = new Set(features.map(({ id }) => id.replace(/\d+$/, "")));
  for (const { id, name, file } of readTestNames(root)) {
    if (letters.has(id.replace(/\d+$/, "")) && !known.has(id))
      problems.push(`${LIST} lacks ${id}, named by "${name}" in ${file}.`);
  }
  return problems;
}

/**
 * Compares the features marked as working with the results of a run.
 * @param {{ tests: { name: string, file: string, state: string }[] }} report as scripts/test-report.mjs writes it
 * @returns {{ unproven: string[], notHere: string[] }} sentences; `notHere` are ids whose tests cannot run on this
 * machine. An id is neither where its tests were met and left to `npm run test:all`, which then has to prove it.
 */
export function compareWithReport(root, report) {
  const unproven = [];
  const notHere = [];
  const ran = new Set(
    report.tests.filter(({ state }) => state !== "skipped").map(({ file }) => file),
  );
  const inSource = readTestNames(root);
  for (const { id, status } of readFeatures(root)) {
    if (status !== "works") continue;
    const states = report.tests
      .filter(({ name }) => idsIn(name).includes(id))
      .map(({ state }) => state);
    if (states.includes("failed"))
      unproven.push(`${id} is marked as working, but one of its tests failed.`);
    else if (states.includes("passed") || states.includes("left")) continue;
    else if (
      states.includes("skipped") ||
      inSource.some((test) => test.id === id && !ran.has(test.file))
    ) {
      notHere.push(`${id}: all its tests were skipped on this machine`);
    } else unproven.push(`${id} is marked as working, but no test has its id.`);
  }
  return { unproven, notHere };
}

/** Marks exactly these ids as working and all others as planned. Throws for an unknown id or one without a test. */
export function writeStatuses(root, ids) {
  const known = new Set(readFeatures(root).map(({ id }) => id));
  const tested = new Set(readTestNames(root).map(({ id }) => id));
  for (const id of ids) {
    if (!known.has(id)) throw new Error(`${LIST} has no ${id}.`);
    if (!tested.has(id))
      throw new Error(`${id} has no test with its id, so it cannot be marked as working.`);
  }
  const lines = readFileSync(join(root, LIST), "utf8").split("\n");
  const status = (id) => (ids.includes(id) ? "works" : "planned");
  const written = lines.map((line) =>
    line.replace(ROW, (_, id, text) => `| ${id} | ${text} | ${status(id)} |`),
  );
  writeFileSync(join(root, LIST), written.join("\n"));
}

/** Expands `["L1-L3", "S2"]` or `["L1–L3"]`. */
export function spellOut(ranges) {
  return ranges.flatMap((range) => {
    const match = /^([A-Z]+)(\d+)[-–]\1(\d+)$/.exec(range);
    if (!match) return [range];
    const [, letters, first, last] = match;
    return Array.from({ length: last - first + 1 }, (_, at) => `${letters}${Number(first) + at}`);
  });
}

function print(root) {
  const tests = readTestNames(root);
  for (const { id, text, status } of readFeatures(root)) {
    console.log(`${id.padEnd(5)} ${status.padEnd(8)} ${text}`);
    for (const test of tests.filter((test) => test.id === id))
      console.log(`        · ${test.name}  (${test.file})`);
  }
  const features = readFeatures(root);
  const working = features.filter(({ status }) => status === "works").length;
  console.log(`\n${working} of ${features.length} work.`);
}

function main([option, ...rest]) {
  if (option === undefined) return print(ROOT);
  if (option === "--write" && rest.length > 0) return writeStatuses(ROOT, spellOut(rest));
  if (option === "--check" && rest.length === 1) {
    const { unproven, notHere } = compareWithReport(
      ROOT,
      JSON.parse(readFileSync(rest[0], "utf8")),
    );
    for (const sentence of [...checkFeatureList(ROOT), ...unproven, ...notHere])
      console.log(sentence);
    if (unproven.length > 0) process.exitCode = 1;
    return undefined;
  }
  console.error("npm run features [-- --write ID … | -- --check REPORT]");
  process.exitCode = 2;
  return undefined;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) main(process.argv.slice(2));
