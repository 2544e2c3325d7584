import { recordAudit } from "@daybook/core/writes/audit";
import { reportLostNumbers } from "@daybook/core/tills/report-receipts";
import { systemActor } from "@daybook/core/context/context";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";

/** Reports the notes about opening the database on the terminal and in the audit log. */
export async function reportNotices(
  work: UnitOfWork,
  print: (text: string) => void,
): Promise<void> {
  const { notices } = work.store;
  if (notices.length === 0) return;
  for (const { sentence } of notices) print(`${sentence}\n`);
  const who = { actor: systemActor(0, new Set()), requestId: "start" };
  await work.write(who, async (ctx) => {
    for (const { action, sentence, lastReceipts } of notices) {
      await recordAudit(ctx, { action, entity: "database", entityId: "", reason: sentence });
      if (lastReceipts !== undefined) await reportLostNumbers(ctx, lastReceipts);
    }
  });
}
