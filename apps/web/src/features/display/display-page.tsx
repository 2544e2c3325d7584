import { useLocation, useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { receiptFormats } from "@daybook/contract/receipt-formats";
import { LinkButton } from "../../components/button.tsx";
import { EmptyState } from "../../components/notices.tsx";
import { HiddenText } from "../../components/hidden-text.tsx";
import { paths } from "../../lib/paths.ts";
import { displayTexts as texts } from "../../texts/en/display.ts";
import { DisplayCart } from "./display-cart.tsx";
import { DisplayIdle } from "./display-idle.tsx";
import { DisplayPaid } from "./display-paid.tsx";
import classes from "./display-page.module.css";
import { useDisplay } from "./use-display.ts";
import type { DisplayFeed, DisplayProblem } from "./use-display.ts";
import { saidOf } from "./said-of.ts";

/** The second screen of a till, for its customer: no menu, no way into the rest of Daybook. */
export function DisplayPage() {
  const { till } = useParams({ from: paths.display });
  const feed = useDisplay(till);
  useEffect(() => {
    document.title = `${texts.title} · Daybook`;
  }, []);
  if (feed.problem !== null)
    return (
      <main className={classes.problem}>
        <h1>{texts.title}</h1>
        <Problem problem={feed.problem} />
      </main>
    );
  return <Screen feed={feed} />;
}

function Screen({ feed: { view, lost } }: { readonly feed: DisplayFeed }) {
  if (view === null)
    return (
      <main className={classes.display}>
        <h1 className={classes.heading}>
          <HiddenText>{texts.title}</HiddenText>
        </h1>
        {lost ? (
          <p className={classes.foot}>{texts.notConnected}</p>
        ) : (
          <span data-pending="" hidden />
        )}
      </main>
    );
  const formats = receiptFormats(view.shop);
  // Without a connection nobody knows whose cart it would be.
  const state = lost ? null : view.state;
  const phase = state?.phase ?? "idle";
  return (
    <main className={classes.display} data-phase={phase}>
      <HiddenText>
        <output aria-live="polite">{state === null ? "" : saidOf(state, formats)}</output>
      </HiddenText>
      {state === null || phase === "idle" ? <DisplayIdle shop={view.shop} /> : null}
      {state !== null && (phase === "cart" || phase === "paying") ? (
        <DisplayCart state={state} shop={view.shop} formats={formats} />
      ) : null}
      {state !== null && phase === "paid" ? <DisplayPaid state={state} formats={formats} /> : null}
      <p className={classes.foot}>
        {lost ? (
          texts.notConnected
        ) : (
          <TillState open={view.open} name={view.till.name} phase={phase} />
        )}
      </p>
    </main>
  );
}

interface TillStateProps {
  readonly open: boolean;
  readonly name: string;
  readonly phase: string;
}

/** The till's name while there is no cart, so that a device on the counter shows which till it belongs to. */
function TillState({ open, name, phase }: TillStateProps) {
  if (phase !== "idle") return null;
  return <span dir="auto">{open ? name : texts.closed(name)}</span>;
}

function Problem({ problem }: { readonly problem: DisplayProblem }) {
  const { href } = useLocation();
  if (problem === "unknown" || problem === "revoked")
    return (
      <EmptyState
        title={problem === "unknown" ? texts.unknownTitle : texts.revokedTitle}
        action={<LinkButton to={paths.tills}>{texts.toTills}</LinkButton>}
      >
        {problem === "unknown" ? texts.unknown : texts.revoked}
      </EmptyState>
    );
  return (
    <EmptyState
      title={texts.forbiddenTitle}
      action={
        <LinkButton to={paths.signIn} search={{ next: href }}>
          {texts.toSignIn}
        </LinkButton>
      }
    >
      {texts.forbidden}
    </EmptyState>
  );
}
