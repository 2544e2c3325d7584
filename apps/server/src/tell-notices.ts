import { recordAudit } from "@daybook/core/writes/audit";
import { systemActor } from "@daybook/core/context/context";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";

/** Says what was found when the database was opened, in the terminal and for good in the audit. */
export async function tellNotices(work: UnitOfWork, say: (text: string) => void): Promise<void> {
  const { notices } = work.store;
  if (notices.length === 0) return;
  for (const { sentence } of notices) say(`${sentence}\n`);
  const who = { actor: systemActor(0, new Set()), requestId: "start" };
  await work.write(who, async (ctx) => {
    for (const { action, sentence } of notices)
      await recordAudit(ctx, { action, entity: "database", entityId: "", reason: sentence });
  });
}
