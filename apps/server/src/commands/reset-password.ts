import { createUnitOfWork } from "@daybook/core/writes/unit-of-work";
import { DomainError } from "@daybook/core/errors/domain-error";
import { refreshKeys } from "@daybook/core/maintenance/refresh-keys";
import type { SchemaUpdate } from "@daybook/db/migrate";
import { openStore } from "@daybook/db/open-store";
import { StoreInUseError } from "@daybook/db/store-error";
import { requestResetLink } from "../request-reset-link.ts";
import type { Config } from "../env.ts";
import { makeResetLink } from "../reset-link.ts";
import { reportUpdates } from "../schema-updates.ts";

/** `reset-password <login>`: prints a one-time link. Anyone who can read the data folder can run it. */
export async function resetPassword(
  config: Config,
  login: string,
  print: (text: string) => void,
): Promise<number> {
  try {
    const updates: SchemaUpdate[] = [];
    const store = await openStore({
      url: config.storeUrl,
      allowNetworkFs: config.allowNetworkFs,
      onUpdated: (update) => updates.push(update),
    });
    try {
      const work = createUnitOfWork({ store, clock: Date.now });
      await refreshKeys(work);
      await reportUpdates(work, updates, print);
      print(await makeResetLink(work, login, config.port));
      print("The link works once Daybook is running.\n");
    } finally {
      await store.close();
    }
    return 0;
  } catch (error) {
    if (error instanceof DomainError) {
      print(`${error.message}\n`);
      return 1;
    }
    if (!(error instanceof StoreInUseError)) throw error;
  }
  const answer = await requestResetLink(config.dataFolder, login);
  print(
    answer === null
      ? "Daybook is running but does not respond; stop it and try again.\n"
      : answer.message,
  );
  return answer?.ok === true ? 0 : 1;
}
