/** What is still to be said until there are so many takes of each label: in rounds, each label once, or shuffled. */
export function promptsFor(
  labels: readonly string[],
  takesOfEach: number,
  kept: (label: string) => number,
  shuffled: boolean,
): string[] {
  const prompts: string[] = [];
  for (let round = 0; round < takesOfEach; ++round) {
    prompts.push(...labels.filter((label) => kept(label) + round < takesOfEach));
  }
  return shuffled ? shuffle(prompts) : prompts;
}

function shuffle(prompts: string[]): string[] {
  for (let left = prompts.length; left > 1; --left) {
    const drawn = Math.floor(Math.random() * left);
    [prompts[left - 1], prompts[drawn]] = [prompts[drawn]!, prompts[left - 1]!];
  }
  return prompts;
}
