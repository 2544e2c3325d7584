import { useEffect, useRef, useState } from "react";
import { CloseDrawer } from "@daybook/contract/drawers";
import type { CashCount, Closing, Drawer } from "@daybook/contract/drawers";
import type { DrawerSessionId } from "@daybook/contract/ids";
import { CASH } from "@daybook/contract/tenders";
import { newId } from "@daybook/contract/uuid";
import { Button } from "../../components/button.tsx";
import { showToast } from "../../components/toasts.tsx";
import { useContractForm } from "../../components/use-contract-form.ts";
import { describeError } from "../../lib/describe-error.ts";
import { refusalOf } from "../../lib/refusal-of.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { required, typed } from "../../lib/typed-number.ts";
import { closeDrawerTexts as texts } from "../../texts/en/close-drawer.ts";
import { sendApproved, useApproval } from "../approvals/use-approval.tsx";
import { CloseForm } from "./close-form.tsx";
import { CorrectCause } from "./correct-cause.tsx";
import { CountResult } from "./count-result.tsx";
import type { WrongTender } from "./count-result.tsx";
import classes from "./end-of-day.module.css";

interface CloseResultProps {
  readonly sessionId: DrawerSessionId;
  readonly session: NonNullable<Drawer["session"]>;
  readonly count: CashCount;
  /** Whether something was paid since the count. */
  readonly changedSince: boolean;
  readonly onCounted: (count: CashCount) => void;
  readonly onCountAgain: () => void;
  readonly onClosed: (closing: Closing) => void;
  /** Called if closing was refused, for example because another device closed the drawer. */
  readonly onRefused: () => void;
}

/** The result of a count with likely causes, and the closing of the drawer. */
export function CloseResult(props: CloseResultProps) {
  const { session, count, onCountAgain } = props;
  const formats = useFormats();
  const cashMinor = amountOf(count, CASH);
  const place = useRef<HTMLElement>(null);
  // The result is read first, also by a screen reader. A count of another device leaves the focus where it is.
  const readResult = () => place.current?.focus();
  useEffect(readResult, []);
  const { form, sheet, changedId } = useClosing({ ...props, cashMinor, onChanged: readResult });
  const { save, pending } = useSaveAgain({
    ...props,
    onCounted: (saved) => {
      props.onCounted(saved);
      readResult();
    },
  });
  const [correcting, setCorrecting] = useState<WrongTender | null>(null);
  const differs = count.lines.some(({ differenceMinor }) => differenceMinor !== 0);
  const earlierMinor = count.largestDifferenceMinor;
  const hasChanged = props.changedSince || changedId === count.id;
  return (
    <section ref={place} tabIndex={-1} aria-label={texts.result} className={classes.step}>
      {hasChanged ? (
        <div role="alert" className={classes.changed}>
          <span>{texts.changedSince}</span>
          <Button pending={pending} onClick={() => void save()}>
            {texts.saveAgain}
          </Button>
        </div>
      ) : null}
      <CountResult count={count} onCorrect={setCorrecting} />
      <div>
        <Button onClick={onCountAgain}>{texts.countAgain}</Button>
      </div>
      <CloseForm
        form={form}
        cashMinor={cashMinor}
        floatMinor={session.floatMinor}
        reason={differs ? "difference" : earlierMinor > 0 ? { earlierMinor } : null}
        formats={formats}
      />
      {sheet}
      {correcting === null ? null : (
        <CorrectCause
          cause={correcting}
          onCorrected={() => {
            const { reason } = form.values;
            if (reason === "") form.set({ reason: texts.corrected(correcting.receiptNumber) });
            void save();
          }}
          onClose={() => setCorrecting(null)}
        />
      )}
    </section>
  );
}

function amountOf({ lines }: CashCount, tender: string): number {
  return lines.find((line) => line.tender === tender)?.countedMinor ?? 0;
}

interface ClosingOptions extends CloseResultProps {
  readonly cashMinor: number;
  /** Called if closing was refused because something was paid since the count. */
  readonly onChanged: () => void;
}

/** The form that closes the drawer by this count, and the count that turned out to be outdated. */
function useClosing({ sessionId, session, count, cashMinor, ...props }: ClosingOptions) {
  const formats = useFormats();
  const approvals = useApproval();
  const closing = trpc.drawers.close.useMutation();
  const [changedId, setChangedId] = useState<string | null>(null);
  const form = useContractForm({
    contract: CloseDrawer,
    draft: { name: `close:${sessionId}` },
    initial: { reason: "", leftMinor: typed(Math.min(session.floatMinor, cashMinor)) },
    input: ({ reason, leftMinor }, key) => ({
      key,
      sessionId,
      countId: count.id,
      leftMinor: required(leftMinor),
      reason,
    }),
    send: async (input) => {
      try {
        return await sendApproved(approvals, { action: "drawers.close", input }, (approval) =>
          closing.mutateAsync({ ...input, ...approval }),
        );
      } catch (error) {
        props.onRefused();
        if (isRefusedFor(error, "changed_since_count")) {
          setChangedId(count.id);
          props.onChanged();
        }
        throw error;
      }
    },
    onSaved: props.onClosed,
    numbers: formats,
  });
  return { form, sheet: approvals.sheet, changedId };
}

const isRefusedFor = (error: unknown, code: string) => refusalOf(error)?.code === code;

/** Saves the counted amounts of the last count once more, after something was paid or corrected. */
function useSaveAgain({ sessionId, count, onCounted, onCountAgain, onRefused }: CloseResultProps) {
  const formats = useFormats();
  const counting = trpc.drawers.count.useMutation();
  const save = async () => {
    try {
      const saved = await counting.mutateAsync({
        key: newId(),
        sessionId,
        cashMinor: amountOf(count, CASH),
        others: count.lines.flatMap(({ tender, countedMinor }) =>
          tender === CASH ? [] : [{ tender, countedMinor }],
        ),
        ...(count.pieces === null ? {} : { pieces: count.pieces }),
      });
      onCounted(saved);
    } catch (error) {
      showToast({ text: describeError(error, formats) });
      // A method was used since that has no total yet.
      if (isRefusedFor(error, "count_incomplete")) onCountAgain();
      onRefused();
    }
  };
  return { save, pending: counting.isPending };
}
