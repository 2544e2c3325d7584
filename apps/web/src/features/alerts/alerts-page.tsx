import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { Alert } from "@daybook/contract/alerts";
import { ProductId } from "@daybook/contract/ids";
import { newId } from "@daybook/contract/uuid";
import { paths } from "../../lib/paths.ts";
import { Button, LinkButton } from "../../components/button.tsx";
import { HiddenText } from "../../components/hidden-text.tsx";
import { NoMatches } from "../../components/no-matches.tsx";
import { EmptyState } from "../../components/notices.tsx";
import { Page } from "../../components/page.tsx";
import { PagedRows } from "../../components/paged-rows.tsx";
import { RowActions } from "../../components/row-actions.tsx";
import { RowMenu, RowMenuItem, RowMenuLink } from "../../components/row-menu.tsx";
import { LinkTabs } from "../../components/tabs.tsx";
import { showToast } from "../../components/toasts.tsx";
import { describeError } from "../../lib/describe-error.ts";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useHeldPages } from "../../lib/use-held-pages.ts";
import { useRowSelection } from "../../components/use-row-selection.ts";
import { alertTexts as texts } from "../../texts/en/alerts.ts";
import { gridTexts } from "../../texts/en/grid.ts";
import type { AlertsSearch } from "./alert-searches.ts";
import { AlertTable } from "./alert-table.tsx";
import { ChosenAlerts, useReopenMany, wereActive } from "./chosen-alerts.tsx";
import { SnoozeDialog } from "./snooze-dialog.tsx";

type Shown = NonNullable<AlertsSearch["status"]> | "active";

/** Products at or below their reorder point. */
export function AlertsPage() {
  const { status = "active" } = useSearch({ from: "/shell/alerts" });
  const mayAnswer = useAllowed("alerts.handle");
  return (
    <Page title={texts.title} lead={mayAnswer ? texts.lead : <>{texts.mayNot}</>}>
      <StatusTabs />
      <AlertList key={status} status={status} mayAnswer={mayAnswer} />
    </Page>
  );
}

function StatusTabs() {
  const counts = trpc.alerts.counts.useQuery({});
  const counted = (status: "active" | "snoozed" | "dismissed") => {
    const count = counts.data?.[status] ?? 0;
    return count === 0 ? texts.tab[status] : texts.counted(texts.tab[status], count);
  };
  return (
    <LinkTabs
      label={texts.tabs}
      tabs={[
        { to: paths.alerts, search: {}, label: counted("active") },
        { to: paths.alerts, search: { status: "snoozed" }, label: counted("snoozed") },
        { to: paths.alerts, search: { status: "dismissed" }, label: counted("dismissed") },
        { to: paths.alerts, search: { status: "resolved" }, label: texts.tab.resolved },
        { to: paths.alerts, search: { status: "all" }, label: texts.tab.all },
      ]}
    />
  );
}

interface AlertListProps {
  readonly status: Shown;
  readonly mayAnswer: boolean;
}

function AlertList({ status, mayAnswer }: AlertListProps) {
  const formats = useFormats();
  const [snoozing, setSnoozing] = useState<readonly Alert[]>([]);
  const reopen = useReopenMany();
  const { list, held } = useHeldPages("alerts.list", { status });
  const selection = useRowSelection(held?.rows, ({ product }) => product.name);
  const maySelect = mayAnswer && status !== "resolved" && status !== "all";
  return (
    <>
      <PagedRows
        list={list}
        held={held}
        waiting={texts.waiting}
        lines={5}
        empty={
          <NoAlerts
            status={status}
            checkedAt={formats.moment(new Date(list.dataUpdatedAt).toISOString())}
          />
        }
      >
        {(rows) => (
          <AlertTable
            rows={rows}
            selection={maySelect ? selection : undefined}
            actions={(alert) => (
              <AlertActions
                alert={alert}
                mayAnswer={mayAnswer}
                onSnooze={() => setSnoozing([alert])}
              />
            )}
          />
        )}
      </PagedRows>
      {selection.chosen.length > 0 ? (
        <ChosenAlerts selection={selection} onSnooze={setSnoozing} />
      ) : null}
      {snoozing.length === 0 ? null : (
        <SnoozeDialog
          alerts={snoozing}
          onClose={() => setSnoozing([])}
          onSnoozed={({ changed, ids }, until) => {
            const [alert, ...others] = snoozing;
            setSnoozing([]);
            if (snoozing.every(selection.isChosen)) selection.clear();
            if (changed === 0) return showToast({ text: texts.movedOn });
            const moment = formats.moment(until);
            showToast({
              text:
                alert === undefined || others.length > 0
                  ? texts.manySnoozed(changed, moment)
                  : texts.snoozed(alert.product.name, moment),
              ...(wereActive(snoozing)
                ? { action: { label: texts.undo, run: () => reopen(ids) } }
                : {}),
            });
          }}
        />
      )}
    </>
  );
}

