// Where the time of `npm test` went, as lines of its summary.

/** How many files are named: those worth making faster first. */
const SLOWEST = 15;

/**
 * The time per step and per project, and the slowest files. A project's time is that of its files added up; where two
 * workers share it, the clock shows about half of it.
 *
 * @param {{ name: string, ms: number }[]} steps What ran before and around the tests.
 * @param {{ project: string, file: string, ms: number }[]} files
 * @returns {string[]}
 */
export function timeSpent(steps, files) {
  const projects = new Map();
  for (const { project, ms } of files) {
    const so = projects.get(project) ?? { count: 0, ms: 0 };
    projects.set(project, { count: so.count + 1, ms: so.ms + ms });
  }
  const slowest = files.toSorted((one, other) => other.ms - one.ms).slice(0, SLOWEST);
  return [
    "Time per step:",
    ...steps.map(({ name, ms }) => `${seconds(ms)}  ${name}`),
    "Time per project, its files added up:",
    ...[...projects]
      .toSorted(([, one], [, other]) => other.ms - one.ms)
      .map(([name, { count, ms }]) => `${seconds(ms)}  ${name.padEnd(9)} ${count} files`),
    `The ${slowest.length} slowest files:`,
    ...slowest.map(({ project, file, ms }) => `${seconds(ms)}  ${project.padEnd(9)} ${file}`),
  ];
}

const seconds = (ms) => `${(ms / 1000).toFixed(1).padStart(7)} s`;
