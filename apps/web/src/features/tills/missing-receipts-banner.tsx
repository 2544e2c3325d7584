import { Link } from "@tanstack/react-router";
import { Banner } from "../../components/notices.tsx";
import { paths } from "../../lib/paths.ts";
import { trpc } from "../../lib/trpc.ts";
import { missingReceiptTexts as texts } from "../../texts/en/missing-receipts.ts";

/** Shows on every screen that receipts are missing from the records, until each is recorded again or settled. */
export function MissingReceiptsBanner() {
  const { data } = trpc.missingReceipts.list.useQuery({ state: "open" }, { retry: false });
  const count = data?.items.length ?? 0;
  if (data === undefined || count === 0) return null;
  return (
    <Banner>
      {data.nextCursor === null ? texts.banner(count) : texts.bannerMany(count)}{" "}
      <Link to={paths.missingReceipts} search={{ state: "open" }}>
        {texts.toList}
      </Link>
    </Banner>
  );
}
