import { StoreRefused } from "./store-error.ts";

/**
 * Throws `StoreRefused` while another process is connected to this PostgreSQL database as Daybook: it would continue with
 * data that a command replaces.
 */
export async function refuseOtherServers(url: string): Promise<void> {
  const { countServers } = await import("./engines/postgres/count-servers.ts");
  if ((await countServers(url)) === 0) return;
  throw new StoreRefused(
    "Daybook is running on this PostgreSQL database; stop it on every computer and try again, or restore the backup on its page Backups.",
  );
}
