import type { VerifyReport } from "@daybook/contract/reports";
import type { Who } from "@daybook/core/context/context";
import { verifyBooks } from "@daybook/core/reports/verify/verify-books";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import type { ApiContext } from "./context.ts";

/** A proof reads everything there is: more than one a minute tells nobody more and slows everyone down. */
const KEPT_MS = 60_000;

interface Proofs {
  running: Promise<VerifyReport> | null;
  last: { readonly report: VerifyReport; readonly at: number } | null;
}

const known = new WeakMap<UnitOfWork, Proofs>();

/**
 * Proves the books, in a thread of its own where the process has one to spare. Whoever asks while a proof runs is
 * answered with that one, and whoever asks within a minute with the last one; `verifiedAt` says of when it is.
 */
export function proveBooks(ctx: ApiContext & { readonly who: Who }): Promise<VerifyReport> {
  const { work, who, verifyAside } = ctx;
  let proofs = known.get(work);
  if (proofs === undefined) known.set(work, (proofs = { running: null, last: null }));
  const { last } = proofs;
  if (last !== null && work.clock() - last.at < KEPT_MS) return Promise.resolve(last.report);
  const here = () => work.snapshot(who, (read) => verifyBooks(read, work.clock));
  return (proofs.running ??= prove(proofs, verifyAside ?? here, work.clock));
}

async function prove(
  proofs: Proofs,
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
