import { useContext, useEffect } from "react";
import type { ReactNode } from "react";
import type { ContractForm } from "./use-contract-form.ts";
import type { OfferedDraft } from "./use-form-draft.ts";
import type { StaleChoice } from "./use-stale-choice.ts";
import { useShortcuts } from "../lib/shortcuts.tsx";
import { formTexts } from "../texts/en/form.ts";
import { Button } from "./button.tsx";
import type { IconName } from "./icons.tsx";
import { StaleNotice } from "./stale-notice.tsx";
import { LayerContext } from "../lib/layer-context.ts";
import classes from "./form.module.css";

interface FormProps {
  readonly form: Pick<
    ContractForm<never>,
    "ref" | "submit" | "pending" | "above" | "errorCount" | "draft"
  > & { readonly stale?: StaleChoice };
  readonly children: ReactNode;
  readonly submitLabel: string;
  readonly icon?: IconName;
  /** The name of the form, if a page has several. */
  readonly label?: string;
  /** Another way to save, such as "save and add another". */
  readonly other?: { readonly label: string; readonly onPress: () => void };
  /** With the default label "Cancel" it discards the input; with another label it navigates elsewhere. */
  readonly onCancel?: () => void;
  readonly cancelLabel?: string;
}

/** Fields, then errors without a field, then the buttons. */
export function Form({
  form,
  children,
  submitLabel,
  icon,
  label,
  other,
  onCancel,
  cancelLabel = formTexts.cancel,
}: FormProps) {
  const { ref } = form;
  useEffect(() => ref.current?.querySelector<HTMLElement>("[data-autofocus]")?.focus(), [ref]);
  useShortcuts([
    {
      keys: "Mod+Enter",
      label: submitLabel,
      run: () => ref.current?.requestSubmit(),
      // A page may have several forms; a sheet has one.
      when: useContext(LayerContext),
    },
  ]);
  return (
    <form ref={ref} onSubmit={form.submit} noValidate aria-label={label} className={classes.form}>
      <RestoredDraft draft={form.draft} />
      {form.stale === undefined ? null : <StaleNotice stale={form.stale} />}
      {children}
      <div role="alert" className={classes.alert}>
        {form.above.map((sentence) => (
          <p key={sentence} className={classes.above}>
            {sentence}
          </p>
        ))}
        {form.errorCount > 0 ? (
          <p className={classes.counted}>{formTexts.errors(form.errorCount)}</p>
        ) : null}
      </div>
      <div className={classes.buttons}>
        <Button
          type="submit"
          kind="primary"
          pending={form.pending}
          {...(icon === undefined ? {} : { icon })}
        >
          {submitLabel}
        </Button>
        {other === undefined ? null : <Button onClick={other.onPress}>{other.label}</Button>}
        {onCancel === undefined ? null : (
          <Button
            onClick={() => {
              if (cancelLabel === formTexts.cancel) form.draft.forget();
              onCancel();
            }}
          >
            {cancelLabel}
          </Button>
        )}
      </div>
    </form>
  );
}

/** Says that the form contains unsaved input from before, and offers to discard it. */
export function RestoredDraft({ draft }: { readonly draft: OfferedDraft }) {
  if (draft.typedAt === null) return null;
  return (
    <div className={classes.kept}>
      <output>
        {formTexts.kept(draft.typedAt)}
        {draft.withoutPassword ? ` ${formTexts.keptWithoutPassword}` : ""}
      </output>
      <Button onClick={draft.discard}>{formTexts.discard}</Button>
    </div>
  );
}

/** A part of a long form, with a heading. */
export function FormPart(props: {
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
}) {
  return (
    <section className={`${classes.form} ${classes.part}`} aria-label={props.title}>
      <h2>{props.title}</h2>
      <p className="muted">{props.lead}</p>
      {props.children}
    </section>
  );
}

/** Related fields, side by side if there is room. */
export function FieldRow({ children }: { readonly children: ReactNode }) {
  return <div className={classes.row}>{children}</div>;
}
