import { Button } from "../../components/button.tsx";
import { SignedOutPage } from "../../components/page.tsx";
import { trpc } from "../../lib/trpc.ts";
import { switchTexts as texts } from "../../texts/en/switch-person.ts";
import { TillPeopleList } from "./switch-person-sheet.tsx";

/** A till that nobody used for too long: someone enters their PIN, or signs in with a password. */
export function LockedPage() {
  const signOut = trpc.auth.signOut.useMutation({
    onSettled: () => globalThis.location.reload(),
  });
  return (
    <SignedOutPage title={texts.lockedTitle} lead={texts.lockedLead}>
      <TillPeopleList except={null} />
      <p>
        <Button pending={signOut.isPending} onClick={() => signOut.mutate({})}>
          {texts.byPassword}
        </Button>
      </p>
    </SignedOutPage>
  );
}
