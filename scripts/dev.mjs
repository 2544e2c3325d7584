// `npm run dev`: the server restarts and the browser reloads when a file changes.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { ROOT, tool } from "./tools.mjs";

// The server runs from the root, as `npm start` does, so that both open the same books.
const parts = [
  [
    "server",
    [tool("tsx"), "watch", "--clear-screen=false", "apps/server/src/main.ts", "start"],
    ".",
  ],
  ["web", [tool("vite"), "--clearScreen", "false", "--host", "127.0.0.1"], "apps/web"],
];

let stopping = false;
const children = parts.map(([name, args, folder]) => {
  const child = spawn(process.execPath, args, {
    cwd: join(ROOT, folder),
    env: { ...process.env, NODE_ENV: "development" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  prefix(child.stdout, process.stdout, name);
  prefix(child.stderr, process.stderr, name);
  child.on("exit", (code) => stop(code ?? 1));
  return child;
});

for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => stop(0));

/** One half is of no use without the other: when one ends, both end. */
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
    for (const line of lines) to.write(`${name.padEnd(6)} | ${line}\n`);
  });
}
