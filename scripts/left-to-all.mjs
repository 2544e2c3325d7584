// What a run of `npm test` left to `npm run test:all`, as lines of its summary.

/** The projects that run the tests of core and api again, on one more engine each. */
const OTHER_ENGINES = ["pglite", "postgres"];

/**
 * One line for each group of tests that a short run left out, or ran in part.
 *
 * @param {{ state: string, reason: string | null, partly?: string[] }[]} tests A test that was left out has the state "left", and its group as the reason; one that ran in part has its groups as `partly`.
 * @param {{ project: string }[]} files
 * @returns {string[]}
 */
export function leftToAll(tests, files) {
  const groups = new Map();
  const count = (group, { whole, inPart }) => {
    const so = groups.get(group) ?? { whole: 0, inPart: 0 };
    groups.set(group, { whole: so.whole + whole, inPart: so.inPart + inPart });
  };
  for (const { state, reason, partly = [] } of tests) {
    if (state === "left") count(reason, { whole: 1, inPart: 0 });
    else for (const group of partly) count(group, { whole: 0, inPart: 1 });
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
  if (whole > 0) parts.push(`tests: ${whole}`);
  if (inPart > 0) parts.push(`tests in part: ${inPart}`);
  return parts.join(", ");
}
