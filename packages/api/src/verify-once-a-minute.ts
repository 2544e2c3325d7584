import type { VerifyReport } from "@daybook/contract/reports";
import type { Who } from "@daybook/core/context/context";
import { seesCosts } from "@daybook/core/context/shown-cost";
import { verifyDatabase } from "@daybook/core/reports/verify/verify-database";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import type { ApiContext } from "./context.ts";

/** A verification reads everything: more than one a minute has no benefit and slows down the server. */
const CACHE_MS = 60_000;

interface Verifications {
  running: Promise<VerifyReport> | null;
  last: { readonly report: VerifyReport; readonly at: number } | null;
}

const known = new WeakMap<UnitOfWork, Verifications>();

/**
 * Verifies the database, in another thread if possible. Callers during a verification get its result, and callers
 * within a minute get the last one; `verifiedAt` is its time. Its examples contain costs, so callers who may not see
 * costs get none.
 */
export async function verifyOnceAMinute(
  ctx: ApiContext & { readonly who: Who },
): Promise<VerifyReport> {
  const report = await sharedReport(ctx);
  if (seesCosts(ctx.who)) return report;
  return { ...report, checks: report.checks.map((check) => ({ ...check, examples: [] })) };
}

function sharedReport(ctx: ApiContext & { readonly who: Who }): Promise<VerifyReport> {
  const { work, who, verifyAside } = ctx;
  let proofs = known.get(work);
  if (proofs === undefined) known.set(work, (proofs = { running: null, last: null }));
  const { last } = proofs;
  if (last !== null && work.clock() - last.at < CACHE_MS) return Promise.resolve(last.report);
  const here = () => work.snapshot(who, (read) => verifyDatabase(read, work.clock));
  return (proofs.running ??= runVerification(proofs, verifyAside ?? here, work.clock));
}

async function runVerification(
  proofs: Verifications,
  fn: () => Promise<VerifyReport>,
  clock: () => number,
): Promise<VerifyReport> {
  try {
    const report = await fn();
    proofs.last = { report, at: clock() };
    return report;
  } finally {
    proofs.running = null;
  }
}
