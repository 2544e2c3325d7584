import { useState } from "react";
import { SetPin } from "@daybook/contract/users";
import { PasswordField } from "../../components/fields.tsx";
import { Form } from "../../components/form.tsx";
import { Success } from "../../components/notices.tsx";
import { useContractForm } from "../../components/use-contract-form.ts";
import { trpc } from "../../lib/trpc.ts";
import { switchTexts as texts } from "../../texts/en/switch-person.ts";

/** Sets or removes the user's own PIN. */
export function PinForm() {
  const [done, setDone] = useState<string | null>(null);
  const set = trpc.auth.setPin.useMutation();
  const form = useContractForm({
    contract: SetPin,
    // Neither is ever stored in the browser.
    draft: null,
    initial: { pin: "", password: "" },
    input: ({ pin, password }) => ({ password, pin: pin === "" ? null : pin }),
    send: async (input) => {
      await set.mutateAsync(input);
      return input.pin;
    },
    onSaved: (pin, { reset }) => {
      setDone(pin === null ? texts.removed : texts.saved);
      reset();
    },
  });
  return (
    <>
      <p className="muted">{texts.sectionLead}</p>
      <Form form={form} submitLabel={texts.save} label={texts.sectionTitle}>
        <PasswordField
          field={form.field("pin")}
          label={texts.pin}
          hint={texts.pinHint}
          autoComplete="off"
        />
        <PasswordField
          field={form.field("password")}
          label={texts.password}
          autoComplete="current-password"
        />
        {done === null ? null : <Success>{done}</Success>}
      </Form>
    </>
  );
}
