/** A key for every label: its first letter or digit that no label before it has taken, else the first digit that is left;
 * '' where none is. Lower case. */
export function keysOf(labels: readonly string[]): string[] {
  const taken = new Set<string>();
  return labels.map((label) => {
    const key = [...label.toLowerCase(), ...'1234567890'].find(
      (character) => /[\p{L}\p{N}]/u.test(character) && !taken.has(character),
    );
    if (key === undefined) return '';
    taken.add(key);
    return key;
  });
}
