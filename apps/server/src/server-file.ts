import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** What a running server leaves in the data folder, so that a second start and the command line find it. */
const ServerFile = z.strictObject({
  url: z.url(),
  pid: z.int().min(1),
  /** What its commands show; an older server left none. */
  token: z.string().default(""),
});
export type ServerFile = z.infer<typeof ServerFile>;

const pathIn = (dataFolder: string): string => join(dataFolder, "server.json");

export function writeServerFile(dataFolder: string, content: ServerFile): void {
  // A new file: one that is there keeps whatever mode it has.
  removeServerFile(dataFolder);
  writeFileSync(pathIn(dataFolder), `${JSON.stringify(content)}\n`, { mode: 0o600, flag: "wx" });
}

/** Where it cannot be removed it is left: a second start asks the address in it, and nobody answers there. */
export function removeServerFile(dataFolder: string): void {
  try {
    rmSync(pathIn(dataFolder), { force: true });
  } catch {
    // the books are closed; nothing is lost with this
  }
}

/** The server that was started on these books, or null where it left no word; it may have died since. */
export function readServerFile(dataFolder: string): ServerFile | null {
  try {
    return ServerFile.parse(JSON.parse(readFileSync(pathIn(dataFolder), "utf8")));
  } catch {
    return null;
  }
}

/** Whether a Daybook answers at this address now. */
export async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(2_000) });
    const health = z.object({ version: z.string() }).safeParse(await response.json());
    return health.success;
  } catch {
    return false;
  }
}
