import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { CashCount, Closing, Drawer, LastCount } from "@daybook/contract/drawers";
import type { DrawerSessionId } from "@daybook/contract/ids";
import { CASH } from "@daybook/contract/tenders";
import { Button } from "../../components/button.tsx";
import { Loading } from "../../components/notices.tsx";
import { LoadingPage, Page } from "../../components/page.tsx";
import { Steps } from "../../components/steps.tsx";
import { useFormDrafts } from "../../components/use-form-draft.ts";
import { paths } from "../../lib/paths.ts";
import { trpc } from "../../lib/trpc.ts";
import type { OfferedTender } from "../../lib/use-tenders.ts";
import { closeDrawerTexts as texts } from "../../texts/en/close-drawer.ts";
import { CloseResult } from "./close-result.tsx";
import type { ClosingInput } from "./close-result.tsx";
import { draftOfCount, isCountedByOthers, stepOf } from "./closing-step.ts";
import type { Counting, Step } from "./closing-step.ts";
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
  const { count } = last;
  const methods = tenders.filter((one) => one.active && one.countedAtClose && one.id !== CASH);
  // Decided once: what comes up while someone counts must not interrupt them.
  const drafts = useFormDrafts();
  const first: Counting = { before: null, methods };
  const draft = draftOfCount(sessionId, first);
  const [counting, setCounting] = useState<Counting | null>(() => {
    const isBegun = drafts.about(draft.name)?.about === draft.about;
    return isBegun || (items.length === 0 && count === null) ? first : null;
  });
  const [closed, setClosed] = useState<Closing | null>(null);
  const [unanswered, setUnanswered] = useState<ClosingInput | null>(null);
  const closing = closed ?? last.closing;
  const { session } = drawer;
  const step = stepOf({ isClosed: closing !== null, count, counting });
  const begin = () => setCounting({ before: count, methods });
  const counted = (saved: CashCount) => {
    utils.drawers.lastCount.setData({ sessionId }, { ...last, count: saved, changedSince: false });
    setCounting(null);
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
            <Button kind="primary" onClick={begin}>
              {texts.countNow}
            </Button>
          </div>
        </div>
      ) : null}
      {step === "count" && counting !== null ? (
        <div className={classes.step}>
          {count !== null && isCountedByOthers({ count, counting }) ? (
            <CountedByOthers
              by={count.by}
              onShow={() => {
                drafts.remove(draft.name);
                setCounting(null);
              }}
            />
          ) : null}
          <CountForm
            // Its fields are those of the methods when it was begun.
            key={[counting.before?.id, ...counting.methods.map(({ id }) => id)].join(" ")}
            sessionId={sessionId}
            methods={counting.methods}
            before={counting.before}
            onSaved={counted}
            onRefused={() => {
              // A method may be missing that is counted only since then.
              setCounting({ ...counting, methods });
              refetch();
            }}
            {...(counting.before === null ? {} : { onCancel: () => setCounting(null) })}
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
          onCountAgain={begin}
          onClosed={setClosed}
          onRefused={refetch}
          onUnanswered={setUnanswered}
        />
      ) : null}
      {closing === null ? null : (
        <DrawerClosed
          closing={closing}
          drawer={drawer}
          report={closed}
          unanswered={unanswered}
          onReport={setClosed}
        />
      )}
    </>
  );
}

interface CountedByOthersProps {
  readonly by: string;
  readonly onShow: () => void;
}

/** Says that there is another count, whose result is shown only to a person who stops counting for it. */
function CountedByOthers({ by, onShow }: CountedByOthersProps) {
  return (
    <div role="alert" className={classes.changed}>
      <span>{texts.countedByOther(by)}</span>
      <Button onClick={onShow}>{texts.showOtherCount}</Button>
    </div>
  );
}
