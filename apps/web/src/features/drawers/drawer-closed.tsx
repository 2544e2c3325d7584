import type { Closing, ClosingHead, Drawer } from "@daybook/contract/drawers";
import { useNavigate } from "@tanstack/react-router";
import { Button, LinkButton } from "../../components/button.tsx";
import { Success } from "../../components/notices.tsx";
import { showToast } from "../../components/toasts.tsx";
import { describeError } from "../../lib/describe-error.ts";
import { paths } from "../../lib/paths.ts";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { closeDrawerTexts as texts } from "../../texts/en/close-drawer.ts";
import { drawerWords } from "../../texts/en/drawers.ts";
import { PrintPreview } from "../receipts/print-preview.tsx";
import type { ClosingInput } from "./close-result.tsx";
import { ClosingSlip } from "./closing-slip.tsx";
import classes from "./end-of-day.module.css";
import { OpenWithLeft } from "./open-with-left.tsx";

interface DrawerClosedProps {
  readonly closing: ClosingHead;
  /** The drawer now; it may have been opened again. */
  readonly drawer: Drawer;
  /** The report, if this device has just closed it: then anyone may print it. */
  readonly report: Closing | null;
  /** A closing that this device sent without an answer: sent again, it returns its report. */
  readonly unanswered: ClosingInput | null;
  readonly onReport: (report: Closing) => void;
}

/** A drawer that this device or another one has closed: its report, and opening it again. */
export function DrawerClosed(props: DrawerClosedProps) {
  const { closing, drawer, report, unanswered, onReport } = props;
  const { moment } = useFormats();
  const seesReports = useAllowed("drawers.read");
  const repeating = trpc.drawers.close.useMutation({
    onSuccess: onReport,
    onError: (error) => showToast({ text: describeError(error) }),
  });
  return (
    <div className={classes.step}>
      <Success>
        {texts.isClosed(drawer.name)} {drawerWords.closing(closing)}.
      </Success>
      <p className="muted">{texts.closedBy(closing.closedBy, moment(closing.closedAt))}</p>
      <div className={classes.actions}>
        {report === null ? null : (
          <Button kind="primary" onClick={() => window.print()}>
            {texts.printReport}
          </Button>
        )}
        {report === null && seesReports ? (
          <LinkButton to={paths.closing} params={{ id: closing.id }} kind="primary">
            {texts.showReport}
          </LinkButton>
        ) : null}
        {report === null && !seesReports && unanswered !== null ? (
          <Button
            kind="primary"
            pending={repeating.isPending}
            onClick={() => repeating.mutate(unanswered)}
          >
            {texts.showReport}
          </Button>
        ) : null}
        {drawer.session === null && drawer.active ? <OpenAgain drawer={drawer} /> : null}
        <LinkButton to={paths.endOfDay}>{texts.back}</LinkButton>
      </div>
      {report === null ? null : (
        <PrintPreview tools={null}>
          <ClosingSlip closing={report} />
        </PrintPreview>
      )}
    </div>
  );
}

/** Hands the drawer over: it is opened with what was left in it. */
function OpenAgain({ drawer }: Pick<DrawerClosedProps, "drawer">) {
  const navigate = useNavigate();
  return (
    <OpenWithLeft
      drawer={drawer}
      label={texts.openAgain}
      onOpened={() => void navigate({ to: paths.endOfDay })}
    />
  );
}
