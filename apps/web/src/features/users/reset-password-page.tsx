import { ResetPassword } from "@daybook/contract/users";
import { PasswordField } from "../../components/fields.tsx";
import { Form } from "../../components/form.tsx";
import { SignedOutPage } from "../../components/page.tsx";
import { useLinkToken } from "../../lib/use-link-token.ts";
import { trpc } from "../../lib/trpc.ts";
import { useContractForm } from "../../components/use-contract-form.ts";
import { resetPasswordTexts as texts } from "../../texts/en/reset-password.ts";

/** Sets a new password with a one-time link, which contains its token after a #. */
export function ResetPasswordPage({ onSaved }: { readonly onSaved: () => void }) {
  const token = useLinkToken();
  const reset = trpc.auth.resetPassword.useMutation();
  const form = useContractForm({
    contract: ResetPassword,
    // Passwords are never stored.
    draft: null,
    initial: { newPassword: "" },
    input: ({ newPassword }) => ({ token, newPassword }),
    send: (input) => reset.mutateAsync(input),
    onSaved,
  });
  if (!ResetPassword.shape.token.safeParse(token).success)
    return <SignedOutPage title={texts.title} lead={texts.noToken} />;
  return (
    <SignedOutPage title={texts.title} lead={texts.lead}>
      <Form form={form} submitLabel={texts.submit}>
        <PasswordField
          field={form.field("newPassword")}
          label={texts.password}
          hint={texts.passwordHint}
          autoComplete="new-password"
        />
      </Form>
    </SignedOutPage>
  );
}
