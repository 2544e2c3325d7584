import { useRef, useState } from "react";
import { CreateApiKey } from "@daybook/contract/api-keys";
import { KEY_SCOPES } from "@daybook/contract/permissions";
import type { Permission } from "@daybook/contract/permissions";
import { Button } from "../../components/button.tsx";
import { WholeField } from "../../components/number-fields.tsx";
import { ChecksField } from "../../components/checks-field.tsx";
import { TextField } from "../../components/fields.tsx";
import { FieldRow, Form } from "../../components/form.tsx";
import { SideSheet } from "../../components/side-sheet.tsx";
import { usePasswordGate } from "../../components/password-gate.tsx";
import { useShop } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { required, typed } from "../../lib/typed-number.ts";
import { useContractForm } from "../../components/use-contract-form.ts";
import { apiKeyTexts as texts, userTexts } from "../../texts/en/users.ts";

const noneYet: readonly Permission[] = [];
const YEAR_DAYS = 365;
const PER_SECOND = 50;

/** The sheet that creates a key and shows it once. */
export function NewApiKeySheet({ onClose }: { readonly onClose: () => void }) {
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <SideSheet
      title={secret === null ? texts.newTitle : texts.madeTitle}
      closeLabel={texts.close}
      onClose={onClose}
    >
      {secret === null ? (
        <KeyForm onMade={setSecret} onClose={onClose} />
      ) : (
        <MadeKey secret={secret} onDone={onClose} />
      )}
    </SideSheet>
  );
}

interface KeyFormProps {
  readonly onMade: (secret: string | null) => void;
  readonly onClose: () => void;
}

function KeyForm({ onMade, onClose }: KeyFormProps) {
  const { me, formats } = useShop();
  const { permissions } = me;
  const confirmed = usePasswordGate();
  const create = trpc.apiKeys.create.useMutation();
  const form = useContractForm({
    contract: CreateApiKey,
    draft: { name: "api-key" },
    initial: {
      name: "",
      scopes: noneYet,
      expiresInDays: typed(YEAR_DAYS),
      requestsPerSecond: typed(PER_SECOND),
    },
    input: ({ name, scopes, expiresInDays, requestsPerSecond }, key) => ({
      key,
      name,
      scopes: [...scopes],
      expiresInDays: required(expiresInDays),
      requestsPerSecond: required(requestsPerSecond),
    }),
    send: (input) => confirmed(() => create.mutateAsync(input)),
    onSaved: (made) => onMade(made.secret),
  });
  const choices = KEY_SCOPES.filter((scope) => permissions.includes(scope)).map((scope) => ({
    value: scope,
    label: userTexts.rights[scope],
  }));
  return (
    <Form form={form} submitLabel={texts.save} onCancel={onClose}>
      <TextField field={form.field("name")} label={texts.name} hint={texts.nameHint} focused />
      <ChecksField field={form.field("scopes")} label={texts.scopes} choices={choices} />
      <FieldRow>
        <WholeField field={form.field("expiresInDays")} label={texts.days} formats={formats} />
        <WholeField
          field={form.field("requestsPerSecond")}
          label={texts.perSecond}
          formats={formats}
        />
      </FieldRow>
    </Form>
  );
}

function MadeKey({ secret, onDone }: { readonly secret: string; readonly onDone: () => void }) {
  const [copyStatus, setCopyStatus] = useState("");
  const shown = useRef<HTMLElement>(null);
  const copy = async () => {
    try {
      // Plain HTTP has no clipboard access: then the key is selected for copying with the keyboard.
      await navigator.clipboard.writeText(secret);
      setCopyStatus(texts.copied);
    } catch {
      if (shown.current !== null) window.getSelection()?.selectAllChildren(shown.current);
      setCopyStatus(texts.copyFailed);
    }
  };
  return (
    <>
      <p>{texts.madeLead}</p>
      <p>
        <code ref={shown} className="code">
          {secret}
        </code>
      </p>
      <output className="muted">{copyStatus}</output>
      <RowOfButtons onCopy={() => void copy()} onDone={onDone} />
    </>
  );
}

function RowOfButtons({
  onCopy,
  onDone,
}: {
  readonly onCopy: () => void;
  readonly onDone: () => void;
}) {
  return (
    <FieldRow>
      <Button kind="primary" onClick={onCopy}>
        {texts.copy}
      </Button>
      <Button onClick={onDone}>{texts.done}</Button>
    </FieldRow>
  );
}
