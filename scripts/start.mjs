// `npm start`: builds if needed, then runs the server in this terminal.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { build, isBuilt } from "./build.mjs";
import { ROOT } from "./tools.mjs";

if (!isBuilt()) {
  console.log("Building Daybook …");
  const problem = await build();
  if (problem !== null) {
    console.error(`${problem}\nThe build failed; see the reason above.`);
    process.exit(1);
  }
}

const main = join(ROOT, "apps/server/dist/main.js");
const server = spawn(process.execPath, [main, "start", "--open", ...process.argv.slice(2)], {
  // npm changes the working directory to the root; the user may have been in another folder.
  cwd: ROOT,
  env: { ...process.env, NODE_ENV: "production" },
  stdio: "inherit",
});

// In a terminal, Ctrl+C reaches the server as well as this process, so it is not forwarded.
process.on("SIGINT", () => process.stdin.isTTY || server.kill("SIGINT"));
for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => server.kill(signal));
server.on("error", (error) => {
  console.error(`The server did not start: ${error.message}`);
  process.exit(1);
});
server.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
