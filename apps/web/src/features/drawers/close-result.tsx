import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { z } from "zod";
import { CloseDrawer } from "@daybook/contract/drawers";
import type { CashCount, Closing, Drawer } from "@daybook/contract/drawers";
import type { DrawerSessionId } from "@daybook/contract/ids";
import { CASH } from "@daybook/contract/tenders";
import { Button } from "../../components/button.tsx";
import { showToast } from "../../components/toasts.tsx";
import { useContractForm } from "../../components/use-contract-form.ts";
import { describeError } from "../../lib/describe-error.ts";
import { refusalOf } from "../../lib/refusal-of.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { required, typed } from "../../lib/typed-number.ts";
import { useRepeatKey } from "../../lib/use-repeat-key.ts";
import { closeDrawerTexts as texts } from "../../texts/en/close-drawer.ts";
import { sendApproved, useApproval } from "../approvals/use-approval.tsx";
import { CloseForm } from "./close-form.tsx";
import { CorrectCause } from "./correct-cause.tsx";
import { CountResult } from "./count-result.tsx";
import type { WrongTender } from "./count-result.tsx";
import classes from "./end-of-day.module.css";

/** A closing as it is sent. */
export type ClosingInput = z.input<typeof CloseDrawer>;

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
  /** Called if the answer of a closing was lost: the same input returns its report. */
  readonly onUnanswered: (input: ClosingInput) => void;
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
  const save = useSaveAgain({
    ...props,
    onCounted: (saved) => {
      props.onCounted(saved);
      readResult();
    },
  });
  const [correcting, setCorrecting] = useState<Correcting | null>(null);
  const differs = count.lines.some(({ differenceMinor }) => differenceMinor !== 0);
  const earlierMinor = count.largestDifferenceMinor;
  const hasChanged = props.changedSince || changedId === count.id;
  return (
    <section ref={place} tabIndex={-1} aria-label={texts.result} className={classes.step}>
      {hasChanged ? (
        <div role="alert" className={classes.changed}>
          <span>{texts.changedSince}</span>
          <Button onClick={onCountAgain}>{texts.countAgain}</Button>
        </div>
      ) : null}
      <CountResult count={count} onCorrect={(cause) => setCorrecting({ cause, hasChanged })} />
      {hasChanged ? null : (
        <div>
          <Button onClick={onCountAgain}>{texts.countAgain}</Button>
        </div>
      )}
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
          cause={correcting.cause}
          onCorrected={() => {
            const { reason } = form.values;
            const { cause } = correcting;
            if (reason === "") form.set({ reason: texts.corrected(cause.receiptNumber) });
            if (correcting.hasChanged) onCountAgain();
            else void save();
          }}
          onClose={() => setCorrecting(null)}
        />
      )}
    </section>
  );
}

/** A correction moves no cash, so the counted amounts remain right, unless something had been paid before it. */
interface Correcting {
  readonly cause: WrongTender;
  readonly hasChanged: boolean;
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
  const sendClosing = async (input: ClosingInput) => {
    try {
      return await closing.mutateAsync(input);
    } catch (error) {
      if (refusalOf(error) === null) props.onUnanswered(input);
      throw error;
    }
  };
  const left = { leftMinor: typed(Math.min(session.floatMinor, cashMinor)), leftOf: cashMinor };
  const form = useContractForm({
    contract: CloseDrawer,
    draft: { name: `close:${sessionId}` },
    initial: { reason: "", ...left },
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
          sendClosing({ ...input, ...approval }),
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
  // What was typed as left in the drawer is for the cash of that count; the reason remains.
  const leaveOfOther = useEffectEvent(() => {
    if (form.values.leftOf !== cashMinor) form.set(left);
  });
  useEffect(() => leaveOfOther(), [cashMinor]);
  return { form, sheet: approvals.sheet, changedId };
}

const isRefusedFor = (error: unknown, code: string) => refusalOf(error)?.code === code;

/** Saves the counted amounts of the last count once more, after a payment was corrected. */
function useSaveAgain({ sessionId, count, onCounted, onCountAgain, onRefused }: CloseResultProps) {
  const formats = useFormats();
  const counting = trpc.drawers.count.useMutation();
  const repeat = useRepeatKey();
  return async () => {
    const input = {
      sessionId,
      cashMinor: amountOf(count, CASH),
      others: count.lines.flatMap(({ tender, countedMinor }) =>
        tender === CASH ? [] : [{ tender, countedMinor }],
      ),
      ...(count.pieces === null ? {} : { pieces: count.pieces }),
    };
    try {
      const key = repeat.keyOf({ countId: count.id, ...input });
      const saved = await counting.mutateAsync({ key, ...input });
      repeat.answered();
      onCounted(saved);
    } catch (error) {
      if (refusalOf(error) !== null) repeat.answered();
      showToast({ text: describeError(error, formats) });
      // A method was used since that has no total yet.
      if (isRefusedFor(error, "count_incomplete")) onCountAgain();
      onRefused();
    }
  };
}