/** Undoes a change of state, from whichever list. */
function useReopen(): (id: Alert["id"]) => void {
  const reopen = trpc.alerts.reopen.useMutation({
    onSuccess: ({ product }) => showToast({ text: texts.reopened(product.name) }),
    onError: (error) => showToast({ text: describeError(error) }),
  });
  return (id) => reopen.mutate({ key: newId(), id });
}

interface AlertActionsProps {
  readonly alert: Alert;
  readonly mayAnswer: boolean;
  readonly onSnooze: () => void;
}

function AlertActions({ alert, mayAnswer, onSnooze }: AlertActionsProps) {
  const mayReceive = useAllowed("movements.receive");
  const reopen = useReopen();
  const dismiss = trpc.alerts.dismiss.useMutation({
    // The state before: the row may have changed by the time of the response.
    onMutate: () => ({ undoable: wereActive([alert]) }),
    onSuccess: ({ id, product }, _, { undoable }) =>
      showToast({
        text: texts.dismissed(product.name),
        ...(undoable ? { action: { label: texts.undo, run: () => reopen(id) } } : {}),
      }),
    onError: (error) => showToast({ text: describeError(error) }),
  });
  const { product, location, status } = alert;
  if (status === "resolved") return null;
  const named = <HiddenText>{product.name}</HiddenText>;
  const toReceive = {
    to: paths.receive,
    search: { product: ProductId.parse(product.id), location: location?.id },
  } as const;
  const again = mayAnswer && status !== "active";
  return (
    <RowActions>
      {again ? (
        <Button onClick={() => reopen(alert.id)}>
          {texts.reopen} {named}
        </Button>
      ) : mayReceive ? (
        <LinkButton {...toReceive}>
          {texts.receive} {named}
        </LinkButton>
      ) : null}
      {mayAnswer ? (
        <RowMenu label={gridTexts.moreFor(product.name)}>
          {again && mayReceive ? <RowMenuLink {...toReceive}>{texts.receive}</RowMenuLink> : null}
          {status === "dismissed" ? null : (
            <>
              <RowMenuItem onSelect={onSnooze}>{texts.snooze}</RowMenuItem>
              <RowMenuItem onSelect={() => dismiss.mutate({ key: newId(), id: alert.id })}>
                {texts.dismiss}
              </RowMenuItem>
            </>
          )}
        </RowMenu>
      ) : null}
    </RowActions>
  );
}

interface NoAlertsProps {
  readonly status: Shown;
  readonly checkedAt: string;
}

function NoAlerts({ status, checkedAt }: NoAlertsProps) {
  if (status === "active")
    return (
      <EmptyState
        title={texts.emptyTitle}
        action={<LinkButton to={paths.products}>{texts.toProducts}</LinkButton>}
      >
        {texts.empty(checkedAt)}
      </EmptyState>
    );
  return (
    <NoMatches title={texts.emptyOf[status]} to={paths.alerts} showAll={texts.toActive}>
      {texts.emptyHint}
    </NoMatches>
  );
}
