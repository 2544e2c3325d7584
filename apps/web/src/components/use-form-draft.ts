import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useFormState } from "./form-state.ts";
import { createFormDrafts, holdsPassword, sameDraft } from "../lib/form-drafts.ts";
import type { FormDrafts } from "../lib/form-drafts.ts";
import { browserStorage } from "../lib/guarded-texts.ts";
import { useDraftScope, useShopIfAny } from "../lib/shop-context.tsx";

/** Where the input of a form is kept until it is saved. */
export interface DraftName {
  /** One per form and record: `product:<id>`. */
  readonly name: string;
  /** Offered again only for the same context, such as the selected products. */
  readonly about?: string;
  /** The record that a change is based on; stored with the draft. */
  readonly base?: unknown;
  /** Saving is only an intermediate step: the draft stays until it is discarded. */
  readonly keepsAfterSaving?: boolean;
}

/** The draft state of a form. */
export interface OfferedDraft {
  /** When the restored values were typed, formatted; null for a new form. */
  readonly typedAt: string | null;
  /** Whether a password must be typed again. */
  readonly withoutPassword: boolean;
  /** Discards the draft and resets the form. */
  readonly discard: () => void;
  /** Deletes the draft; the form is unchanged. */
  readonly forget: () => void;
}

const opened = new Map<string, FormDrafts>();

/** The drafts of the current user on this device. */
export function useFormDrafts(): FormDrafts {
  const scope = useDraftScope();
  const drafts = opened.get(scope) ?? createFormDrafts(scope, browserStorage());
  opened.set(scope, drafts);
  return drafts;
}

/** The fields of a form, initialized from an unsaved draft, and stored on every change. */
export function useDraftedState<Values extends object>(draft: DraftName | null, initial: Values) {
  const stored = useStoredDraft(draft, initial);
  const form = useFormState(initial, stored.start);
  const { values } = form;
  const [savings, setSavings] = useState(0);
  const beginAgain = useEffectEvent(() => stored.beginAgain(values));
  useEffect(() => {
    if (savings > 0) beginAgain();
  }, [savings]);
  const keep = useEffectEvent(stored.keep);
  useEffect(() => keep(values), [values, draft?.base]);
  const offered: OfferedDraft = {
    typedAt: stored.typedAt,
    withoutPassword: holdsPassword(initial),
    forget: stored.forget,
    discard: () => {
      stored.forget();
      form.reset();
    },
  };
  return {
    form,
    draft: {
      offered,
      sentKey: stored.sentKey,
      sending: stored.sending,
      saved: () => {
        if (draft?.keepsAfterSaving !== true) stored.forget();
        setSavings((before) => before + 1);
      },
    },
  };
}

function useStoredDraft<Values extends object>(draft: DraftName | null, initial: Values) {
  const drafts = useFormDrafts();
  const formats = useShopIfAny()?.formats ?? null;
  const { name, about = "", base = null } = draft ?? { name: "" };
  const [stored] = useState(() => {
    const found = draft === null ? null : drafts.find(name, initial);
    return found?.about === about && !sameDraft(found.values, initial) ? found : null;
  });
  const [offered, setOffered] = useState(stored !== null);
  const sentKey = useRef(stored?.sentKey ?? null);
  const typedBefore = useRef(stored !== null);
  const begun = useRef<Values | null>(null);

  const momentOf = (at: number) =>
    formats?.moment(new Date(at).toISOString()) ?? new Date(at).toLocaleString();
  const forget = () => {
    if (draft !== null) drafts.remove(name);
    sentKey.current = null;
    typedBefore.current = false;
    setOffered(false);
  };
  const keep = (values: Values) => {
    if (draft === null) return;
    const fresh = [initial, begun.current].some((one) => one !== null && sameDraft(one, values));
    if (!fresh) drafts.put(name, { about, base, sentKey: sentKey.current, values });
    else if (typedBefore.current) drafts.remove(name);
    typedBefore.current = !fresh;
  };
  return {
    start: stored?.values ?? initial,
    sentKey: stored?.sentKey ?? null,
    typedAt: offered && stored !== null ? momentOf(stored.at) : null,
    forget,
    keep,
    /** Records that the write was sent with this key: its response may be lost. */
    sending: (key: string, values: Values) => {
      sentKey.current = key;
      keep(values);
    },
    /** The values after a save are the start values of the next one. */
    beginAgain: (values: Values) => {
      begun.current = values;
    },
  };
}
