import type { ArchiveOrder } from "@daybook/contract/archives";
import type { Who } from "@daybook/core/context/context";
import { refuse } from "@daybook/core/errors/domain-error";
import type { ApiContext } from "../context.ts";

/** Moves records of closed years while no one else uses the database. */
export interface ArchiveService {
  /** Refuses what cannot be done. Then the server stops, does it and starts again. */
  start(order: ArchiveOrder, who: Who): Promise<void>;
}

/** Refuses 409 `no_backups` for a database in memory. */
export function archivesOf({ services }: Pick<ApiContext, "services">): ArchiveService {
  if (services.archives === null) throw refuse("no_backups", {});
  return services.archives;
}
