// A text in which the letters that another text lacks are marked.
import { diffChars } from 'diff';

/** Beyond this two texts are shown side by side without marks: the comparison grows with the product of their lengths. */
const compared = 4_000;

export function TextDifference({ from, to }: { from: string; to: string }) {
  if (from === to || from.length > compared || to.length > compared) return to;
  return diffChars(from, to)
    .filter((part) => !part.removed)
    .map((part, at) => {
      const key = `${at} ${part.value.length}`;
      return part.added ? <mark key={key}>{part.value}</mark> : <span key={key}>{part.value}</span>;
    });
}
