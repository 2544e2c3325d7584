// `npm run typecheck`: the compiler over everything. What runs in Node is one program, because its packages hand each
// other their sources: checked one by one, each would be read again for every package above it.
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { ROOT, runNode, tool } from "./tools.mjs";

/** The folders whose tsconfig.json is a program of its own. The root holds all that the others leave. */
const PROGRAMS = [".", "apps/web", "apps/e2e", "bench"];

/**
 * Runs the compiler over every program, two at a time: one waits for the disk while the other computes.
 * @returns {Promise<string | null>} what is wrong, or null
 */
export async function checkTypes() {
  const waiting = [...PROGRAMS];
  const problems = [];
  const lane = async () => {
    for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
      const { code, output } = await runNode(
        // More checkers would each work out the router's types again, which is most of the time.
        [tool("typescript", "tsc"), "--noEmit", "--checkers", "1", "--pretty", "false"],
        { cwd: join(ROOT, folder) },
      );
      if (code !== 0) problems.push(`${folder}\n${output.trim()}`);
    }
  };
  await Promise.all([lane(), lane()]);
  return problems.length === 0 ? null : problems.join("\n");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const problem = await checkTypes();
  if (problem !== null) console.error(problem);
  process.exitCode = problem === null ? 0 : 1;
}
