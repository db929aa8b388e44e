const irregular: Readonly<Record<string, string>> = { dying: 'die', dieing: 'die', lying: 'lie', shot: 'shoot', tried: 'try', died: 'die', always: 'always' };

/** Third persons: "wants" is somebody else, so it must not become "want". */
const otherPersons = new Set('wants needs feels thinks tries plans hopes wishes says tells takes gets knows keeps makes likes hates loves dies lives kills'.split(' '));

/** How the names of medicines end, English and Spanish; a medicine is a pill. */
const drug = /..(epam|olam|profen|pram|adol|amol|(xet|tral|[ao]p|[ao]trig|pir|pent|x[iy]z)in[ae]?|[io]don[ae])$/;

/**
 * A word's forms as one: want, wanted, wanting; pill, pills; every year from 1900; every number from 10.
 * The result is a key, not a word: all that matters is that both sides make the same one.
 */
export function stem(word: string): string {
  if (/^\d\d+$/.test(word)) return /^(19|20)..$/.test(word) ? '#year' : '#many';
  if (drug.test(word)) return 'pill';
  const known = irregular[word];
  if (known !== undefined) return known;
  if (word.length > 3 && word.endsWith('s') && !/[sui]s$/.test(word) && !otherPersons.has(word)) return stem(word.slice(0, -1));
  // Spanish: cansado and cansada; quiero and quiera.
  if (word.length > 4 && /[^aeiou]a$/.test(word)) return `${word.slice(0, -1)}o`;
  const cut = word.replace(/(?<=...)ing$|(?<=..[^e])ed$/, '');
  if (cut.length < 3) return word;
  const last = cut[cut.length - 1];
  if (cut !== word && last === cut[cut.length - 2] && !/[lsf]$/.test(cut)) return cut.slice(0, -1);
  return cut.length > 3 && last === 'e' ? cut.slice(0, -1) : cut;
}
