import { StoreInUseError } from "@daybook/db/store-error";
import { askServer } from "../ask-server.ts";
import type { Config } from "../env.ts";
import { describeArchive, moveRecords, whyNotMoved } from "../move-records.ts";
import type { ArchiveOrder } from "@daybook/contract/archives";
import { ARCHIVE_PATH } from "../routes/command-routes.ts";

/** A gigabyte takes a minute; a slow disk may take ten times as long. */
const WITHIN_MS = 10 * 60_000;

/** `archive`: says what is archived, or moves records, also through a running server, which then starts again. */
export async function archive(
  config: Config,
  order: ArchiveOrder | null,
  print: (text: string) => void,
): Promise<number> {
  if (order === null) {
    print(await describeArchive(config));
    return 0;
  }
  try {
    print(await moveRecords(config, order));
    return 0;
  } catch (error) {
    const why = whyNotMoved(error);
    if (why === null && !(error instanceof StoreInUseError)) throw error;
    if (why !== null) {
      print(why);
      return 1;
    }
  }
  const body = { order };
  const answer = await askServer(config.dataFolder, {
    path: ARCHIVE_PATH,
    body,
    withinMs: WITHIN_MS,
  });
  print(answer?.message ?? "Daybook is running but does not respond; stop it and try again.\n");
  return answer?.ok === true ? 0 : 1;
}
