// The durations of `npm test`, as lines of its summary.

/** The number of slowest files to list. */
const SLOWEST = 15;

/**
 * The duration of each step and project, and the slowest files. A project's duration is the sum of its files; with two
 * workers the elapsed time is about half of it.
 *
 * @param {{ name: string, ms: number }[]} steps The steps before and around the tests.
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
