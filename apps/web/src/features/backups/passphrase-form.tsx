import { SetBackupPassphrase } from "@daybook/contract/backups";
import type { BackupSettings } from "@daybook/contract/backups";
import { Button } from "../../components/button.tsx";
import { TextField } from "../../components/fields.tsx";
import { Form } from "../../components/form.tsx";
import { Section } from "../../components/page.tsx";
import { usePasswordGate } from "../../components/password-gate.tsx";
import { showToast } from "../../components/toasts.tsx";
import { useContractForm } from "../../components/use-contract-form.ts";
import { describeError } from "../../lib/describe-error.ts";
import { trpc } from "../../lib/trpc.ts";
import { backupTexts as texts } from "../../texts/en/backups.ts";

/** Sets, changes and removes the passphrase of new backups, and says what follows from it. */
export function PassphraseForm({ settings }: { readonly settings: BackupSettings }) {
  const { encrypted, version } = settings;
  const confirmed = usePasswordGate();
  const set = trpc.backups.setPassphrase.useMutation();
  const form = useContractForm({
    contract: SetBackupPassphrase,
    // Passphrases are never stored.
    draft: null,
    initial: { passphrase: "" },
    input: ({ passphrase }) => ({ version, passphrase }),
    send: (input) => confirmed(() => set.mutateAsync(input)),
    onSaved: () => showToast({ text: texts.encryptedFromNow }),
  });
  const remove = async (): Promise<void> => {
    try {
      await confirmed(() => set.mutateAsync({ version, passphrase: null }));
      showToast({ text: texts.plainFromNow });
    } catch (error) {
      showToast({ text: describeError(error) });
    }
  };
  return (
    <Section title={texts.passphrase}>
      <p className="muted">{encrypted ? texts.isEncrypted : texts.isPlain}</p>
      <p className="muted">{texts.passphraseWarning}</p>
      <Form
        form={form}
        label={texts.passphrase}
        submitLabel={encrypted ? texts.changePassphrase : texts.encrypt}
      >
        <TextField
          field={form.field("passphrase")}
          label={encrypted ? texts.newPassphrase : texts.passphrase}
          hint={texts.passphraseHint}
          autoComplete="off"
          code
        />
      </Form>
      {encrypted ? <Button onClick={() => void remove()}>{texts.stopEncrypting}</Button> : null}
    </Section>
  );
}
