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
/** The only host name besides this machine's addresses that tests use. */
export const LAN_HOST = "shop.test";
/** Long enough for a busy machine; ends a start that hangs. */
const READY_WITHIN_MS = 50_000;

const running = new Set<ChildProcess>();
// Stops the server if a test fails before it does so.
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** Further environment variables of the server. */
export type Environment = Readonly<Record<string, string>>;

/** A separate shop, served like `npm start`. */
export interface RunningShop {
  readonly port: number;
  /** "http://127.0.0.1:4711" */
  readonly url: string;
  /** The token of the setup link printed by the server. */
  readonly setupToken: string;
  /** Logged warnings and errors. */
  problems(): string[];
  /** Ends the process and keeps the data. */
  halt(): Promise<void>;
  /** Restarts it on the same data, at the same address; the clock may be some minutes ahead. */
  resume(minutesLater?: number): Promise<void>;
  /** The one-time link for a new password, as printed on the terminal. */
  passwordLink(login: string): Promise<string>;
  stop(): Promise<void>;
}

/** Starts the built server on a free port with an empty data folder. */
export async function startShop(more: Environment = {}): Promise<RunningShop> {
  for (const file of [MAIN, WEB])
    if (!existsSync(file)) throw new Error(`${file} is missing: run npm run build first`);
  const folder = await mkdtemp(join(tmpdir(), "daybook-e2e-"));
  const port = await freePort();
  let server = run(folder, port, { more });
  const stop = async () => {
    await end(server.child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return {
      port,
      url: `http://127.0.0.1:${port}`,
      setupToken: await waitForOutput(server, /\/setup#(\S+)/),
      problems: () =>
        server.output
          .text()
          .split("\n")
          .filter((line) => /"level":(40|50|60)/.test(line) && !isSlow(line)),
      halt: () => end(server.child),
      resume: async (minutesLater = 0) => {
        server = run(folder, port, { more, minutesLater });
        await waitForOutput(server, /(Daybook is running)/);
      },
      passwordLink: async (login) => {
        const command = run(folder, port, { command: ["reset-password", login] });
        const link = await waitForOutput(command, /(http:\S+\/reset-password#\S+)/);
        await end(command.child);
        return link;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A slow response depends on the test machine, not on the shop. */
function isSlow(line: string): boolean {
  return /"level":40.*"status":[234]\d\d.*"msg":"request"/.test(line);
}

interface Running {
  readonly child: ChildProcess;
  readonly output: Output;
}

interface RunOptions {
  readonly command?: readonly string[];
  readonly minutesLater?: number;
  readonly more?: Environment;
}

function run(folder: string, port: number, options: RunOptions): Running {
  const { command = ["start"], minutesLater = 0, more = {} } = options;
  const child = spawn(process.execPath, [...clockAhead(minutesLater), MAIN, ...command], {
    cwd: folder,
    env: {
      PATH: process.env["PATH"],
      HOME: folder,
      NODE_ENV: "production",
      DAYBOOK_DATA: join(folder, "books"),
      DAYBOOK_PORT: String(port),
      DAYBOOK_HTTPS_PORT: "0",
      DAYBOOK_MDNS: "0",
      DAYBOOK_HOSTS: LAN_HOST,
      ...more,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  return { child, output: collect(child) };
}

/** Sets the clock of a process ahead before it reads any data. */
function clockAhead(minutes: number): string[] {
  if (minutes === 0) return [];
  const script = `
    const now = Date.now.bind(Date);
    const later = () => now() + ${minutes} * 60_000;
    globalThis.Date = class extends Date {
      constructor(...given) {
        super(...(given.length === 0 ? [later()] : given));
      }
      static now() {
        return later();
      }
    };`;
  return ["--import", `data:text/javascript,${encodeURIComponent(script)}`];
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await gone;
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

/** Waits for this output of the server; returns the capture group. */
function waitForOutput({ child, output }: Running, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${why}\n${output.text()}`));
    const timer = setTimeout(() => fail("The server did not get ready"), READY_WITHIN_MS);
    const check = () => {
      const found = pattern.exec(output.text())?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    };
    child.once("exit", (code) => {
      clearTimeout(timer);
      fail(`The server ended with ${code}`);
    });
    output.onText(check);
    check();
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
