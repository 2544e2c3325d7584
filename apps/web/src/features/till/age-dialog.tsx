import { useEffect, useEffectEvent } from "react";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { RowActions } from "../../components/row-actions.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { tillRuleTexts as texts } from "../../texts/en/till-rules.ts";

interface AgeDialogProps {
  readonly age: number;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** Asks once per sale whether the customer is old enough. Enter answers nothing: it may be a key of the sale. */
export function AgeDialog({ age, onYes, onNo }: AgeDialogProps) {
  const { style } = useFormats();
  const answer = useEffectEvent((event: KeyboardEvent) => {
    const key = event.key.toLowerCase();
    if (key !== "y" && key !== "n") return;
    event.preventDefault();
    event.stopPropagation();
    if (key === "y") onYes();
    else onNo();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => answer(event);
    window.addEventListener("keydown", listen, true);
    return () => window.removeEventListener("keydown", listen, true);
  }, []);
  return (
    <Dialog title={texts.ageTitle(age)} closeLabel={texts.close} onClose={onNo}>
      <p>{texts.age(age, bornBy(age, style.locale))}</p>
      <p className="muted">{texts.ageKeys}</p>
      <RowActions>
        <Button kind="primary" onClick={onYes}>
          {texts.oldEnough(age)}
        </Button>
        <Button onClick={onNo}>{texts.tooYoung}</Button>
      </RowActions>
    </Dialog>
  );
}

/** The latest day of birth of someone of this age. */
function bornBy(age: number, locale: string): string {
  const now = new Date();
  const born = new Date(now.getFullYear() - age, now.getMonth(), now.getDate());
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(born);
}
