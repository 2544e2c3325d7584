import { useState } from "react";
import { Button, LinkButton } from "../components/button.tsx";
import { SignedOutPage } from "../components/page.tsx";
import { CodeNotLoaded } from "../lib/late-code.ts";
import { noticeTexts } from "../texts/en/notices.ts";
import { paths } from "../lib/paths.ts";

/** The page for an unknown address. */
export function NotFoundPage() {
  return (
    <SignedOutPage title={noticeTexts.notFound} lead={noticeTexts.notFoundLead}>
      <LinkButton to={paths.home} kind="primary">
        {noticeTexts.home}
      </LinkButton>
    </SignedOutPage>
  );
}

/** The page for an error in a screen, or for code that could not be loaded. */
export function BrokenPage({ error }: { readonly error: unknown }) {
  return error instanceof CodeNotLoaded ? <NotLoadedPage /> : <StoppedPage />;
}

function StoppedPage() {
  return (
    <SignedOutPage title={noticeTexts.broken} lead={noticeTexts.brokenLead}>
      <Button kind="primary" onClick={() => window.location.reload()}>
        {noticeTexts.reload}
      </Button>
    </SignedOutPage>
  );
}

/** Reloads the page only if the server responds; otherwise the browser would show its own error. */
function NotLoadedPage() {
  const [asking, setAsking] = useState(false);
  const retry = async () => {
    setAsking(true);
    const answers = await fetch("/", { method: "HEAD", cache: "no-store" }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answers) window.location.reload();
    else setAsking(false);
  };
  return (
    <SignedOutPage title={noticeTexts.notLoaded} lead={noticeTexts.notLoadedLead}>
      <Button kind="primary" pending={asking} onClick={() => void retry()}>
        {noticeTexts.tryAgain}
      </Button>
    </SignedOutPage>
  );
}
