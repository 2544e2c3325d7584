/** Child processes: load in the measured process would slow it down. */
import { fork, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { childEntry } from "./paths.ts";
import type { ChildName } from "./paths.ts";

/** A child process that runs one job after another. */
export interface Child<Job, Result> {
  /** Rejects with the child's error, and if it exits before it answers. */
  ask(job: Job): Promise<Result>;
  stop(): void;
}

type Reply<Result> = { readonly result: Result } | { readonly problem: string };

const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** Tracks a process, so it never outlives this one. */
function endWithThisProcess(child: ChildProcess): void {
  running.add(child);
  child.once("exit", () => running.delete(child));
}

/** `nodeArgs` are Node options for this child, such as `--expose-gc`. */
export function startChild<Job extends object, Result>(
  name: ChildName,
  nodeArgs: readonly string[] = [],
): Child<Job, Result> {
  const child = fork(childEntry(name), {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    execArgv: [...nodeArgs],
  });
  endWithThisProcess(child);
  return {
    ask: (job) =>
      new Promise((resolve, reject) => {
        const onExit = () => reject(new Error(`The ${name} process ended before it answered.`));
        child.once("exit", onExit);
        child.once("message", (message) => {
          child.off("exit", onExit);
          // safe because the child only sends the messages of `serve` below
          const reply = message as Reply<Result>;
          if ("problem" in reply) reject(new Error(reply.problem));
          else resolve(reply.result);
        });
        child.send(job);
      }),
    stop: () => void child.kill(),
  };
}

/** The child's side: runs `work` for every job. */
export function serve<Job, Result>(work: (job: Job) => Promise<Result>): void {
  const reply = (message: Reply<Result>) => process.send?.(message);
  process.on("message", (job) => {
    // safe because `startChild` sends the jobs of this child
    work(job as Job).then(
      (result) => reply({ result }),
      (error: unknown) =>
        reply({ problem: error instanceof Error ? (error.stack ?? "") : String(error) }),
    );
  });
  process.on("disconnect", () => process.exit());
}

interface SpawnOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** A program with its options that runs it. */
  readonly under?: readonly string[];
}

/** Starts another Node process, without messages. */
export function spawnNode(
  nodeArgs: readonly string[],
  { under = [], ...options }: SpawnOptions = {},
): ChildProcess {
  const [program = process.execPath, ...args] = [...under, process.execPath, ...nodeArgs];
  const child = spawn(program, args, {
    ...options,
    env: options.env ?? process.env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  endWithThisProcess(child);
  return child;
}
