import {byId, draw, el, number, said, svg, written} from './dom.js';
import {SERVER, code, moment, t, time} from './words.js';
import {act, rackPanel} from './acts.js';
import {bar, counts, placeOf} from './line.js';
import {barred, leave} from './who.js';
import {tree, standing} from './why.js';
import {again, isPast, query} from './past.js';
import {curve} from './chart.js';
import * as timeline from './timeline.js';

export const SIGNS = {VALID: '✓', RUNNING: '▶', VOID: '◩', FAILED: '✖', MISSING: '·', DUE: '◇'};
const REFRESH_MS = 1500;
/** Height of a row of squares, and how many stand in it: a finger needs 24 px of each. */
const ROW = 30, PER_ROW = 9;
let record = null;
let asked = '';
let buttons = null;
let askedAt = -REFRESH_MS;

export function open(id) {
  record = null;
  asked = '';
  askedAt = -REFRESH_MS;
  buttons = rackPanel(id);
  byId('page').replaceChildren(
    el('nav', {'aria-label': t('label.back')}, el('a', {href: '#/'}, '◂ ' + t('page.line')), el('span', {class: 'grow'}),
      el('a', {class: 'button', id: 'to-record', href: `#/record/${id}`}, t('record.title')), el('a', {class: 'button', id: 'rack-json', download: id + '.json'}, 'JSON'), el('a', {class: 'button', id: 'rack-text', hreflang: SERVER}, t('rack.text'))),
    el('div', {id: 'rack-head'}), buttons,
    el('div', {class: 'columns'},
      el('section', {'aria-label': t('rack.plan')}, el('h2', {}, t('rack.plan')), el('p', {class: 'legend'}, ...Object.keys(SIGNS).map(key => el('span', {}, el('b', {class: 'op ' + key}, SIGNS[key]), ' ' + code('validity', key)))), el('div', {id: 'rack-plan', class: 'plan'})),
      el('section', {'aria-label': t('rack.evidence'), id: 'rack-evidence'}, el('h2', {}, t('rack.evidence')), el('div', {id: 'evidence'}, el('p', {}, t('rack.choose'))))), timeline.section());
}

const state = operation => operation.due ? operation.validity === 'MISSING' ? 'DUE' : operation.validity : operation.validity;

function square(id, operation, chosen) {
  const kind = state(operation);
  return el('a', {class: 'op ' + kind + (operation.id === chosen ? ' chosen' : ''), id: 'op-' + operation.id, href: `#/rack/${id}/${operation.id}`,
    title: operation.id + ': ' + (operation.why || code('validity', kind)), 'aria-label': `${operation.id}, ${code('validity', kind)}${operation.due ? ', ' + t('validity.DUE') : ''}`}, SIGNS[kind]);
}

function groups(operations) {
  const all = new Map();
  operations.forEach(one => { if (!all.has(one.template)) all.set(one.template, []); all.get(one.template).push(one); });
  return [...all.entries()];
}

const height = operations => ROW * Math.ceil(operations.length / PER_ROW);

/** An arc from each kind of operation to those that rest on its evidence; dashed amber where that evidence is void or failed. */
function arcs(list) {
  const place = new Map(), lines = new Map(), tops = list.map(([, operations]) => height(operations)).reduce((all, one) => [...all, all.at(-1) + one], [0]);
  list.forEach(([, operations], index) => operations.forEach(one => place.set(one.id, index)));
  list.forEach(([, operations], index) => operations.forEach(one => one.needs.forEach(need => {
    const from = place.get(need);
    if (from === undefined || from === index) return;
    const broken = ['VOID', 'FAILED'].includes(one.validity);
    lines.set(from + '-' + index, {from, to: index, broken: broken || (lines.get(from + '-' + index) || {}).broken});
  })));
  const y = index => tops[index] + ROW / 2;
  return svg('svg', {class: 'arcs', width: 96, height: tops.at(-1), 'aria-hidden': 'true'}, ...[...lines.values()].map(({from, to, broken}) =>
    svg('path', {class: broken ? 'broken' : '', d: `M94 ${y(from)}C${94 - 12 - 9 * Math.min(9, to - from)} ${y(from)},${94 - 12 - 9 * Math.min(9, to - from)} ${y(to)},94 ${y(to)}`})));
}

function row(id, template, all, chosen) {
  const bad = all.find(one => ['VOID', 'FAILED'].includes(one.validity));
  const node = el('div', {class: 'row'}, el('span', {class: 'template', title: template}, `${all[0].number} ${template}`), el('span', {class: 'ops'}, ...all.map(one => square(id, one, chosen))),
    bad ? el('span', {class: 'because', lang: SERVER, title: bad.why}, bad.why) : '');
  node.style.height = height(all) + 'px';
  return node;
}

function plan({id, operations, chosen}) {
  const list = groups(operations);
  return el('div', {class: 'graph'}, arcs(list), el('div', {class: 'rows'}, ...list.map(([template, all]) => row(id, template, all, chosen))));
}

const limits = one => [one.low == null ? '' : t('rack.from', {low: number(one.low)}), one.high == null ? '' : t('rack.to', {high: number(one.high)})].join(' ').trim();

