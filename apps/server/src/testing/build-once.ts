/** Before the tests of the server: what they start as a process is built once for all of them. */
// Under another name than the one users start: a test must not rebuild a server that is in use.
import { buildServer } from "../../build.mjs";

export async function setup(): Promise<void> {
  await buildServer(undefined, "test-");
}
