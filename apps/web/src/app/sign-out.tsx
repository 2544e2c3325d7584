import { forgetCatalogue } from "../features/catalogue/catalogue-provider.tsx";
import { Icon } from "../components/icons.tsx";
import { trpc } from "../lib/trpc.ts";
import { shellTexts } from "../texts/en/shell.ts";
import { paths } from "../lib/paths.ts";

/** Signs out on this device. */
export function SignOut({ className }: { readonly className: string | undefined }) {
  const signOut = trpc.auth.signOut.useMutation({
    // Reloads the page, so no data of the shop stays in memory for the next user.
    onSuccess: async () => {
      await forgetCatalogue();
      window.location.replace(paths.signIn);
    },
  });
  return (
    <button type="button" className={className} onClick={() => signOut.mutate({})}>
      <Icon name="signOut" />
      <span>{signOut.isError ? shellTexts.signOutFailed : shellTexts.signOut}</span>
    </button>
  );
}
