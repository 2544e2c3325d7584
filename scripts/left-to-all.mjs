// What a run of `npm test` left to `npm run test:all`, as lines of its summary.

/** The projects that run the tests of core and api again, on one more engine each. */
const OTHER_ENGINES = ["pglite", "postgres"];

/**
 * One line for each group of tests that a short run left out, or ran in part.
 *
 * @param {{ state: string, reason: string | null, partly?: string | null }[]} tests A test that was left out has the state "left", and its group as the reason; one that ran in part has its group as `partly`.
 * @param {{ project: string }[]} files
 * @returns {string[]}
 */
export function leftToAll(tests, files) {
  const groups = new Map();
  for (const { state, reason, partly } of tests) {
    const group = state === "left" ? reason : partly;
    if (!group) continue;
    const { whole, inPart } = groups.get(group) ?? { whole: 0, inPart: 0 };
    if (state === "left") groups.set(group, { whole: whole + 1, inPart });
    else groups.set(group, { whole, inPart: inPart + 1 });
  }
  const filesOn = (engine) => files.filter(({ project }) => project === engine).length;
  return [
    ...[...groups].map(([group, counts]) => `${group} (${inWords(counts)})`),
    ...OTHER_ENGINES.filter((engine) => filesOn(engine) > 0).map(
      (engine) =>
        `what does not differ on ${engine} (${filesOn(engine)} files of core and api ran there, ${filesOn("sqlite")} on sqlite)`,
    ),
  ];
}

function inWords({ whole, inPart }) {
  const parts = [];
  if (whole > 0) parts.push(`${whole} tests`);
  if (inPart > 0) parts.push(`a part of ${inPart} tests`);
  return parts.join(", ");
}
