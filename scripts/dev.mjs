// `npm run dev`: the server restarts and the browser reloads when a file changes.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { planDev } from "./dev-plan.mjs";
import { ROOT } from "./tools.mjs";

const { env, shown, parts } = planDev(process.env);

let stopping = false;
const children = parts.map(({ name, args, folder }) => {
  const child = spawn(process.execPath, args, {
    cwd: join(ROOT, folder),
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  prefix(child.stdout, process.stdout, name);
  prefix(child.stderr, process.stderr, name);
  child.on("exit", (code) => stop(code ?? 1));
  return child;
});

for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => stop(0));

/** If one process ends, the other is stopped too. */
function stop(code) {
  if (stopping) return;
  stopping = true;
  process.exitCode = code;
  for (const child of children) if (child.exitCode === null) child.kill("SIGTERM");
}

function prefix(from, to, name) {
  let rest = "";
  from.setEncoding("utf8").on("data", (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) to.write(`${name.padEnd(6)} | ${shown(line)}\n`);
  });
}
