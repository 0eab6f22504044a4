import {byId, draw, el, said, written} from './dom.js';
import {SERVER, code, instant, t} from './words.js';
import {SIGNS, step} from './rack.js';
import {leave} from './who.js';
import {query} from './past.js';

export const title = 'record.title';

// The whole as-built record as a document: all evidence of all attempts with its curves. Read once, because a document does not move under its reader.
let asked = '';

const line = (word, value) => el('div', {}, el('dt', {}, t(word)), el('dd', {}, value));

function head(record) {
  return el('div', {}, el('h2', {class: 'name'}, `${t('record.of', {id: record.rack})} `, record.simulated ? el('strong', {class: 'banner'}, t('banner.simulated')) : ''),
    el('dl', {}, line('orders.type', `${record.type} ${record.revision}`), line('orders.by', [record.orderedBy, record.orderedAt ? instant(record.orderedAt) : ''].filter(Boolean).join(', ') || t('word.nothing')),
      line('orders.state', record.releasedAt ? `✓ ${t('rack.released')} ${instant(record.releasedAt)}` : record.abandoned ? `✖ ${t('rack.abandoned')} ${instant(record.abandoned.at)}` : t('record.open')),
      line('record.drawn', instant(Date.now())), line('record.form', record.schema)),
    record.abandoned ? el('p', {class: 'bad'}, `${record.abandoned.by}: `, written(record.abandoned.reason)) : '',
    el('p', {class: 'hash'}, t('record.hash') + ': ', el('code', {}, record.hash || t('record.no-hash'))));
}

const bad = operation => ['VOID', 'FAILED'].includes(operation.validity);

function contents(record) {
  const heads = ['record.number', 'cell.operation', 'orders.state', 'record.attempts', 'record.worth'];
  return el('table', {class: 'contents'}, el('thead', {}, el('tr', {}, ...heads.map(word => el('th', {scope: 'col'}, t(word))))),
    el('tbody', {}, ...record.operations.map(one => el('tr', {class: bad(one) ? 'bad' : ''}, el('td', {class: 'n'}, String(one.number)), el('td', {}, el('a', {href: `#/rack/${record.rack}/${one.id}`}, one.id), el('div', {class: 'quiet'}, written(one.title))),
      el('td', {}, `${SIGNS[one.validity]} ${code('validity', one.validity)}`), el('td', {class: 'n'}, String(one.attempts.filter(attempt => attempt.kind === 'DO').length)),
      el('td', {class: 'what'}, said(one.why), ...one.waivers.map(waiver => el('div', {}, said(waiver.words))))))));
}

function attempt(one) {
  const rests = Object.entries(one.restsOn).sort().map(([id, number]) => `${id} (${number})`).join(', ');
  return el('section', {class: 'attempt'}, el('h4', {class: one.verdict === 'NOK' ? 'bad' : ''}, `${t('rack.attempt-in', {work: code('work', one.kind), number: one.attempt, cell: one.cell})}: ${code('verdict', one.verdict)}${one.reason ? ` (${one.reason})` : ''}`),
    el('p', {class: 'quiet'}, t(one.simulated ? 'rack.took-simulated' : 'rack.took', {from: instant(one.startedAt), to: instant(one.finishedAt)})), rests ? el('p', {class: 'quiet'}, t('record.rests-on', {rests})) : '', ...one.steps.map(step));
}

function operation(one) {
  return el('section', {class: 'operation', id: 'of-' + one.id}, el('h3', {}, `${one.number} ${one.id} `, el('small', {}, written(one.title))),
    el('p', {class: bad(one) ? 'bad' : ''}, `${SIGNS[one.validity]} ${code('validity', one.validity)}${one.why ? ': ' : ''}`, said(one.why)), ...one.waivers.map(waiver => el('p', {}, said(waiver.words))), ...one.attempts.map(attempt));
}

const whole = record => el('article', {class: 'as-built'}, head(record), contents(record), ...record.operations.filter(one => one.attempts.length).map(operation));

async function read(id) {
  const wanted = asked = id + query('at');
  try {
    const response = await fetch(`/api/v1/racks/${encodeURIComponent(id)}/record?${query('at')}`);
    if (response.status === 401) return leave(t('login.ended'));
    const answer = await response.json();
    if (asked !== wanted || !byId('record')) return; // another page was opened meanwhile
    if (response.ok) draw(byId('record'), [answer], whole);
    else byId('record').replaceChildren(el('p', {class: 'bad'}, '✖ ', said(answer.detail)));
  } catch (failure) {
    asked = ''; // the stale mark says that the server is not heard; the next picture asks again
  }
}

export function open(id) {
  asked = '';
  byId('page').replaceChildren(el('nav', {'aria-label': t('label.back')}, el('a', {href: '#/rack/' + id}, '◂ ' + id), el('span', {class: 'grow'}), el('button', {id: 'record-read', onclick: () => read(id)}, t('record.again')),
    el('button', {id: 'record-print', onclick: () => print()}, t('rack.print')), el('a', {class: 'button', id: 'record-json', download: id + '.json'}, 'JSON'), el('a', {class: 'button', id: 'record-text', hreflang: SERVER}, t('rack.text'))),
  el('div', {id: 'record'}));
}

export function show(picture, id) {
  for (const [name, format] of [['record-json', ''], ['record-text', 'format=text&']]) byId(name).href = `/api/v1/racks/${encodeURIComponent(id)}/record?${format}${query('at')}`;
  if (asked !== id + query('at')) read(id);
}
