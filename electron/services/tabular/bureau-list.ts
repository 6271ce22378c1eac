// Bureaus as annexes of measures write them: 「教育庁、(生活文化局)」, 「政策企画局、総務局ほか関係各局」.

export interface BureauList {
  readonly lead: readonly string[];
  readonly related: readonly string[];
}

/** Names in brackets, and those after 「ほか」, are related bureaus; the others lead. */
export function readBureauList(text: string): BureauList {
  const lead: string[] = [];
  const related: string[] = [];
  const plain = text
    .normalize('NFC')
    .replace(/[（［[]/g, '(')
    .replace(/[）］\]]/g, ')');
  // Brackets first: names outside them lead.
  const outside = plain.replace(/\(([^()]*)\)/g, (_, inside: string) => {
    related.push(...split(inside).map(withoutOther));
    return '、';
  });
  for (const name of split(outside)) {
    if (/^(その他|関係各?局)/.test(name)) {
      related.push(name);
      continue;
    }
    const [first = '', ...others] = name.split(/\s*(?:ほか|他|外)(?=関係|各局)/);
    lead.push(...split(first));
    related.push(...others);
  }
  return { lead: unique(lead), related: unique(related).filter((name) => !lead.includes(name)) };
}

/** Not at 「・」: names of bureaus contain it. */
const split = (text: string): string[] =>
  text
    .split(/[、,，;；\n\r]|\s{2,}|及び/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
const withoutOther = (name: string) => name.replace(/^(ほか|他)(?=.)/, '');
const unique = (names: readonly string[]) => [...new Set(names)];
