import type { VerifyReport } from "@daybook/contract/reports";
import { systemActor } from "@daybook/core/context/context";
import { verifyDatabase } from "@daybook/core/reports/verify/verify-database";
import { createUnitOfWork } from "@daybook/core/writes/unit-of-work";
import { withReadOnlyStore } from "./with-read-only-store.ts";

/** Verifies the database at a URL on its own read-only connections; a running server is not affected. */
export async function verifyStore(url: string, allowNetworkFs = true): Promise<VerifyReport> {
  return withReadOnlyStore(url, allowNetworkFs, (store) => {
    const work = createUnitOfWork({ store, clock: Date.now });
    const who = { actor: systemActor(0, new Set()), requestId: "verify" };
    return work.snapshot(who, (ctx) => verifyDatabase(ctx, Date.now));
  });
}
