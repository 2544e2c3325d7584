import type { FiscalDesk } from "@daybook/api/server/fiscal/fiscal-desk";
import { systemActor } from "@daybook/core/context/context";
import type { WriteCtx } from "@daybook/core/context/context";
import { isDue, markRun } from "@daybook/core/maintenance/daily-job";
import { wakeSnoozedAlerts } from "@daybook/core/alerts/wake-snoozed";
import { forgetOldKeys } from "@daybook/core/writes/kept-answers";
import { deleteUnusedFiles } from "@daybook/core/pictures/stored-files";
import { forgetOldPrintJobs } from "@daybook/core/printing/job-queue";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import { forgetOldSessions } from "@daybook/core/users/sessions";
import { forgetOldAttempts } from "@daybook/core/users/throttle";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The scheduled jobs of the server. With several servers on one database, one of them runs each job. */
const JOBS: readonly Job[] = [
  { name: "wake snoozed alerts", everyMs: MINUTE, run: wakeSnoozedAlerts },
  { name: "forget old keys of writes", everyMs: DAY, run: (ctx) => forgetOldKeys(ctx, ctx.now) },
  { name: "forget old sessions", everyMs: DAY, run: forgetOldSessions },
  { name: "forget old attempts to sign in", everyMs: DAY, run: forgetOldAttempts },
  { name: "delete unused files", everyMs: DAY, run: deleteUnusedFiles },
  { name: "forget old print jobs", everyMs: DAY, run: forgetOldPrintJobs },
];
/** A day is measured by the clock, not by the uptime, so it is checked more often. */
const CHECK_EVERY_MS = 10 * MINUTE;

interface Job {
  readonly name: string;
  readonly everyMs: number;
  run(ctx: WriteCtx): Promise<number>;
}

/**
 * Runs the jobs that are due, then starts the timers of all jobs; the returned function stops them. A failed job is
 * reported and retried at its next time.
 */
export function startJobs(
  work: UnitOfWork,
  onProblem: (error: unknown, job: string) => void,
): () => void {
  const timers = JOBS.map((job) => {
    const attempt = (): void => {
      runIfDue(work, job).catch((error: unknown) => onProblem(error, job.name));
    };
    // Delayed, so a starting server first answers waiting clients.
    const first = setTimeout(attempt, 0);
    const timer = setInterval(attempt, Math.min(job.everyMs, CHECK_EVERY_MS));
    timer.unref();
    return { first, timer };
  });
  return () =>
    timers.forEach(({ first, timer }) => {
      clearTimeout(first);
      clearInterval(timer);
    });
}

/** Signs documents that the signing device could not sign when they were saved; the returned function stops it. */
export function startLateSigning(
  desk: FiscalDesk | null,
  onProblem: (error: unknown) => void,
): () => void {
  if (desk === null) return () => undefined;
  const timer = setInterval(() => void desk.signLate().catch(onProblem), MINUTE);
  timer.unref();
  return () => clearInterval(timer);
}

/** In one transaction with the record that it ran, so only one of several servers runs it. */
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
