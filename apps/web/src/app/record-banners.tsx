import { BackupBanner } from "../features/backups/backup-banner.tsx";
import { MissingReceiptsBanner } from "../features/tills/missing-receipts-banner.tsx";

/** What is wrong with the shop's records, on every screen of the people who take care of them. */
export function RecordBanners() {
  return (
    <>
      <BackupBanner />
      <MissingReceiptsBanner />
    </>
  );
}
