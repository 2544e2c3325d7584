import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../server/dist/main.js", import.meta.url));
const WEB = fileURLToPath(new URL("../../web/dist/index.html", import.meta.url));
/** The one name besides this machine's own addresses under which the journeys call the shop. */
export const LAN_HOST = "shop.test";
const READY_WITHIN_MS = 20_000;

/** A shop of its own, served as `npm start` serves it. */
export interface RunningShop {
  readonly port: number;
  /** "http://127.0.0.1:4711" */
  readonly url: string;
  /** The token of the set-up link the server printed. */
  readonly setupToken: string;
  /** What it logged as warnings and errors. */
  problems(): string[];
  stop(): Promise<void>;
}

/** Starts the built server on a free port with an empty book in a temporary folder. */
export async function startShop(): Promise<RunningShop> {
  for (const file of [MAIN, WEB])
    if (!existsSync(file)) throw new Error(`${file} is missing: run npm run build first`);
  const folder = await mkdtemp(join(tmpdir(), "daybook-e2e-"));
  const port = await freePort();
  const child = spawn(process.execPath, [MAIN, "start"], {
    cwd: folder,
    env: {
      PATH: process.env["PATH"],
      HOME: folder,
      NODE_ENV: "production",
      DAYBOOK_DATA: join(folder, "books"),
      DAYBOOK_PORT: String(port),
      DAYBOOK_HOSTS: LAN_HOST,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = collect(child);
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await gone;
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const setupToken = await tokenIn(child, output);
    const problems = () =>
      output
        .text()
        .split("\n")
        .filter((line) => /"level":(40|50|60)/.test(line));
    return { port, url: `http://127.0.0.1:${port}`, setupToken, problems, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Output {
  text(): string;
  onText(listener: () => void): void;
}

function collect(child: ChildProcess): Output {
  let all = "";
  const listeners: (() => void)[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => {
      all += text;
      for (const listener of listeners) listener();
    });
  return { text: () => all, onText: (listener) => void listeners.push(listener) };
}

function tokenIn(child: ChildProcess, output: Output): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${why}\n${output.text()}`));
    const timer = setTimeout(() => fail("The server did not get ready"), READY_WITHIN_MS);
    const look = () => {
      const token = /\/setup#(\S+)/.exec(output.text())?.[1];
      if (token === undefined) return;
      clearTimeout(timer);
      resolve(token);
    };
    child.once("exit", (code) => fail(`The server ended with ${code}`));
    output.onText(look);
    look();
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
