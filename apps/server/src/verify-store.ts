import type { VerifyReport } from "@daybook/contract/reports";
import { systemActor } from "@daybook/core/context/context";
import { verifyDatabase } from "@daybook/core/reports/verify/verify-database";
import { createUnitOfWork } from "@daybook/core/writes/unit-of-work";
import { openStore } from "@daybook/db/open-store";

/** Verifies the database at a URL on its own read-only connections; a running server is not affected. */
export async function verifyStore(url: string, allowNetworkFs = true): Promise<VerifyReport> {
  const store = await openStore({ url, readOnly: true, migrate: false, allowNetworkFs });
  try {
    const work = createUnitOfWork({ store, clock: Date.now });
    const who = { actor: systemActor(0, new Set()), requestId: "verify" };
    return await work.snapshot(who, (ctx) => verifyDatabase(ctx, Date.now));
  } finally {
    await store.close();
  }
}
