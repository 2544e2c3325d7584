import { useState } from "react";
import { Link } from "@tanstack/react-router";
import type { Closing } from "@daybook/contract/drawers";
import { Button, LinkButton } from "../../components/button.tsx";
import { LoadingPage, Page, Section } from "../../components/page.tsx";
import { paths } from "../../lib/paths.ts";
import { trpc } from "../../lib/trpc.ts";
import { closingsTexts as texts } from "../../texts/en/closings.ts";
import { drawerWords } from "../../texts/en/drawers.ts";
import { PrintPreview } from "../receipts/print-preview.tsx";
import { ClosingSlip } from "./closing-slip.tsx";

/** One closing report as it was made, for viewing and printing. */
export function ClosingPage({ id }: { readonly id: string }) {
  const query = trpc.drawers.closing.useQuery({ id });
  const closing = query.data;
  if (closing === undefined) return <LoadingPage title={texts.anyTitle} query={query} />;
  return (
    <Page
      query={query}
      title={drawerWords.closing(closing)}
      lead={closing.supplementOfId === undefined ? undefined : <Completes closing={closing} />}
      action={
        <Button kind="primary" onClick={() => window.print()}>
          {texts.print}
        </Button>
      }
    >
      <PrintPreview tools={<LinkButton to={paths.closings}>{texts.back}</LinkButton>}>
        <ClosingSlip closing={closing} />
      </PrintPreview>
      <Hash closing={closing} />
    </Page>
  );
}

/** The report that a supplement completes. */
function Completes({ closing: { supplementOf, supplementOfId } }: { readonly closing: Closing }) {
  if (supplementOf === null || supplementOfId === undefined) return null;
  return (
    <Link to={paths.closing} params={{ id: supplementOfId }}>
      {drawerWords.supplementOf(supplementOf)}
    </Link>
  );
}

/** The hash, which is too long for the slip. */
function Hash({ closing: { hash } }: { readonly closing: Closing }) {
  const [whole, setWhole] = useState(false);
  return (
    <Section title={texts.hash}>
      <p className="muted">{texts.hashLead}</p>
      {whole ? (
        <p className="code">{hash}</p>
      ) : (
        <Button onClick={() => setWhole(true)}>{texts.showHash}</Button>
      )}
    </Section>
  );
}
