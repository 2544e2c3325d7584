/** The client as installed from the output of `npm pack`: without a checkout and sources. */
import { execFile } from "node:child_process";
import { mkdtemp, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { newId } from "@daybook/contract/uuid";
import { dataFolder, startChild } from "./testing/child-server.ts";
import { OWNER_PASSWORD } from "./testing/test-server.ts";
import { Till } from "./testing/trade.ts";

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const PACKAGE = join(ROOT, "packages/client");
const INSTALLED = join(ROOT, "node_modules");
/** The size of the package limits the download of every script. */
const MOST_PACKED_BYTES = 70_000;

/** A folder outside the checkout with the unpacked package, its dependencies, and a TypeScript project. */
let project: string;
let packed: string;
let tarballBytes: number;

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), "daybook-client-"));
  const pack = () =>
    run("npm", ["pack", "--json", "--pack-destination", project], { cwd: PACKAGE });
  // On a busy machine the compiler was seen to leave out the types of the other workspaces once, without an error.
  const { stdout } = await pack().catch(() => pack());
  const [{ filename }] = JSON.parse(stdout.slice(stdout.indexOf("[")));
  tarballBytes = (await stat(join(project, filename))).size;
  packed = join(project, "node_modules/@daybook/client");
  await mkdir(packed, { recursive: true });
  await run("tar", ["-xzf", join(project, filename), "--strip-components=1", "-C", packed]);
  const { dependencies } = await manifest();
  for (const name of [...Object.keys(dependencies), "typescript", "@types/node"]) await link(name);
  await writeFile(join(project, "package.json"), JSON.stringify({ type: "module" }));
}, 300_000);
afterAll(() => rm(project, { recursive: true, force: true }));

async function manifest(): Promise<{ dependencies: Record<string, string>; private?: boolean }> {
  return JSON.parse(await readFile(join(packed, "package.json"), "utf8"));
}

async function link(name: string): Promise<void> {
  const place = join(project, "node_modules", name);
  await mkdir(dirname(place), { recursive: true });
  await symlink(join(INSTALLED, name), place, "dir");
}

/** The compiler errors of these programs, as `file.ts(line)`. */
async function errorsIn(programs: Readonly<Record<string, string>>): Promise<string[]> {
  for (const [name, text] of Object.entries(programs)) await writeFile(join(project, name), text);
  const options = { module: "nodenext", target: "es2023", strict: true, skipLibCheck: false };
  const config = {
    compilerOptions: { ...options, noEmit: true, types: ["node"] },
    files: Object.keys(programs),
  };
  await writeFile(join(project, "tsconfig.json"), JSON.stringify(config));
  const tsc = join(project, "node_modules/typescript/bin/tsc");
  const compilerOutput = await run(process.execPath, [tsc, "--pretty", "false"], { cwd: project })
    .then(({ stdout }) => stdout)
    .catch((error: { readonly stdout: string }) => error.stdout);
  return compilerOutput
    .split("\n")
    .filter((line) => line.includes("error TS"))
    .map((line) => line.replace(/,\d+\): .*/, ")"));
}

