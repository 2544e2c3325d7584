import { UpdateBackupSettings } from "@daybook/contract/backups";
import type { BackupSettings } from "@daybook/contract/backups";
import { TextField } from "../../components/fields.tsx";
import { Form } from "../../components/form.tsx";
import { usePasswordGate } from "../../components/password-gate.tsx";
import { showToast } from "../../components/toasts.tsx";
import { useContractForm } from "../../components/use-contract-form.ts";
import { trpc } from "../../lib/trpc.ts";
import { backupTexts as texts } from "../../texts/en/backups.ts";

/** The second folder that backups are copied to. */
export function SecondFolderForm({ settings }: { readonly settings: BackupSettings }) {
  const confirmed = usePasswordGate();
  const update = trpc.backups.updateSettings.useMutation();
  const form = useContractForm({
    contract: UpdateBackupSettings,
    draft: null,
    initial: { secondFolder: settings.secondFolder },
    input: ({ secondFolder }, key) => ({ key, version: settings.version, secondFolder }),
    send: (input) => confirmed(() => update.mutateAsync(input)),
    onSaved: () => showToast({ text: texts.saved }),
  });
  return (
    <Form form={form} label={texts.secondPlace} submitLabel={texts.saveSettings}>
      <TextField
        field={form.field("secondFolder")}
        label={texts.secondFolder}
        hint={texts.secondFolderHint}
        optional
        code
      />
    </Form>
  );
}
