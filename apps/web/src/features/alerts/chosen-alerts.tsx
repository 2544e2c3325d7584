import { useState } from "react";
import type { Alert, UpdateAlerts } from "@daybook/contract/alerts";
import { newId } from "@daybook/contract/uuid";
import { Button } from "../../components/button.tsx";
import { SelectionBar } from "../../components/selection-bar.tsx";
import { showToast } from "../../components/toasts.tsx";
import { describeError } from "../../lib/describe-error.ts";
import { trpc } from "../../lib/trpc.ts";
import { useRepeatKey } from "../../lib/use-repeat-key.ts";
import type { RowSelection } from "../../components/use-row-selection.ts";
import { alertTexts as texts } from "../../texts/en/alerts.ts";

type Answer = Exclude<UpdateAlerts["set"]["status"], "snoozed">;

interface ChosenAlertsProps {
  readonly selection: RowSelection<Alert>;
  readonly onSnooze: (alerts: readonly Alert[]) => void;
}

/** Bulk actions for the selected alerts. */
export function ChosenAlerts({ selection, onSnooze }: ChosenAlertsProps) {
  const { chosen, clear } = selection;
  const { answer, pending, problem } = useAnswer();
  const give = async (status: Answer) => {
    if (await answer(chosen, status)) clear();
  };
  const silent = chosen.some(({ status }) => status !== "active");
  const audible = chosen.some(({ status }) => status !== "dismissed");
  return (
    <SelectionBar
      label={texts.chosenTitle}
      count={texts.chosen(chosen.length)}
      onClear={clear}
      problem={problem}
    >
      {silent ? (
        <Button pending={pending} onClick={() => void give("active")}>
          {texts.reopen}
        </Button>
      ) : null}
      {audible ? (
        <>
          <Button onClick={() => onSnooze(chosen)}>{texts.snooze}</Button>
          <Button pending={pending} onClick={() => void give("dismissed")}>
            {texts.dismiss}
          </Button>
        </>
      ) : null}
    </SelectionBar>
  );
}

/** Changes alerts and reports the result; false if the request failed. */
function useAnswer() {
  const update = trpc.alerts.updateMany.useMutation();
  const reopen = useReopenMany();
  const { keyOf, answered } = useRepeatKey();
  const [problem, setProblem] = useState<string | null>(null);
  const answer = async (alerts: readonly Alert[], status: Answer): Promise<boolean> => {
    setProblem(null);
    try {
      const ids = alerts.map(({ id }) => id);
      const done = await update.mutateAsync({ key: keyOf([ids, status]), ids, set: { status } });
      answered();
      if (done.changed === 0) showToast({ text: texts.movedOn });
      else if (status === "active") showToast({ text: texts.manyReopened(done.changed) });
      else
        showToast({
          text: texts.manyDismissed(done.changed),
          ...(wereActive(alerts)
            ? { action: { label: texts.undo, run: () => reopen(done.ids) } }
            : {}),
        });
      return true;
    } catch (error) {
      setProblem(describeError(error));
      return false;
    }
  };
  return { answer, pending: update.isPending, problem };
}

/** Reactivating makes alerts active: that is an undo only if they were active before. */
export function wereActive(alerts: readonly Alert[]): boolean {
  return alerts.every(({ status }) => status === "active");
}

/** Undoes the change of these alerts, from whichever list. */
export function useReopenMany(): (ids: readonly Alert["id"][]) => void {
  const reopen = trpc.alerts.updateMany.useMutation({
    onSuccess: ({ changed }) =>
      showToast({ text: changed === 0 ? texts.movedOn : texts.manyReopened(changed) }),
    onError: (error) => showToast({ text: describeError(error) }),
  });
  return (ids) => reopen.mutate({ key: newId(), ids: [...ids], set: { status: "active" } });
}
