/** For tests: moves of closed years without a server that stops. Their years say how they behave. */
import type { ArchiveOrder } from "@daybook/contract/archives";
import { refuse } from "@daybook/core/errors/domain-error";
import type { ArchiveService } from "../archives/archive-service.ts";
import { by, to } from "./provocation.ts";
import type { Provocation, Provocations } from "./provocation.ts";

const RECENT = 9999;
const OPEN = 9998;
const EMPTY = 9997;

/** A valid input for every procedure. */
export const archiveInputs = () => ({
  "archives.get": {},
  "archives.preview": { beforeYear: 2024 },
  "archives.move": { beforeYear: 2024 },
  "archives.bringBack": {},
  "archives.purge": { beforeYear: 2010 },
});

export class SimulatedArchives implements ArchiveService {
  start(order: ArchiveOrder): Promise<void> {
    const year =
      order === "back" ? 0 : "beforeYear" in order ? order.beforeYear : order.purgeBefore;
    if (year === EMPTY) return Promise.reject(refuse("nothing_to_archive", {}, "beforeYear"));
    if (year === OPEN)
      return Promise.reject(
        refuse("years_not_closed", { businessDate: "2023-12-31" }, "beforeYear"),
      );
    if (year !== RECENT) return Promise.resolve();
    return Promise.reject(
      order !== "back" && "purgeBefore" in order
        ? refuse("must_be_kept", { retentionYears: 10, firstDay: "2037-01-01" }, "beforeYear")
        : refuse("year_too_recent", { latestYear: 2024 }, "beforeYear"),
    );
  }
}

class NoArchive extends SimulatedArchives {
  override start(): Promise<never> {
    return Promise.reject(refuse("nothing_to_archive", {}));
  }
}

const inMemory: Provocation = by(() => ({}), {
  context: ({ services }) => ({ services: { ...services, archives: null } }),
});
const empty: Provocation = by(() => ({}), {
  context: ({ services }) => ({ services: { ...services, archives: new NoArchive() } }),
});

export const ARCHIVE_PROVOCATIONS: Provocations = {
  "archives.preview": { year_too_recent: to({ beforeYear: RECENT }) },
  "archives.move": {
    no_backups: inMemory,
    year_too_recent: to({ beforeYear: RECENT }),
    years_not_closed: to({ beforeYear: OPEN }),
    nothing_to_archive: to({ beforeYear: EMPTY }),
  },
  "archives.bringBack": { no_backups: inMemory, nothing_to_archive: empty },
  "archives.purge": {
    no_backups: inMemory,
    must_be_kept: to({ beforeYear: RECENT }),
    nothing_to_archive: to({ beforeYear: EMPTY }),
  },
};
