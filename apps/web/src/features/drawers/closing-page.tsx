import { Link } from "@tanstack/react-router";
import type { Closing } from "@daybook/contract/drawers";
import { Details } from "../../components/details.tsx";
import { LoadingPage, Page } from "../../components/page.tsx";
import { paths } from "../../lib/paths.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { closingsTexts as texts } from "../../texts/en/closings.ts";
import { drawerWords } from "../../texts/en/drawers.ts";
import { DrawerDifference } from "./drawer-difference.tsx";

/** One closing report, as it was made. */
export function ClosingPage({ id }: { readonly id: string }) {
  const query = trpc.drawers.closing.useQuery({ id });
  const closing = query.data;
  if (closing === undefined) return <LoadingPage title={texts.anyTitle} query={query} />;
  return (
    <Page
      query={query}
      title={drawerWords.closing(closing.number)}
      lead={<Link to={paths.closings}>{texts.back}</Link>}
    >
      <Facts closing={closing} />
    </Page>
  );
}

function Facts({ closing }: { readonly closing: Closing }) {
  const { fullMoment, money } = useFormats();
  return (
    <Details
      items={[
        [drawerWords.drawer, closing.drawer],
        [texts.closedAt, fullMoment(closing.closedAt)],
        [texts.closedBy, closing.closedBy],
        [drawerWords.expected, money(closing.report.expectedCashMinor)],
        [drawerWords.difference, <DrawerDifference key="d" minor={closing.differenceMinor} />],
        [drawerWords.left, money(closing.leftMinor)],
        [drawerWords.toSafe, money(closing.toSafeMinor)],
      ]}
    />
  );
}
