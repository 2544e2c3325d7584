import { Button } from "../../components/button.tsx";
import { TextField } from "../../components/fields.tsx";
import { Form } from "../../components/form.tsx";
import { MoneyField } from "../../components/number-fields.tsx";
import { Section } from "../../components/page.tsx";
import type { ContractForm } from "../../components/use-contract-form.ts";
import type { Formats } from "../../lib/format.ts";
import { typed } from "../../lib/typed-number.ts";
import type { TypedNumber } from "../../lib/typed-number.ts";
import { closeDrawerTexts as texts } from "../../texts/en/close-drawer.ts";
import { drawerWords } from "../../texts/en/drawers.ts";
import classes from "./end-of-day.module.css";

interface ClosingFields {
  readonly reason: string;
  readonly leftMinor: TypedNumber;
  /** The counted cash that it is left of. */
  readonly leftOf: number;
}

interface CloseFormProps {
  readonly form: ContractForm<ClosingFields>;
  readonly cashMinor: number;
  readonly floatMinor: number;
  /** Why a reason is needed; null if none is. */
  readonly reason: "difference" | { readonly earlierMinor: number } | null;
  readonly formats: Formats;
}

/** The end of a closing: the reason of a difference, what is left in the drawer, and what goes into the safe. */
export function CloseForm({ form, cashMinor, floatMinor, reason, formats }: CloseFormProps) {
  const { money } = formats;
  const { leftMinor } = form.values;
  const toSafeMinor = leftMinor === null ? Number.NaN : cashMinor - leftMinor;
  const sameMinor = Math.min(floatMinor, cashMinor);
  return (
    <Section title={texts.closeTitle}>
      <Form form={form} submitLabel={texts.close}>
        {/* An outdated count is said above the result, with what to do. */}
        <span hidden data-path="countId" />
        {reason === null ? null : (
          <div className={classes.group}>
            {reason === "difference" ? null : (
              <p className="muted">{texts.reasonOfEarlier(money(reason.earlierMinor))}</p>
            )}
            <TextField field={form.field("reason")} label={texts.reason} />
            <div className={classes.actions}>
              {texts.reasons.map((text) => (
                <Button key={text} onClick={() => form.field("reason").change(text)}>
                  {text}
                </Button>
              ))}
            </div>
          </div>
        )}
        <div className={classes.group}>
          <MoneyField field={form.field("leftMinor")} label={drawerWords.left} formats={formats} />
          <div className={classes.actions}>
            <Button onClick={() => form.field("leftMinor").change(typed(sameMinor))}>
              {texts.sameFloat}
            </Button>
            <Button onClick={() => form.field("leftMinor").change(typed(cashMinor))}>
              {texts.everything}
            </Button>
          </div>
          {toSafeMinor >= 0 ? <output>{texts.toSafe(money(toSafeMinor))}</output> : null}
        </div>
      </Form>
    </Section>
  );
}
