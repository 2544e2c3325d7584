import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { dataFolder } from "./testing/child-server.ts";

const LAUNCHER = fileURLToPath(new URL("testing/child-server.ts", import.meta.url));

test("[fault H5] a test that ends without stopping its server leaves no process behind", async () => {
  const folder = dataFolder();
  const script = `
    const { startChild } = await import(${JSON.stringify(LAUNCHER)});
    const server = await startChild({ dataFolder: ${JSON.stringify(folder.path)} });
    console.log("pid " + server.child.pid);
    process.exit(1);`;
  const failing = spawn(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "--eval", script],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let stdout = "";
  failing.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  await once(failing, "close");
  const pid = Number(/pid (\d+)/.exec(stdout)?.[1]);
  expect(pid).toBeGreaterThan(0);
  await expect.poll(() => isRunning(pid)).toBe(false);
  folder.remove();
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
