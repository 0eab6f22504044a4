import {el, said} from './dom.js';
import {SERVER, code, language} from './words.js';

export const HARMLESS = ['PROGRESS', 'DONE', 'ABANDONED', 'NO_WORK'];
const roots = cause => cause.because.length ? cause.because.flatMap(roots) : [cause];
export const standing = cause => roots(cause).filter(root => !HARMLESS.includes(root.kind));

/** The server's sentence; in another language its kind stands before it, which is a word of the page. */
export const sentence = cause => (language() === SERVER ? [said(cause.text)] : [code('cause', cause.kind) + ' – ', said(cause.text)]);

/** What would free it, once for each root that stands in the way. */
export function remedies(cause) {
  const lines = standing(cause).map(root => [cause.text.includes(root.text) ? '' : `${root.subject}: ${root.text} `, root.remedy]);
  const once = new Map(lines.map(line => [line.join(), line]));
  return el('ul', {class: 'remedies'}, ...[...once.values()].map(([before, remedy]) => el('li', {}, said(before), '→ ', said(remedy))));
}

/** From the symptom down to its roots. */
export function tree(cause) {
  const harmless = HARMLESS.includes(cause.kind);
  return el('ul', {class: 'causes'}, el('li', {class: harmless ? '' : 'standing'},
    el('span', {class: 'kind'}, (harmless ? '' : '▲ ') + code('cause', cause.kind)), ' ', el('strong', {}, cause.subject + ': '), said(cause.text),
    cause.remedy ? el('div', {class: 'remedy'}, '→ ', said(cause.remedy)) : '', ...cause.because.map(tree)));
}
