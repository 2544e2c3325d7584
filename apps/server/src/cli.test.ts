/** What the commands say to paths that are none, and before there is a shop. */
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { runCommand } from "./cli.ts";
import { dataFolder } from "./testing/child-server.ts";

let data: ReturnType<typeof dataFolder>;
beforeEach(() => {
  data = dataFolder();
  vi.stubEnv("DAYBOOK_DATA", data.path);
});
afterEach(() => {
  vi.unstubAllEnvs();
  data.remove();
});

async function run(...args: string[]): Promise<{ code: number; output: string }> {
  let output = "";
  const code = await runCommand(args, (text) => void (output += text));
  return { code, output };
}

test("[I10] [O5] [O10] a command that cannot work with a path, or without a shop, says so in one sentence", async () => {
  expect((await run("backup")).code).toBe(0);
  const missing = join(data.path, "no such folder", "shop.zip");
  const refused = [
    [["export", missing], `${missing}: there is no such file or folder; check the path.\n`],
    [["load", missing], `${missing} is not a file; check the path. Nothing was changed.\n`],
    [["load", data.path], `${data.path} is not a file; check the path. Nothing was changed.\n`],
    [["restore", missing], `There is no file ${missing}.\n`],
    [["restore", data.path], `There is no file ${data.path}.\n`],
    [["archive", "--years-before", "2020"], "There is no shop yet, so there is nothing to move.\n"],
  ] as const;
  for (const [args, output] of refused)
    expect([args, await run(...args)]).toEqual([args, { code: 1, output }]);
});
