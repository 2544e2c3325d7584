import { createElement, lazy, Suspense } from "react";
import type { ComponentType } from "react";
import { lateCode } from "./late-code.ts";

/** A part of a screen whose code is no part of the first load; nothing is drawn in its place until it is there. */
export function latePart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const code = lateCode(load);
  const Part = lazy(async () => ({ default: await code() }));
  return function LatePart(props: Props) {
    return <Suspense>{createElement<Props>(Part, props)}</Suspense>;
  };
}
