/** Everything in this file is invented. It brings every script and every awkward character into the study. */

/** Names, an address and what people say at one of the three sites. */
export interface SiteTexts {
  readonly firstNames: readonly [string, ...string[]];
  readonly lastNames: readonly [string, ...string[]];
  readonly addresses: readonly [string, ...string[]];
  readonly remarks: readonly [string, ...string[]];
  readonly language: string;
}

/** The texts of each site, by the unique name of its group. */
export const siteTexts: Readonly<Record<'nashville' | 'lyon' | 'kampala', SiteTexts>> = {
  nashville: {
    firstNames: ['Ada', 'Ruth', 'Dolores', 'Marcus', 'Trudy', 'Earl', 'Loretta', 'Johnny-Lee'],
    lastNames: ["O'Brien", 'Walker', 'St. Claire', 'Nguyen', 'García Márquez', 'Wood'],
    addresses: ['14 Rose Cottage St.\nNashville, TN 37203', '9 "Old Mill" Rd.\nFranklin, TN', 'Hill St. 243 & 5th'],
    remarks: [
      'Feels fine 🙂',
      'Blood pressure < 140 & rising',
      'Said: "never better"',
      'Walks to church 👍🏽\nevery day',
    ],
    language: 'en',
  },
  lyon: {
    firstNames: ['Zoé', 'François', 'Hélène', 'Loïc', 'Anaïs', 'Gaëlle', 'Jérôme'],
    lastNames: ['Lefèvre', "D'Aubigné", 'Œuvrard', 'Saint-Exupère', 'Nuñez'],
    addresses: ['3, rue de la Charité\n69002 Lyon', '12 bis, quai Saint-Vincent\n69001 Lyon'],
    remarks: ['Œdème du visage, « léger »', 'Va mieux — sort demain', 'Douleur à l’épaule, côté gauche', 'Ça va 😀'],
    language: 'fr',
  },
  kampala: {
    firstNames: ['Nakato', 'Wasswa', 'Babirye', 'Kizza', 'Namukasa', 'Ssebuliba'],
    lastNames: ['Nalwoga', 'Mukasa', 'Ŋŋambo', 'Kiggundu', 'Lubega'],
    addresses: ['Plot 7, Bombo Road\nKampala', 'Ntinda, ekkubo lya Kira\nKampala'],
    remarks: [
      'Omulwadde awulira bulungi',
      'Yalina obulumi mu mutwe okumala ennaku bbiri',
      'Omukono gwa kkono munafu 🤕',
    ],
    language: 'lg',
  },
};

/** Adverse events. */
export const adverseEventTerms: readonly [string, ...string[]] = [
  'Headache',
  'Nausea & vomiting',
  'Céphalée',
  'Fall at home',
  'Obulumi mu mutwe',
  'Rash, both arms',
  'Hypotension',
  'Minor bleeding (gums)',
  'Recurrent stroke',
];

/** Medications with dose and unit. */
export const medications: readonly [readonly [string, string, string], ...(readonly [string, string, string])[]] = [
  ['Aspirin', '75', 'mg'],
  ['Atorvastatin', '40', 'mg'],
  ['Lévothyroxine', '62.5', 'ug'],
  ['Enoxaparin', '4000', 'iu'],
  ['Amlodipine', '5', 'mg'],
  ['Lactulose', '15', 'ml'],
];
