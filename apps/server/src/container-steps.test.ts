/**
 * `docker build` and `docker run` without Docker: the steps of the Dockerfile are performed in clean folders, and the
 * result is started as another user. Only the isolation of a container is missing.
 */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { contextFiles, environmentOf, stagesOf, wordsOf } from "./testing/dockerfile.ts";
import type { Stage } from "./testing/dockerfile.ts";
import { send } from "./testing/send.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const NOBODY = 65_534;
const IS_ROOT = process.getuid?.() === 0;
/** Installing the dependencies twice and building both apps takes minutes. */
const ALL_STEPS_MS = 1_200_000;

const readRoot = (name: string): string => readFileSync(join(ROOT, name), "utf8");
const folder = mkdtempSync(join(tmpdir(), "daybook-image-"));
// Other users may not enter a new temporary folder.
chmodSync(folder, 0o755);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test(
  "[O2] the steps of the Dockerfile make a server that runs as another user, is healthy and keeps its data in the volume",
  async (ctx) => {
    ctx.skip(
      process.env["TEST_MATRIX"] === "short",
      "left to test:all: the steps of the Dockerfile",
    );
    const [build, final] = stagesOf(readRoot("Dockerfile"));
    if (build === undefined || final === undefined) throw new Error("there are no two stages");
    const built = perform(build, join(folder, "build"));
    const image = perform(final, join(folder, "image"), built);

    expect(final.steps.find(({ name }) => name === "STOPSIGNAL")?.text).toBe("SIGTERM");
    expect(existsSync(join(image, "app/node_modules/better-sqlite3"))).toBe(true);
    for (const tool of ["vite", "vitest", "esbuild", "turbo", "react"])
      expect(existsSync(join(image, "app/node_modules", tool)), tool).toBe(false);

    const server = await run(final, image);
    expect(health(final, image, server.port)).toBe(0);
    expect(await pageOf(server.port)).toContain("<title>Daybook");
    // The process may write to the volume, and nowhere else.
    const database = statSync(join(image, "data/daybook.db"));
    if (IS_ROOT) expect(database.uid).toBe(NOBODY);
    expect(database.mode & 0o077).toBe(0);
    expect(await server.stop()).toBe(0);
    expect(server.output()).toContain("Daybook has stopped.");
    expect(health(final, image, server.port)).toBe(1);
  },
  ALL_STEPS_MS,
);

/** Performs COPY and RUN of a stage with `root` as its root folder, and returns it. */
function perform({ steps }: Stage, root: string, built?: string): string {
  let workdir = root;
  for (const { name, text } of steps) {
    if (name === "WORKDIR") mkdirSync((workdir = join(root, text)), { recursive: true });
    else if (name === "COPY") copy(text, { workdir, built });
    else if (name === "RUN") runShell(text, { workdir, root });
  }
  return root;
}

interface Places {
  readonly workdir: string;
  readonly built?: string | undefined;
}

function copy(text: string, { workdir, built }: Places): void {
  const [, from, paths = ""] = /^(?:--from=(\S+)\s+)?(.*)$/.exec(text) ?? [];
  const sources = paths.split(/\s+/);
  const target = sources.pop() ?? "";
  for (const source of sources) {
    const isFolder = target.endsWith("/") || source === ".";
    const to = join(
      workdir,
      target,
      isFolder && source !== "." ? (source.split("/").at(-1) ?? "") : "",
    );
    if (from === undefined) copyFromContext(source, to);
    else cpSync(join(built ?? "", source), to, { recursive: true });
  }
}

/** Copies what the .dockerignore allows. */
function copyFromContext(source: string, to: string): void {
  const files = contextFiles(ROOT, readRoot(".dockerignore")).filter(
    (path) => source === "." || path === source || path.startsWith(`${source}/`),
  );
  if (files.length === 0) throw new Error(`${source} is not among the files that are sent`);
  for (const path of files) {
    const target =
      path === source ? to : join(to, source === "." ? path : path.slice(source.length));
    mkdirSync(dirname(target), { recursive: true });
    cpSync(join(ROOT, path), target);
  }
}

/** Runs a command with the folders and the user of the image replaced by those of the test. */
function runShell(text: string, { workdir, root }: Places & { readonly root: string }): void {
  const command = text
    .replace(/^--mount=\S+\s+/, "")
    .replaceAll(/(?<=\s)\/data\b/g, join(root, "data"))
    .replace("chown node:node", IS_ROOT ? `chown ${NOBODY}:${NOBODY}` : "test -d");
  const { PATH, HOME } = process.env;
  execFileSync("sh", ["-c", command], {
    cwd: workdir,
    env: { PATH, HOME, npm_config_prefer_offline: "true" },
    stdio: ["ignore", "ignore", "pipe"],
  });
}

interface Started {
  readonly port: number;
  output(): string;
  /** Stops it as `docker stop` does and returns the exit code. */
  stop(): Promise<number | null>;
}

/** Starts ENTRYPOINT and CMD as the user of the image and waits until it is ready. */
async function run(stage: Stage, root: string): Promise<Started> {
  const port = await freePort();
  const [program = "", ...args] = [...exec(stage, "ENTRYPOINT"), ...exec(stage, "CMD")];
  const child = spawn(program, args, {
    ...asImage(stage, root, port),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  const closed = once(child, "close");
  await expect.poll(() => output).toContain("Daybook is ready");
  return {
    port,
    output: () => output,
    stop: async () => {
      child.kill("SIGTERM");
      await closed;
      return child.exitCode;
    },
  };
}

/** The exit code of the HEALTHCHECK. */
function health(stage: Stage, root: string, port: number): number | null {
  const [program = "", ...args] = exec(stage, "HEALTHCHECK");
  return spawnSync(program, args, asImage(stage, root, port)).status;
}

function asImage(stage: Stage, root: string, port: number) {
  expect(stage.steps.findLast(({ name }) => name === "USER")?.text).toBe("node");
  const inImage = environmentOf(stage);
  return {
    cwd: join(root, "app"),
    env: {
      ...inImage,
      PATH: process.env["PATH"],
      DAYBOOK_DATA: join(root, inImage["DAYBOOK_DATA"] ?? ""),
      DAYBOOK_PORT: String(port),
    },
    ...(IS_ROOT ? { uid: NOBODY, gid: NOBODY } : {}),
  };
}

function exec({ steps }: Stage, instruction: string): string[] {
  return wordsOf(steps.findLast(({ name }) => name === instruction)?.text ?? "[]");
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  // safe because a server that listens on a port has an address with it
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** As a browser opens a page: Node's own fetch says that it asks for data. */
async function pageOf(port: number): Promise<string> {
  return (await send(port, { path: "/", headers: { host: `127.0.0.1:${port}` } })).text;
}
