import { Link } from "@tanstack/react-router";
import type { Drawer } from "@daybook/contract/drawers";
import { LinkButton } from "../../components/button.tsx";
import { EmptyState, Loaded, Success } from "../../components/notices.tsx";
import { Page, Section } from "../../components/page.tsx";
import { paths } from "../../lib/paths.ts";
import { useAllowed, useFormats, useShop, useToday } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useAddress } from "../../lib/use-address.ts";
import { drawerWords } from "../../texts/en/drawers.ts";
import { endOfDayTexts as texts } from "../../texts/en/end-of-day.ts";
import { CashOfDay } from "./cash-of-day.tsx";
import { closedOn } from "./closed-on.ts";
import { StillOpen, useStillOpen } from "./end-of-day-still-open.tsx";
import { OpenDrawerSheet } from "./open-drawer-sheet.tsx";
import type { Unsent } from "./still-open.ts";
import classes from "./end-of-day.module.css";

interface EndOfDayPageProps {
  readonly unsent: Unsent;
}

/** The end of the day: every drawer in use with its state, and what is still open. */
export function EndOfDayPage({ unsent }: EndOfDayPageProps) {
  const query = trpc.drawers.list.useQuery({});
  const [search, change] = useAddress("/shell/end-of-day");
  const drawers = query.data?.items.filter(({ active }) => active);
  const opening = drawers?.find(({ id, session }) => id === search.sheet && session === null);
  const close = () => change({ sheet: undefined });
  const seesCash = useAllowed("drawers.read");
  return (
    <Page title={texts.title} lead={texts.lead}>
      <Loaded query={query} data={drawers} empty={<WithoutDrawers unsent={unsent} />}>
        {(shown) => (
          <>
            <OpenItemsOfDay drawers={shown} unsent={unsent} />
            {shown.every(({ session }) => session === null) ? <AllClosed /> : null}
            {shown.map((drawer) => (
              <DrawerOfDay key={drawer.id} drawer={drawer} />
            ))}
            {seesCash ? <CashOfDay whole={shown.every(({ session }) => session === null)} /> : null}
          </>
        )}
      </Loaded>
      {opening === undefined ? null : <OpenDrawerSheet drawer={opening} onClose={close} />}
    </Page>
  );
}

/** A shop without drawers still has card payments to settle. */
function WithoutDrawers({ unsent }: EndOfDayPageProps) {
  return (
    <>
      <OpenItemsOfDay drawers={[]} unsent={unsent} />
      <NoDrawers />
    </>
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

interface OpenItemsOfDayProps extends EndOfDayPageProps {
  readonly drawers: readonly Drawer[];
}

function OpenItemsOfDay({ drawers, unsent }: OpenItemsOfDayProps) {
  const { items } = useStillOpen(drawers, unsent);
  if (items.length === 0) return null;
  return (
    <Section title={texts.stillOpen}>
      <StillOpen items={items} />
    </Section>
  );
}

/** Says that nothing is open any more, with the reports of today for those who may read them. */
function AllClosed() {
  const seesReports = useAllowed("drawers.read");
  return (
    <>
      <Success>{texts.allClosed}</Success>
      {seesReports ? <ReportsOfToday /> : null}
    </>
  );
}

/** The drawers that were closed today: a closing has the business day of its opening, which may be an earlier one. */
function ReportsOfToday() {
  const { settings } = useShop();
  const today = useToday();
  const reports = trpc.drawers.closings.useQuery({});
  const closings = closedOn(today, reports.data?.items ?? [], settings);
  if (closings.length === 0) return null;
  return (
    <nav aria-label={texts.reportsOfToday} className={classes.reports}>
      <ul className={classes.items}>
        {closings.map(({ id, drawer, ...closing }) => (
          <li key={id}>
            <Link to={paths.closing} params={{ id }}>
              {drawerWords.closing(closing)}
            </Link>
            {`, ${drawer}`}
          </li>
        ))}
      </ul>
    </nav>
  );
}

function DrawerOfDay({ drawer }: { readonly drawer: Drawer }) {
  const { money, moment } = useFormats();
  const { name, session, leftMinor, tills } = drawer;
  return (
    <Section title={name} aside={<DrawerAction drawer={drawer} />}>
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

function DrawerAction({ drawer: { id, session } }: { readonly drawer: Drawer }) {
  if (session === null)
    return (
      <LinkButton to={paths.endOfDay} search={{ sheet: id }}>
        {texts.open}
      </LinkButton>
    );
  return (
    <LinkButton to={paths.closeDrawer} params={{ id: session.id }} kind="primary">
      {texts.countAndClose}
    </LinkButton>
  );
}
