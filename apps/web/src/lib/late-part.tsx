import { createElement, lazy, Suspense } from "react";
import type { ComponentType } from "react";
import { lateCode } from "./late-code.ts";

/** A part of a screen whose code is not part of the first load; renders nothing until it is loaded. */
export function latePart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const code = lateCode(load);
  const Part = lazy(async () => ({ default: await code() }));
  return function LatePart(props: Props) {
    return <Suspense>{createElement<Props>(Part, props)}</Suspense>;
  };
}
