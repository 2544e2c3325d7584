import { useEffect, useRef, useState } from "react";
import type { z } from "zod";
import { ApproveHere } from "@daybook/contract/approvals";
import type { Approval } from "@daybook/contract/approvals";
import type { RequestApproval } from "@daybook/contract/approval-requests";
import { UserId } from "@daybook/contract/ids";
import type { ApprovalId } from "@daybook/contract/ids";
import { newId } from "@daybook/contract/uuid";
import { Button } from "../../components/button.tsx";
import { PasswordField, SelectField } from "../../components/fields.tsx";
import { Form } from "../../components/form.tsx";
import { Loaded } from "../../components/notices.tsx";
import { SideSheet } from "../../components/side-sheet.tsx";
import { useContractForm } from "../../components/use-contract-form.ts";
import { describeError } from "../../lib/describe-error.ts";
import { useShop } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { approvalTexts as texts } from "../../texts/en/approvals.ts";
import { ApprovalFacts } from "./approval-facts.tsx";
import classes from "./approval-sheet.module.css";
import { QrCode } from "../../components/qr-code.tsx";

/** An action with its input, as the client sends it. */
export type ActionToApprove = z.input<typeof RequestApproval>["ask"];

interface ApprovalSheetProps {
  readonly asked: ActionToApprove;
  readonly onApproved: (id: ApprovalId) => void;
  readonly onClose: () => void;
}

/** Asks for an approval: by a password here, or on the phone of someone who is signed in there. */
export function ApprovalSheet({ asked, onApproved, onClose }: ApprovalSheetProps) {
  const request = trpc.approvals.request.useMutation();
  const [round, setRound] = useState(0);
  const sent = useRef(-1);
  const { mutate } = request;
  useEffect(() => {
    if (sent.current === round) return;
    sent.current = round;
    mutate({ key: newId(), ask: asked });
  }, [asked, round, mutate]);
  const again = () => setRound(round + 1);
  return (
    <SideSheet title={texts.title} closeLabel={texts.close} onClose={onClose}>
      {request.error === null ? null : (
        <>
          <p role="alert">{describeError(request.error)}</p>
          <Button onClick={again}>{texts.again}</Button>
        </>
      )}
      {request.data === undefined || request.isPending ? null : (
        <Waiting
          key={request.data.id}
          approval={request.data}
          onApproved={onApproved}
          onAgain={again}
          onClose={onClose}
        />
      )}
    </SideSheet>
  );
}

interface WaitingProps {
  readonly approval: Approval;
  readonly onApproved: (id: ApprovalId) => void;
  readonly onAgain: () => void;
  readonly onClose: () => void;
}

const LOOK_EVERY_MS = 5000;

function Waiting({ approval, onApproved, onAgain, onClose }: WaitingProps) {
  const { id } = approval;
  // A decision on a phone arrives as a live change; the interval notices when it has expired.
  const now = trpc.approvals.get.useQuery(
    { id },
    { initialData: approval, refetchInterval: LOOK_EVERY_MS },
  );
  const { state } = now.data;
  const told = useRef(false);
  useEffect(() => {
    if (state !== "approved" || told.current) return;
    told.current = true;
    onApproved(id);
  }, [state, id, onApproved]);
  if (state === "declined" || state === "expired")
    return (
      <>
        <p role="alert">{texts.states[state]}</p>
        <Button onClick={onAgain}>{texts.again}</Button>
      </>
    );
  return (
    <>
      <ApprovalFacts approval={approval} />
      <Here id={id} onApproved={() => void now.refetch()} onClose={onClose} />
      <ByPhone id={id} />
    </>
  );
}

interface HereProps {
  readonly id: ApprovalId;
  readonly onApproved: () => void;
  readonly onClose: () => void;
}

/** Someone with the right approves at this till. */
function Here({ id, onApproved, onClose }: HereProps) {
  const { me } = useShop();
  const people = trpc.approvals.people.useQuery({});
  const approve = trpc.approvals.approveHere.useMutation();
  const form = useContractForm({
    contract: ApproveHere,
    draft: null,
    initial: { userId: "", secret: "" },
    input: ({ userId, secret }) => ({
      id,
      userId: UserId.safeParse(userId).data ?? me.user.id,
      secret,
    }),
    send: (input) => approve.mutateAsync(input),
    onSaved: onApproved,
  });
  const others = people.data?.items.filter((person) => person.id !== me.user.id);
  return (
    <Loaded query={people} data={others} shape="fields">
      {(list) => (
        <Form form={form} submitLabel={texts.approve} onCancel={onClose} label={texts.here}>
          <SelectField
            field={form.field("userId")}
            label={texts.person}
            choices={[
              { value: "", label: texts.choose },
              ...list.map(({ id: value, name: label }) => ({ value, label })),
            ]}
            focused
          />
          <PasswordField
            field={form.field("secret")}
            label={me.till === null ? texts.password : texts.secret}
            autoComplete="off"
          />
        </Form>
      )}
    </Loaded>
  );
}

/** The address of the request as a code for a phone; an address of this computer alone leads nowhere. */
function ByPhone({ id }: { readonly id: ApprovalId }) {
  const { hostname, origin } = globalThis.location;
  const isOwn = hostname === "localhost" || hostname === "[::1]" || hostname.startsWith("127.");
  return (
    <section aria-label={texts.byPhone} className={classes.phone}>
      <p className="muted">{isOwn ? texts.noPhone : texts.byPhoneLead}</p>
      {isOwn ? null : <QrCode text={`${origin}/approve/${id}`} label={texts.qr} />}
    </section>
  );
}
