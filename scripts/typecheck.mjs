// `npm run typecheck`: type-checks everything. The Node code is one program, because its packages import each other's
// sources: checked separately, each would be read again for every dependent package.
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { ROOT, runNode, tool } from "./tools.mjs";

/** The folders with their own program. The root contains everything else. */
const PROGRAMS = [".", "apps/web", "apps/e2e", "bench"];

/**
 * Type-checks every program, two at a time: one waits for the disk while the other uses the CPU.
 * @returns {Promise<string | null>} what is wrong, or null
 */
export async function checkTypes() {
  const waiting = [...PROGRAMS];
  const problems = [];
  const lane = async () => {
    for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
      const { code, output } = await runNode(
        // More checkers would each compute the router's types again, which takes most of the time.
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
