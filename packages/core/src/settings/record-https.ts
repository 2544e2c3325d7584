import { recordAudit } from "../writes/audit.ts";
import type { WriteCtx } from "../context/context.ts";

/** Records that the shop's own certificates were made; the files are the server's. */
export async function recordHttps(ctx: WriteCtx, fingerprint: string): Promise<void> {
  await recordAudit(ctx, {
    action: "system.turnOnHttps",
    entity: "shop",
    entityId: "shop",
    after: { fingerprint },
  });
  ctx.changed("settings");
}
