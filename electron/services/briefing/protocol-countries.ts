// Countries by their short names in the United Nations, which order flags: "French Republic" hangs under F for France,
// "United Kingdom" under its whole name, "Republic of Korea" under R.

/** Names that the rule below would shorten wrongly, or that are said otherwise there. Folded to lower case. */
const names: Readonly<Record<string, string>> = {
  'argentine republic': 'Argentina',
  bolivia: 'Bolivia (Plurinational State of)',
  'plurinational state of bolivia': 'Bolivia (Plurinational State of)',
  brunei: 'Brunei Darussalam',
  'cape verde': 'Cabo Verde',
  'czech republic': 'Czechia',
  "democratic people's republic of korea": "Democratic People's Republic of Korea",
  'democratic republic of the congo': 'Democratic Republic of the Congo',
  'east timor': 'Timor-Leste',
  'french republic': 'France',
  'gabonese republic': 'Gabon',
  'hashemite kingdom of jordan': 'Jordan',
  'hellenic republic': 'Greece',
  holland: 'Netherlands (Kingdom of the)',
  iran: 'Iran (Islamic Republic of)',
  'islamic republic of iran': 'Iran (Islamic Republic of)',
  'italian republic': 'Italy',
  'ivory coast': "C\u00f4te d'Ivoire",
  'kingdom of the netherlands': 'Netherlands (Kingdom of the)',
  'kyrgyz republic': 'Kyrgyzstan',
  laos: "Lao People's Democratic Republic",
  "lao people's democratic republic": "Lao People's Democratic Republic",
  moldova: 'Republic of Moldova',
  netherlands: 'Netherlands (Kingdom of the)',
  'north korea': "Democratic People's Republic of Korea",
  'portuguese republic': 'Portugal',
  'republic of korea': 'Republic of Korea',
  'republic of moldova': 'Republic of Moldova',
  russia: 'Russian Federation',
  'slovak republic': 'Slovakia',
  'south korea': 'Republic of Korea',
  korea: 'Republic of Korea',
  swaziland: 'Eswatini',
  'swiss confederation': 'Switzerland',
  syria: 'Syrian Arab Republic',
  tanzania: 'United Republic of Tanzania',
  'togolese republic': 'Togo',
  turkey: 'T\u00fcrkiye',
  'republic of turkey': 'T\u00fcrkiye',
  'united kingdom': 'United Kingdom of Great Britain and Northern Ireland',
  'united mexican states': 'Mexico',
  'united republic of tanzania': 'United Republic of Tanzania',
  'united states': 'United States of America',
  usa: 'United States of America',
  uk: 'United Kingdom of Great Britain and Northern Ireland',
  venezuela: 'Venezuela (Bolivarian Republic of)',
  'bolivarian republic of venezuela': 'Venezuela (Bolivarian Republic of)',
  vietnam: 'Viet Nam',
};

const kinds =
  /^(?:(?:Arab|Co-operative|Democratic|Eastern|Federal|Federative|Grand|Independent|Islamic|Oriental|People's|Socialist) )*(?:Commonwealth|Duchy|Federation|Kingdom|Principality|Republic|State|Sultanate|Union) of (?:the )?/i;

/** A country's name as the United Nations list it. @param name  in English, long or short */
export function unitedNationsName(name: string): string {
  const plain = name
    .trim()
    .replace(/\u2019/g, "'")
    .replace(/^the /i, '');
  const short = plain.replace(kinds, '');
  return names[plain.toLowerCase()] ?? (short === plain ? plain : (names[short.toLowerCase()] ?? short));
}
