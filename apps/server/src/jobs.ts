import { systemActor } from "@daybook/core/context/context";
import type { WriteCtx } from "@daybook/core/context/context";
import { isDue, markRun } from "@daybook/core/maintenance/daily-job";
import { wakeSnoozedAlerts } from "@daybook/core/alerts/wake-snoozed";
import { forgetOldKeys } from "@daybook/core/writes/kept-answers";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import { forgetOldSessions } from "@daybook/core/users/sessions";
import { forgetOldAttempts } from "@daybook/core/users/throttle";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** What the server does by itself. With several servers on one database, one of them does it. */
const JOBS: readonly Job[] = [
  { name: "wake snoozed alerts", everyMs: MINUTE, run: wakeSnoozedAlerts },
  { name: "forget old keys of writes", everyMs: DAY, run: (ctx) => forgetOldKeys(ctx, ctx.now) },
  { name: "forget old sessions", everyMs: DAY, run: forgetOldSessions },
  { name: "forget old attempts to sign in", everyMs: DAY, run: forgetOldAttempts },
];
/** A day is counted by the clock and not by how long the server has run, so it is looked at more often. */
const LOOK_MS = 10 * MINUTE;

interface Job {
  readonly name: string;
  readonly everyMs: number;
  run(ctx: WriteCtx): Promise<number>;
}

/**
 * Does what is due, then starts the clock of all jobs; the answer stops it. A job that fails is reported and tried again
 * at its next time.
 */
export function startJobs(
  work: UnitOfWork,
  onProblem: (error: unknown, job: string) => void,
): () => void {
  const timers = JOBS.map((job) => {
    const attempt = (): void => {
      runIfDue(work, job).catch((error: unknown) => onProblem(error, job.name));
    };
    // Not at once: a server that has just started answers those who wait for it first.
    const first = setTimeout(attempt, 0);
    const timer = setInterval(attempt, Math.min(job.everyMs, LOOK_MS));
    timer.unref();
    return { first, timer };
  });
  return () =>
    timers.forEach(({ first, timer }) => {
      clearTimeout(first);
      clearInterval(timer);
    });
}

/** In one transaction with the note that it ran, so that of several servers one does it, once. */
async function runIfDue(work: UnitOfWork, { name, everyMs, run }: Job): Promise<void> {
  const who = { actor: systemActor(0, new Set()), requestId: `job: ${name}` };
  const isDaily = everyMs >= DAY;
  if (isDaily && !(await work.read(who, (ctx) => isDue(ctx, name, everyMs)))) return;
  await work.write(who, async (ctx) => {
    if (!(await ctx.dialect.takeJob(ctx, name))) return;
    if (isDaily && !(await isDue(ctx, name, everyMs))) return;
    await run(ctx);
    if (isDaily) await markRun(ctx, name);
  });
}
