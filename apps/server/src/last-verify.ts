/** When all stored figures were last verified: a file in the data folder, because `verify` never writes to the database. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const LastVerify = z.strictObject({
  /** UTC milliseconds. */
  at: z.int(),
  clean: z.boolean(),
});
export type LastVerify = z.infer<typeof LastVerify>;

const pathIn = (dataFolder: string): string => join(dataFolder, "last-verify.json");

/** Never throws: a verification that cannot be noted is still a verification. */
export function noteVerify(dataFolder: string, last: LastVerify): void {
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    writeFileSync(pathIn(dataFolder), `${JSON.stringify(last)}\n`, { mode: 0o600 });
  } catch {
    // a full disk, or a folder of another user
  }
}

/** Null if there was none, or none that can be read. */
export function readLastVerify(dataFolder: string): LastVerify | null {
  try {
    return LastVerify.parse(JSON.parse(readFileSync(pathIn(dataFolder), "utf8")));
  } catch {
    return null;
  }
}
