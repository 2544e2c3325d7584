import { spawnNode } from "./child.ts";
import { SERVER_ENTRY } from "./paths.ts";
import { residentMibOf } from "./server-process.ts";

const LOOK_EVERY_MS = 20;

export interface Ran {
  readonly seconds: number;
  /** The highest resident memory that was seen, in mebibytes. */
  readonly mostMib: number;
}

/** Runs a command of the server on a data folder. Throws if it fails. */
export async function runCommand(data: string, args: readonly string[]): Promise<Ran> {
  const startedAt = performance.now();
  const child = spawnNode([SERVER_ENTRY, ...args], {
    env: { PATH: process.env["PATH"], HOME: data, NODE_ENV: "production", DAYBOOK_DATA: data },
  });
  let said = "";
  child.stdout?.on("data", (chunk) => (said += String(chunk)));
  child.stderr?.on("data", (chunk) => (said += String(chunk)));
  let mostMib = 0;
  const watching = setInterval(() => {
    const mib = residentMibOf(child.pid);
    if (mib > mostMib) mostMib = mib;
  }, LOOK_EVERY_MS);
  const code = await new Promise<number | null>((resolve) => child.once("exit", resolve));
  clearInterval(watching);
  if (code !== 0) throw new Error(`${args[0]} ended with code ${code}:\n${said}`);
  return { seconds: (performance.now() - startedAt) / 1000, mostMib };
}
