import {el} from './dom.js';

const HARMLESS = ['PROGRESS', 'DONE', 'ABANDONED', 'NO_WORK'];
const roots = cause => cause.because.length ? cause.because.flatMap(roots) : [cause];
export const standing = cause => roots(cause).filter(root => !HARMLESS.includes(root.kind));

/** What would free it, once for each root that stands in the way. */
export function remedies(cause) {
  const lines = new Set(standing(cause).map(root =>
    (cause.text.includes(root.text) ? '' : `${root.subject}: ${root.text} `) + '→ ' + root.remedy));
  return el('ul', {class: 'remedies'}, ...[...lines].map(line => el('li', {}, line)));
}

/** From the symptom down to its roots. */
export function tree(cause) {
  const harmless = HARMLESS.includes(cause.kind);
  return el('ul', {class: 'causes'}, el('li', {class: harmless ? '' : 'standing'},
    el('span', {class: 'kind'}, (harmless ? '' : '▲ ') + cause.kind.replaceAll('_', ' ').toLowerCase()), ' ', el('strong', {}, cause.subject + ': '), cause.text,
    cause.remedy ? el('div', {class: 'remedy'}, '→ ' + cause.remedy) : '', ...cause.because.map(tree)));
}
