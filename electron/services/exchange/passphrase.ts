// A passphrase to be read out by telephone or written on paper: twenty letters and digits in five groups, no two of which
// look alike. About 99 bits, far more than scrypt needs to make guessing hopeless.

/** Without 0/o, 1/l/i: what is read out must be written down right. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** @param random  source of random bytes @returns `abcd-efgh-jkmn-pqrs-tuvw` */
export function passphrase(random: (bytes: number) => Buffer): string {
  let text = '';
  while (text.length < 20) {
    // Values beyond the last whole round of letters would make some letters likelier.
    for (const byte of random(32)) if (byte < 256 - (256 % letters.length) && text.length < 20) text += letters[byte % letters.length];
  }
  return (text.match(/.{4}/g) ?? []).join('-');
}

/**
 * A phrase of this program as it was made, however it was written down or typed: in capitals, wide letters, with spaces or without dashes.
 * A phrase that a person has chosen is left as it is.
 */
export function asMade(typed: string): string {
  const plain = typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Pd}]/gu, '');
  const own = plain.length === 20 && [...plain].every((letter) => letters.includes(letter));
  return own ? (plain.match(/.{4}/g) ?? []).join('-') : typed;
}
