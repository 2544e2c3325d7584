import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** The file that a running server writes to the data folder, for a second start and the command line. */
const ServerFile = z.strictObject({
  url: z.url(),
  pid: z.int().min(1),
  /** The token for commands; an older server wrote none. */
  token: z.string().default(""),
});
export type ServerFile = z.infer<typeof ServerFile>;

const pathIn = (dataFolder: string): string => join(dataFolder, "server.json");

export function writeServerFile(dataFolder: string, content: ServerFile): void {
  // Creates a new file, because an existing one would keep its mode.
  removeServerFile(dataFolder);
  writeFileSync(pathIn(dataFolder), `${JSON.stringify(content)}\n`, { mode: 0o600, flag: "wx" });
}

/** If it cannot be removed, it is left: a second start tries its address, and nothing responds there. */
export function removeServerFile(dataFolder: string): void {
  try {
    rmSync(pathIn(dataFolder), { force: true });
  } catch {
    // the database is closed; nothing is lost
  }
}

/** The server that was started on this data folder, or null if there is no file; it may no longer be running. */
export function readServerFile(dataFolder: string): ServerFile | null {
  try {
    return ServerFile.parse(JSON.parse(readFileSync(pathIn(dataFolder), "utf8")));
  } catch {
    return null;
  }
}

/** Whether a Daybook server responds at this address now. */
export async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(2_000) });
    const health = z.object({ version: z.string() }).safeParse(await response.json());
    return health.success;
  } catch {
    return false;
  }
}
