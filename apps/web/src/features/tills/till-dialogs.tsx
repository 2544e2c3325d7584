import type { z } from "zod";
import { TillState } from "@daybook/contract/tills";
import type { Till } from "@daybook/contract/tills";
import { Dialog } from "../../components/dialog.tsx";
import { Form } from "../../components/form.tsx";
import { showToast } from "../../components/toasts.tsx";
import { useContractForm } from "../../components/use-contract-form.ts";
import { trpc } from "../../lib/trpc.ts";
import { tillsTexts as texts } from "../../texts/en/tills.ts";

interface DialogProps {
  readonly till: Till;
  readonly onClose: () => void;
}

/** Asks before a till is revoked. */
export function RevokeDialog({ till, onClose }: DialogProps) {
  const revoke = trpc.tills.revoke.useMutation();
  return (
    <Ask
      till={till}
      onClose={onClose}
      title={texts.revokeTitle(till.name)}
      lead={texts.revokeLead}
      submit={texts.revoke}
      done={texts.revoked(till.name)}
      send={(input) => revoke.mutateAsync(input)}
    />
  );
}

/** Asks before this browser becomes a till that was revoked. */
export function EnrolAgainDialog({ till, onClose }: DialogProps) {
  const enrol = trpc.tills.enrolAgain.useMutation();
  return (
    <Ask
      till={till}
      onClose={onClose}
      title={texts.enrolTitle(till.name)}
      lead={texts.enrolLead(till.receiptPrefix)}
      submit={texts.enrolAgain}
      done={texts.enrolled(till.name)}
      send={(input) => enrol.mutateAsync(input)}
    />
  );
}

interface AskProps extends DialogProps {
  readonly title: string;
  readonly lead: string;
  readonly submit: string;
  /** What the message says afterwards. */
  readonly done: string;
  readonly send: (input: z.input<typeof TillState>) => Promise<Till>;
}

function Ask({ till, onClose, title, lead, submit, done, send }: AskProps) {
  const form = useContractForm({
    contract: TillState,
    draft: null,
    initial: {},
    input: (_, key) => ({ key, id: till.id, version: till.version }),
    send,
    onSaved: () => {
      showToast({ text: done });
      onClose();
    },
  });
  return (
    <Dialog title={title} closeLabel={texts.close} onClose={onClose}>
      <p className="muted">{lead}</p>
      <Form form={form} submitLabel={submit} onCancel={onClose}>
        {null}
      </Form>
    </Dialog>
  );
}
