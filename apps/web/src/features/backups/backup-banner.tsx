import { Link } from "@tanstack/react-router";
import { Banner } from "../../components/notices.tsx";
import { paths } from "../../lib/paths.ts";
import { trpc } from "../../lib/trpc.ts";
import { backupTexts as texts } from "../../texts/en/backups.ts";

/** Shows on every screen that the last backup is too old, to people who can make one. */
export function BackupBanner() {
  const { data } = trpc.backups.list.useQuery({}, { retry: false });
  if (data?.overdue !== true) return null;
  return (
    <Banner>
      {texts.overdue} <Link to={paths.backups}>{texts.toBackups}</Link>
    </Banner>
  );
}
