/** The built server as a separate process, for tests that need one. */
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Made by build-once.ts, before the first of these tests. */
const MAIN = fileURLToPath(new URL("../../dist/test-main.js", import.meta.url));

export interface ChildOptions {
  readonly dataFolder: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** A program and its options that run the server. */
  readonly under?: readonly string[];
  readonly input?: string;
}

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** A data folder that is deleted after the test. */
export function dataFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "daybook-data-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

const running = new Set<ChildProcess>();
// Stops the server if a test fails before it does so.
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

function launch({ dataFolder: folder, args = ["start"], env, under = [], input }: ChildOptions) {
  const [program = process.execPath, ...rest] = [...under, process.execPath, MAIN, ...args];
  const child = spawn(program, rest, {
    env: {
      PATH: process.env["PATH"],
      HOME: folder,
      DAYBOOK_DATA: folder,
      DAYBOOK_PORT: "0",
      DAYBOOK_MDNS: "0",
      LOG_LEVEL: "warn",
      ...env,
    },
    stdio: ["pipe", "pipe", "pipe"],
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  child.stdin.end(input);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  return { child, output: () => output };
}

/** Runs a command until it exits. */
export async function runCommand(options: ChildOptions): Promise<Ended> {
  const { child, output } = launch(options);
  const [code] = await once(child, "close");
  return { code, output: output() };
}

/** A running server. */
export class ChildServer {
  readonly child: ChildProcess;
  readonly port: number;
  readonly output: () => string;
  readonly #gone: Promise<unknown>;

  constructor(child: ChildProcess, port: number, output: () => string) {
    this.child = child;
    this.port = port;
    this.output = output;
    this.#gone = once(child, "close");
  }

  /** The token of its setup link. */
  get setupToken(): string {
    return /\/setup#([\w-]+)/.exec(this.output())?.[1] ?? "";
  }

  /** Sends a signal and waits for the end. */
  async end(signal: "SIGTERM" | "SIGINT" | "SIGKILL" = "SIGTERM"): Promise<Ended> {
    this.child.kill(signal);
    await this.#gone;
    return { code: this.child.exitCode, output: this.output() };
  }
}

/** Starts a server on a free port and waits until it has printed its address. */
export async function startChild(options: ChildOptions): Promise<ChildServer> {
  const { child, output } = launch(options);
  const port = await new Promise<number>((resolve, reject) => {
    const look = (): void => {
      const [, found] = /http:\/\/127\.0\.0\.1:(\d+)/.exec(output()) ?? [];
      if (found !== undefined) resolve(Number(found));
    };
    child.stdout.on("data", look);
    child.once("close", (code) => reject(new Error(`the server ended with ${code}: ${output()}`)));
  });
  return new ChildServer(child, port, output);
}
