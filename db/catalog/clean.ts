// Text from a person or a file in the one form it is stored in.

/** What Word writes for Shift+Enter, the form feed, NEL and Unicode's own separators: all mean a new line. */
const lineBreaks = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
/** Control characters and codes that are no characters: no file format of an office can hold them. */
const forbidden = /(?![\t\n])[\p{Cc}\p{Noncharacter_Code_Point}\p{Cs}\ufeff]/gu;
const plain = /^[\t\n -~\u3001-\u301f\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fff\uff01-\uff9f]*$/;

/** Composed (NFC), line ends as `\n`, without what no document may hold. The same text where nothing has to change. */
export const cleanText = (text: string): string => (plain.test(text) ? text : text.replace(lineBreaks, '\n').replace(forbidden, '').normalize('NFC'));

/** Whether cleaning changes more than the writing of line ends: a person is told of that. */
export const isUnclean = (text: string): boolean => !plain.test(text) && cleanText(text) !== text.replace(/\r\n?/g, '\n');
