/** Before the tests of the server: what they start as a process is built once for all of them. */
// Not under the name that people start: a test must not rebuild the server that somebody runs.
import { buildServer } from "../../build.mjs";

export async function setup(): Promise<void> {
  await buildServer(undefined, "test-");
}
