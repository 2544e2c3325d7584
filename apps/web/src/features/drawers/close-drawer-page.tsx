import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { CashCount, Closing, Drawer, LastCount } from "@daybook/contract/drawers";
import type { DrawerSessionId } from "@daybook/contract/ids";
import { CASH } from "@daybook/contract/tenders";
import { Button } from "../../components/button.tsx";
import { Loading } from "../../components/notices.tsx";
import { LoadingPage, Page } from "../../components/page.tsx";
import { Steps } from "../../components/steps.tsx";
import { paths } from "../../lib/paths.ts";
import { trpc } from "../../lib/trpc.ts";
import type { OfferedTender } from "../../lib/use-tenders.ts";
import { closeDrawerTexts as texts } from "../../texts/en/close-drawer.ts";
import { CloseResult } from "./close-result.tsx";
import { CountForm } from "./count-form.tsx";
import { DrawerClosed } from "./drawer-closed.tsx";
import { StillOpen, useStillOpen } from "./end-of-day-still-open.tsx";
import type { OpenItem, Unsent } from "./still-open.ts";
import classes from "./end-of-day.module.css";

interface CloseDrawerPageProps {
  readonly sessionId: DrawerSessionId;
  readonly unsent: Unsent;
}

/** The guided closing of one drawer. Another device continues where this one stopped. */
export function CloseDrawerPage({ sessionId, unsent }: CloseDrawerPageProps) {
  const last = trpc.drawers.lastCount.useQuery({ sessionId });
  const drawers = trpc.drawers.list.useQuery({});
  const tenders = trpc.tenders.list.useQuery({});
  const drawer = drawers.data?.items.find(({ id }) => id === last.data?.drawerId);
  if (last.data === undefined || drawer === undefined || tenders.data === undefined) {
    const query = [last, drawers].find(({ isError }) => isError) ?? tenders;
    return <LoadingPage title={texts.anyTitle} query={query} shape="fields" />;
  }
  return (
    <Page
      title={texts.title(drawer.name)}
      lead={<Link to={paths.endOfDay}>{texts.back}</Link>}
      query={last}
    >
      <GuidedClosing
        sessionId={sessionId}
        last={last.data}
        refetch={() => void last.refetch()}
        drawer={drawer}
        tenders={tenders.data.items}
        unsent={unsent}
      />
    </Page>
  );
}

type Step = keyof typeof texts.stepNames;
const STEPS: readonly Step[] = ["open", "count", "result", "closed"];

interface GuidedClosingProps extends CloseDrawerPageProps {
  readonly last: LastCount;
  readonly refetch: () => void;
  readonly drawer: Drawer;
  readonly tenders: readonly OfferedTender[];
}

function GuidedClosing(props: GuidedClosingProps) {
  const { items, loaded } = useStillOpen([props.drawer], props.unsent);
  return loaded ? <ClosingSteps {...props} items={items} /> : <Loading shape="fields" />;
}

interface ClosingStepsProps extends GuidedClosingProps {
  readonly items: readonly OpenItem[];
}

function ClosingSteps({ sessionId, last, refetch, drawer, tenders, items }: ClosingStepsProps) {
  const utils = trpc.useUtils();
  // Decided once: what comes up while someone counts must not interrupt them.
  const [isChecked, setIsChecked] = useState(items.length === 0);
  const [isCounting, setIsCounting] = useState(false);
  const [closed, setClosed] = useState<Closing | null>(null);
  const { count } = last;
  const closing = closed ?? last.closing;
  const { session } = drawer;
  const methods = tenders.filter((one) => one.active && one.countedAtClose && one.id !== CASH);
  const step = stepOf({ isClosed: closing !== null, count, isCounting, isChecked });
  const counted = (saved: CashCount) => {
    utils.drawers.lastCount.setData({ sessionId }, { ...last, count: saved, changedSince: false });
    setIsCounting(false);
  };
  return (
    <>
      <Steps
        label={texts.steps}
        names={STEPS.map((name) => texts.stepNames[name])}
        at={STEPS.indexOf(step)}
      />
      {step === "open" ? (
        <div className={classes.step}>
          <p>{texts.openLead}</p>
          <StillOpen items={items} />
          <div className={classes.actions}>
            <Button kind="primary" onClick={() => setIsChecked(true)}>
              {texts.countNow}
            </Button>
          </div>
        </div>
      ) : null}
      {step === "count" ? (
        <div className={classes.step}>
          <CountForm
            // Its fields are those of the methods when it was begun.
            key={[count?.id, ...methods.map(({ id }) => id)].join(" ")}
            sessionId={sessionId}
            methods={methods}
            before={count}
            onSaved={counted}
            onRefused={refetch}
            {...(count === null ? {} : { onCancel: () => setIsCounting(false) })}
          />
        </div>
      ) : null}
      {step === "result" && count !== null && session !== null ? (
        <CloseResult
          sessionId={sessionId}
          session={session}
          count={count}
          changedSince={last.changedSince}
          onCounted={counted}
          onCountAgain={() => setIsCounting(true)}
          onClosed={setClosed}
          onRefused={refetch}
        />
      ) : null}
      {closing === null ? null : <DrawerClosed closing={closing} drawer={drawer} report={closed} />}
    </>
  );
}

interface Progress {
  readonly isClosed: boolean;
  readonly count: CashCount | null;
  readonly isCounting: boolean;
  readonly isChecked: boolean;
}

function stepOf({ isClosed, count, isCounting, isChecked }: Progress): Step {
  if (isClosed) return "closed";
  if (count !== null) return isCounting ? "count" : "result";
  return isChecked ? "count" : "open";
}