describe("the packed client", () => {
  test("[fault H4] contains one program, its types and its README, and needs nothing that only the repository has", async () => {
    const files = await readdir(packed, { recursive: true, withFileTypes: true });
    const paths = files
      .filter((file) => file.isFile())
      .map((file) => join(file.parentPath, file.name));
    const sources = paths.filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts"));
    expect(sources).toEqual([]);
    expect(paths).toContain(join(packed, "README.md"));
    expect(paths).toContain(join(packed, "dist/LICENSE-trpc-client"));
    for (const path of paths.filter((one) => /\.(js|d\.ts)$/.test(one)))
      expect(await readFile(path, "utf8"), path).not.toMatch(/(from|import\()\s*"@daybook\//);
    const { dependencies } = await manifest();
    expect(Object.keys(dependencies).filter((name) => name.startsWith("@daybook/"))).toEqual([]);
    expect(tarballBytes).toBeLessThan(MOST_PACKED_BYTES);
  });

  test("[fault H4] is fully typed under the strictest compiler: a wrong code, input or field is an error", async () => {
    const errors = await errorsIn({ "right.ts": RIGHT, "wrong.ts": WRONG });
    expect(errors).toEqual([3, 4, 5, 6].map((line) => `wrong.ts(${line})`));
  });

  test("[fault H4] the first program of its README runs in plain Node: a write, a refusal by its code, a live change", async () => {
    const folder = dataFolder();
    onTestFinished(() => folder.remove());
    const server = await startChild({ dataFolder: folder.path });
    onTestFinished(async () => void (await server.end()));
    const url = `http://127.0.0.1:${server.port}`;
    const readMe = await readFile(join(packed, "README.md"), "utf8");
    const [, program = ""] = /```js\n(.*?)```/s.exec(readMe) ?? [];
    const [, output] = /\$ node first\.mjs .*?\n(.*?)```/s.exec(readMe) ?? [];
    await writeFile(join(project, "first.mjs"), program);
    const key = await keyFor(server.port, server.setupToken, scopesIn(readMe));
    const { stdout } = await run(process.execPath, ["first.mjs", url, key], { cwd: project });
    expect(stdout).toBe(output);
  });
});

/** The permissions listed in the README. */
function scopesIn(readMe: string): string[] {
  const [, sentence = ""] = /with the rights (.*?)\. Save/.exec(readMe) ?? [];
  return [...sentence.matchAll(/`([^`]+)`/g)].map(([, scope = ""]) => scope);
}

/** Sets the shop up and creates an API key. */
async function keyFor(port: number, setupToken: string, scopes: string[]): Promise<string> {
  const owner = await Till.open(port, setupToken);
  onTestFinished(() => owner.close());
  await owner.post("/api/auth/confirm-password", { password: OWNER_PASSWORD });
  const made = await owner.post("/api/api-keys", { key: newId(), name: "First program", scopes });
  return JSON.parse(made.text).secret;
}

const RIGHT = `
import { createDaybookClient, isRefusal, newKey, refusalOf } from "@daybook/client";
import type { DaybookClient, Inputs, Outputs, RefusalCode } from "@daybook/client";

const daybook: DaybookClient = createDaybookClient({ url: "http://127.0.0.1:7300", apiKey: "shop_x" });
const sale: Inputs["sales"]["ringUp"] = {
  key: newKey(),
  locationId: "",
  lines: [{ productId: "", quantityMilli: 1000 }],
  tenders: [{ tender: "cash", amountMinor: 1000 }],
  expectedTotalMinor: 1000,
};
const receipts: string[] = [];
const waited: RefusalCode[] = ["busy"];
try {
  const sold: Outputs["sales"]["ringUp"] = await daybook.sales.ringUp.mutate(sale);
  receipts.push(sold.receiptNumber);
  for (const line of sold.lines) receipts.push(line.name satisfies string);
} catch (error) {
  if (isRefusal(error, "insufficient_stock"))
    for (const { name, availableMilli } of error.data.refusal.details.shortages)
      console.log(name.toUpperCase(), availableMilli / 1000);
  const refusal = refusalOf(error);
  if (refusal?.code === "too_many_requests") console.log(refusal.details.retryAfterSeconds * 1000);
  if (refusal !== null && refusal.code !== "unknown" && refusal.retryable) waited.push(refusal.code);
}
daybook.live.changes.subscribe({}, { onData: ({ data }) => console.log(data.topic satisfies string) });
`;

const WRONG = `import { createDaybookClient, isRefusal, newKey } from "@daybook/client";
const daybook = createDaybookClient({ url: "" });
isRefusal(null, "out_of_stock");
void daybook.products.create.mutate({ key: newKey(), name: "Mug", priceMinor: "4.99" });
void daybook.sales.erase.mutate({});
void daybook.products.get.query({ id: "" }).then((product) => product.colour);
`;
