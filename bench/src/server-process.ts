/** A server as in production: built, in a separate process, with every write durable before it is answered. */
import { readFileSync } from "node:fs";
import { get } from "node:http";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { spawnNode } from "./child.ts";
import { SERVER_ENTRY } from "./paths.ts";

export interface ServerProcess {
  readonly port: number;
  readonly url: string;
  /** From the start of the process to its first 200 on `/healthz`. */
  readonly readyMs: number;
  /** User and system time of all its threads so far; NaN if not available. */
  cpuSeconds(): number;
  /** Its memory in mebibytes; NaN if not available. */
  residentMib(): number;
  /** Stops it gracefully, and kills it if that fails. */
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 2;
const STOP_WITHIN_MS = 15_000;
/** `BENCH_SERVER_NODE="--cpu-prof --cpu-prof-dir=/tmp/profile"` profiles the servers that are measured. */
const NODE_OPTIONS = (process.env["BENCH_SERVER_NODE"] ?? "").split(" ").filter(Boolean);

/** Starts a server on a data folder, on this machine's loopback only; `under` is a program that runs it. */
export async function startServer(
  folder: string,
  under: readonly string[] = [],
): Promise<ServerProcess> {
  const port = await freePort();
  const startedAt = performance.now();
  const child = spawnNode([...NODE_OPTIONS, SERVER_ENTRY, "start"], {
    env: {
      PATH: process.env["PATH"],
      HOME: folder,
      NODE_ENV: "production",
      DAYBOOK_DATA: folder,
      DAYBOOK_PORT: String(port),
      LOG_LEVEL: "warn",
    },
    under,
  });
  let said = "";
  child.stdout?.on("data", (chunk) => (said += String(chunk)));
  child.stderr?.on("data", (chunk) => (said += String(chunk)));
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`The server ended:\n${said}`);
    if (performance.now() - startedAt > READY_WITHIN_MS) {
      child.kill("SIGKILL");
      throw new Error(`The server was not ready within ${READY_WITHIN_MS / 1000} s:\n${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  const readyMs = performance.now() - startedAt;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    readyMs,
    cpuSeconds: () => cpuSecondsOf(child.pid),
    residentMib: () => residentMibOf(child.pid),
    stop: async () => {
      child.kill("SIGTERM");
      const late = setTimeout(() => child.kill("SIGKILL"), STOP_WITHIN_MS);
      await ended;
      clearTimeout(late);
      // Messages of a server under load are defects or warnings, and must be visible.
      const complaints = said.split("\n").filter((line) => /^\{"level":[4-6]0/.test(line));
      if (complaints.length > 0) console.log(complaints.slice(0, 5).join("\n"));
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      // safe because a server that listens on a port has both
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    get({ host: "127.0.0.1", port, path: "/healthz", agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    }).once("error", () => resolve(false));
  });
}

/** Linux counts CPU time in hundredths of a second. */
function cpuSecondsOf(pid: number | undefined): number {
  const stat = procFile(pid, "stat");
  const [user, system] = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .slice(11, 13)
    .map(Number);
  return ((user ?? Number.NaN) + (system ?? Number.NaN)) / 100;
}

export function residentMibOf(pid: number | undefined): number {
  const [, kib] = /VmRSS:\s+(\d+) kB/.exec(procFile(pid, "status")) ?? [];
  return Number(kib) / 1024;
}

function procFile(pid: number | undefined, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return "";
  }
}