export function step(one) {
  const judged = one.measurements.filter(value => value.low != null || value.high != null);
  return el('div', {class: 'step'}, el('h4', {}, `${one.step}: ${code('outcome', one.outcome)}${one.reason ? ' (' + one.reason + ')' : ''} `, el('small', {}, one.command)),
    one.measurements.length ? el('table', {}, el('thead', {}, el('tr', {}, ...['rack.measured', 'rack.value', 'rack.unit', 'rack.limit'].map((word, index) => el('th', {scope: 'col', class: index === 1 ? 'n' : ''}, t(word))))),
      el('tbody', {}, ...one.measurements.map(value => el('tr', {class: value.within ? '' : 'bad'}, el('td', {}, value.name), el('td', {class: 'n'}, (value.within ? '' : '▲ ') + number(value.value)), el('td', {}, value.unit),
        el('td', {}, limits(value) + (value.assumed ? ` (${t('rack.assumed')})` : '')))))) : '',
    one.curve ? curve(one.curve, judged.filter(value => value.unit === one.curve.yUnit)) : '');
}

/** One person proposes that failed evidence counts as it is, another agrees: here what the one at this page can do. */
function waiver(operation) {
  const nok = [...operation.attempts].reverse().find(attempt => attempt.kind === 'DO' && attempt.verdict === 'NOK');
  if (operation.validity !== 'FAILED' || !operation.waivable || !nok) return '';
  const id = record.rack, proposed = operation.waivers.find(one => one.attempt === nok.attempt);
  const seen = (what, words) => () => {
    asked = ''; // what was stored shows in the record, not in the picture
    const now = record.operations.find(one => one.id === operation.id);
    return now.waivers.some(one => one.attempt === nok.attempt && what(one)) && words;
  };
  const send = (verb, body, what, words) => act(`racks/${encodeURIComponent(id)}/${verb}`, {operation: operation.id, ...body}, seen(what, words));
  const reason = el('input', {id: 'waiver-reason', maxlength: '500', required: !proposed, hidden: !!proposed, 'aria-label': t('waiver.why')});
  const why = barred(proposed ? 'WAIVE' : 'RUN');
  const form = el('form', {id: 'waiver', class: 'confirm'}, el('label', {for: 'waiver-reason'}, proposed ? t('waiver.another', {by: proposed.proposedBy}) : t('waiver.because')), reason,
    el('button', {type: 'submit', id: 'waiver-do', disabled: why !== ''}, t(proposed ? 'waiver.grant' : 'waiver.propose')), el('small', {class: 'not'}, why));
  form.addEventListener('submit', event => {
    event.preventDefault();
    if (proposed) send('grant-waiver', {}, one => one.grantedBy, t('done.waiver-granted'));
    else send('propose-waiver', {reason: reason.value.trim()}, () => true, t('done.waiver-proposed'));
  });
  return form;
}

function evidence(operation) {
  if (!operation) return el('p', {}, t('rack.choose'));
  return el('div', {}, el('h3', {}, operation.id + ' '), el('p', {}, written(operation.title)), el('p', {class: ['VOID', 'FAILED'].includes(operation.validity) ? 'bad' : ''}, `${SIGNS[state(operation)]} ${code('validity', operation.validity)}${operation.why ? ': ' : ''}`, said(operation.why)),
    ...operation.waivers.map(one => el('p', {}, t('rack.attempt', one) + ': ', said(one.words))), waiver(operation),
    ...[...operation.attempts].reverse().map((attempt, index) => el('details', {open: index === 0}, el('summary', {}, `${t('rack.attempt-in', {work: code('work', attempt.kind), number: attempt.attempt, cell: attempt.cell})}: ${code('verdict', attempt.verdict)}${attempt.reason ? ' (' + attempt.reason + ')' : ''}`),
      el('p', {class: 'quiet'}, t(attempt.simulated ? 'rack.took-simulated' : 'rack.took', {from: moment(attempt.startedAt), to: time(attempt.finishedAt)})), ...attempt.steps.map(step))),
    operation.attempts.length ? '' : el('p', {}, t('rack.no-attempt')));
}

function head(rack) {
  return el('div', {class: standing(rack.cause).length ? 'rack waits' : 'rack'}, el('header', {}, el('h2', {class: 'name'}, rack.id + ' ', el('small', {}, rack.type)), el('span', {class: 'state'}, placeOf(rack))),
    bar(rack), counts(rack), rack.doing ? el('p', {}, '▶ ', said(rack.doing)) : '', tree(rack.cause));
}

async function ask(id, text) {
  if (asked === text || (!isPast() && performance.now() - askedAt < REFRESH_MS)) return;
  askedAt = performance.now();
  const at = query('at');
  try {
    const response = await fetch(`/api/v1/racks/${encodeURIComponent(id)}/record?${at}`);
    if (response.status === 401) return leave(t('login.ended'));
    const answer = await response.json();
    if (at !== query('at')) return; // of another instant than the page shows by now
    if (response.ok || isPast()) { record = response.ok ? answer : null; asked = text; }
    if (asked === text) again();
  } catch (failure) {
    // the stale mark says that the server is not heard; the next picture asks again
  }
}

export function show({plant}, id, chosen) {
  const rack = plant.racks.find(one => one.id === id);
  ask(id, JSON.stringify(rack || null) + query('at'));
  timeline.show(id, rack, query('&to'));
  buttons.hidden = !rack;
  if (rack) buttons.update(rack);
  draw(byId('rack-head'), [rack || null], one => one ? head(one) : el('p', {}, record ? t('rack.left', {id}) : '✖ ' + t('rack.unknown', {id})));
  for (const [name, format] of [['rack-json', ''], ['rack-text', 'format=text&']]) byId(name).href = `/api/v1/racks/${encodeURIComponent(id)}/record?${format}${query('at')}`;
  if (!record || record.rack !== id) { if (isPast()) { draw(byId('rack-plan'), [], plan); draw(byId('evidence'), [], evidence); } return; }
  draw(byId('rack-plan'), [{id, chosen, operations: record.operations}], plan);
  draw(byId('evidence'), [record.operations.find(one => one.id === chosen) || null], evidence);
}
