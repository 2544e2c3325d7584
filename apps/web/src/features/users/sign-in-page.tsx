import { useQueryClient } from "@tanstack/react-query";
import { SignIn } from "@daybook/contract/users";
import { PasswordField, TextField } from "../../components/fields.tsx";
import { Form } from "../../components/form.tsx";
import { SignedOutPage } from "../../components/page.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useContractForm } from "../../components/use-contract-form.ts";
import { signInTexts as texts } from "../../texts/en/sign-in.ts";

/** Sign-in with name and password. */
export function SignInPage({ onSignedIn }: { readonly onSignedIn: () => void }) {
  const queryClient = useQueryClient();
  const signIn = trpc.auth.signIn.useMutation();
  const status = trpc.setup.status.useQuery({});
  const form = useContractForm({
    contract: SignIn,
    // Passwords are never stored, and a stored name could be someone else's.
    draft: null,
    initial: { login: "", password: "" },
    input: ({ login, password }) => ({ login, password }),
    send: (input) => signIn.mutateAsync(input),
    onSaved: () => {
      // Cached results belong to another user, or to nobody.
      queryClient.clear();
      onSignedIn();
    },
  });
  const shopName = status.data?.shopName ?? null;
  return (
    <SignedOutPage
      title={texts.title}
      {...(shopName === null ? {} : { lead: texts.lead(shopName) })}
    >
      <Form form={form} submitLabel={texts.submit}>
        <TextField
          field={form.field("login")}
          label={texts.login}
          autoComplete="username"
          focused
        />
        <PasswordField
          field={form.field("password")}
          label={texts.password}
          autoComplete="current-password"
        />
      </Form>
    </SignedOutPage>
  );
}
