import { systemActor } from "@daybook/core/context";
import type { WriteCtx } from "@daybook/core/context";
import { wakeSnoozedAlerts } from "@daybook/core/alerts/wake-snoozed";
import { forgetOldKeys } from "@daybook/core/unit-of-work";
import type { UnitOfWork } from "@daybook/core/unit-of-work";
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

interface Job {
  readonly name: string;
  readonly everyMs: number;
  run(ctx: WriteCtx): Promise<number>;
}

/** Starts the clock of all jobs; the answer stops it. A job that fails is reported and tried again at its next time. */
export function startJobs(
  work: UnitOfWork,
  onProblem: (error: unknown, job: string) => void,
): () => void {
  const timers = JOBS.map((job) => {
    const who = { actor: systemActor(0, new Set()), requestId: `job: ${job.name}` };
    const timer = setInterval(() => {
      const once = work.write(who, async (ctx) => {
        if (await ctx.dialect.takeJob(ctx, job.name)) await job.run(ctx);
      });
      once.catch((error: unknown) => onProblem(error, job.name));
    }, job.everyMs);
    timer.unref();
    return timer;
  });
  return () => timers.forEach((timer) => clearInterval(timer));
}
