import type { HeldList } from "../lib/use-held-rows.ts";
import { Button } from "./button.tsx";

interface WaitingRowsProps {
  readonly held: Pick<HeldList<unknown>, "waiting" | "release">;
  readonly label: (waiting: number) => string;
}

/** The button that shows new rows; hidden if there are none. */
export function WaitingRows({ held: { waiting, release }, label }: WaitingRowsProps) {
  return waiting > 0 ? <Button onClick={release}>{label(waiting)}</Button> : null;
}
