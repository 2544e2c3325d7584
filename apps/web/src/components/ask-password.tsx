import { ConfirmPassword } from "@daybook/contract/users";
import { Dialog } from "./dialog.tsx";
import { PasswordField } from "./fields.tsx";
import { Form } from "./form.tsx";
import { passwordGateTexts as texts } from "../texts/en/password-gate.ts";
import { trpc } from "../lib/trpc.ts";
import { useContractForm } from "./use-contract-form.ts";

interface AskPasswordProps {
  readonly onConfirmed: () => void;
  readonly onCancel: () => void;
}

/** Asks for the password of the current user. */
export function AskPassword({ onConfirmed, onCancel }: AskPasswordProps) {
  const confirm = trpc.auth.confirmPassword.useMutation();
  const form = useContractForm({
    contract: ConfirmPassword,
    // Passwords are never stored.
    draft: null,
    initial: { password: "" },
    input: (values) => values,
    send: (input) => confirm.mutateAsync(input),
    onSaved: onConfirmed,
  });
  return (
    <Dialog title={texts.title} closeLabel={texts.cancel} onClose={onCancel}>
      <p className="muted">{texts.lead}</p>
      <Form form={form} submitLabel={texts.confirm} onCancel={onCancel}>
        <PasswordField
          field={form.field("password")}
          label={texts.password}
          autoComplete="current-password"
          focused
        />
      </Form>
    </Dialog>
  );
}
