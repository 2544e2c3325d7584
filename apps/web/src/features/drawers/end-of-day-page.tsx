import type { Drawer } from "@daybook/contract/drawers";
import { LinkButton } from "../../components/button.tsx";
import { EmptyState, Loaded } from "../../components/notices.tsx";
import { Page, Section } from "../../components/page.tsx";
import { paths } from "../../lib/paths.ts";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useAddress } from "../../lib/use-address.ts";
import { endOfDayTexts as texts } from "../../texts/en/end-of-day.ts";
import { OpenDrawerSheet } from "./open-drawer-sheet.tsx";

/** The end of the day: every drawer in use with its state. */
export function EndOfDayPage() {
  const query = trpc.drawers.list.useQuery({});
  const [search, change] = useAddress("/shell/end-of-day");
  const drawers = query.data?.items.filter(({ active }) => active);
  const opening = drawers?.find(({ id, session }) => id === search.sheet && session === null);
  const close = () => change({ sheet: undefined });
  return (
    <Page title={texts.title} lead={texts.lead}>
      <Loaded query={query} data={drawers} empty={<NoDrawers />}>
        {(shown) => shown.map((drawer) => <DrawerOfDay key={drawer.id} drawer={drawer} />)}
      </Loaded>
      {opening === undefined ? null : <OpenDrawerSheet drawer={opening} onClose={close} />}
    </Page>
  );
}

function NoDrawers() {
  const mayManage = useAllowed("drawers.manage");
  return (
    <EmptyState
      title={texts.emptyTitle}
      action={
        mayManage ? (
          <LinkButton to={paths.drawers} kind="primary">
            {texts.toDrawers}
          </LinkButton>
        ) : null
      }
    >
      {mayManage ? texts.empty : texts.askForDrawer}
    </EmptyState>
  );
}

function DrawerOfDay({ drawer }: { readonly drawer: Drawer }) {
  const { money, moment } = useFormats();
  const { id, name, session, leftMinor, tills } = drawer;
  return (
    <Section
      title={name}
      aside={
        session === null ? (
          <LinkButton to={paths.endOfDay} search={{ sheet: id }}>
            {texts.open}
          </LinkButton>
        ) : null
      }
    >
      <p>
        {session === null
          ? texts.closedWith(money(leftMinor))
          : texts.openSince(moment(session.openedAt), session.openedBy)}
      </p>
      <p className="muted">
        {tills.length === 0
          ? texts.noTills
          : texts.tills(tills.map((till) => till.name).join(", "))}
      </p>
    </Section>
  );
}
