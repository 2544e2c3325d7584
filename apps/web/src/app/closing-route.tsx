import { useParams } from "@tanstack/react-router";
import { ClosingPage } from "../features/drawers/closing-page.tsx";

/** The page of a closing report. */
export function ClosingRoute() {
  const { id } = useParams({ from: "/shell/closings/$id" });
  return <ClosingPage key={id} id={id} />;
}
