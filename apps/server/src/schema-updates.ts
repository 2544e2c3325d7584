import { recordAudit } from "@daybook/core/writes/audit";
import { systemActor } from "@daybook/core/context/context";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import type { SchemaUpdate } from "@daybook/db/migrate";

/** Reports on the terminal that the database was updated and where the copy is, and records it in the audit log. */
export async function reportUpdates(
  work: UnitOfWork,
  updates: readonly SchemaUpdate[],
  print: (text: string) => void,
): Promise<void> {
  for (const update of updates) {
    print(sentenceOf(update));
    const who = { actor: systemActor(0, new Set()), requestId: "update" };
    await work.write(who, (ctx) =>
      recordAudit(ctx, {
        action: "database.update",
        entity: "database",
        entityId: work.store.engine,
        after: { steps: update.steps.join(", "), copy: update.copy ?? "" },
      }),
    );
  }
}

function sentenceOf({ steps, copy }: SchemaUpdate): string {
  const made = `The database was updated for this version of Daybook (${steps.join(", ")}).\n`;
  return copy === null ? made : `${made}A copy from before the update is kept at ${copy}\n`;
}
