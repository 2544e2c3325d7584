import { useState } from "react";
import { useParams } from "@tanstack/react-router";
import { ApprovalId } from "@daybook/contract/ids";
import { newId } from "@daybook/contract/uuid";
import { Button } from "../../components/button.tsx";
import { LoadingPage, Page } from "../../components/page.tsx";
import { describeError } from "../../lib/describe-error.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { approvalTexts as texts } from "../../texts/en/approvals.ts";
import { ApprovalFacts } from "./approval-facts.tsx";

/** A request for an approval, on the phone of someone who can give it. */
export function ApprovePage() {
  const { id: raw } = useParams({ from: "/shell/approve/$id" });
  const id = ApprovalId.parse(raw);
  const query = trpc.approvals.get.useQuery({ id });
  const approval = query.data;
  if (approval === undefined) return <LoadingPage title={texts.title} query={query} />;
  return (
    <Page title={texts.title} query={query}>
      <ApprovalFacts approval={approval} />
      {approval.state === "open" ? (
        <Decision id={id} onDecided={() => void query.refetch()} />
      ) : (
        <output>{texts.states[approval.state]}</output>
      )}
    </Page>
  );
}

function Decision({ id, onDecided }: { readonly id: ApprovalId; readonly onDecided: () => void }) {
  const formats = useFormats();
  const decide = trpc.approvals.decide.useMutation({ onSuccess: onDecided });
  const [key] = useState(newId);
  const send = (decision: "approved" | "declined") => {
    if (!decide.isPending)
      decide.mutate({ key: decide.error === null ? key : newId(), id, decision });
  };
  return (
    <>
      {decide.error === null ? null : <p role="alert">{describeError(decide.error, formats)}</p>}
      <p>
        <Button kind="primary" onClick={() => send("approved")}>
          {texts.approve}
        </Button>{" "}
        <Button onClick={() => send("declined")}>{texts.decline}</Button>
      </p>
    </>
  );
}
