import {byId, draw, el, said} from './dom.js';
import {SERVER, code, count, decimal, moment, t} from './words.js';
import {again, isPast} from './past.js';
import {leave} from './who.js';

// What happened when, to the rack or in the cell of the page. It is asked for again when the picture says that something is other than before.
const REFRESH_MS = 2000;
const LINES = 200;
const SIGNS = {ORDER: '▸', OPERATION: '▶', STEP: '·', MOVE: '⇄', HOLD: '❚❚', WAIT: '◔', REWORK: '◩', ALARM: '▲', QUESTION: '?', WAIVER: '✎', CONTROLLER: '↻', END: '■'};
let answer = null;
let asked = '';
let askedAt = 0;
let busy = false;

export function section() {
  answer = null;
  asked = '';
  askedAt = -REFRESH_MS;
  return el('section', {'aria-label': t('timeline.title'), id: 'timeline-section'}, el('h2', {}, t('timeline.title')), el('div', {id: 'timeline', tabindex: '0', role: 'region', 'aria-label': t('timeline.label')}));
}

/** As long as it took, in the two units that say something. */
export function length(millis) {
  const seconds = Math.floor(millis / 1000), minutes = Math.floor(seconds / 60), hours = Math.floor(minutes / 60), days = Math.floor(hours / 24);
  if (days) return `${days} d ${hours % 24} h`;
  if (hours) return `${hours} h ${minutes % 60} min`;
  return minutes ? `${minutes} min ${seconds % 60} s` : decimal(millis / 1000, 1) + ' s';
}

function line(entry) {
  const open = !entry.to;
  return el('tr', {class: entry.good ? '' : 'notable'}, el('td', {class: 'n', title: entry.from}, moment(entry.from)),
    el('td', {class: 'n'}, open || entry.durationMillis ? length(entry.durationMillis) + (open ? '…' : '') : ''),
    el('td', {}, el('span', {'aria-hidden': 'true'}, SIGNS[entry.what] + ' '), code('entry', entry.what)),
    el('td', {}, entry.good ? '' : '▲ ', said(entry.text), entry.by ? ` (${entry.by})` : '', entry.outcome ? el('b', {lang: SERVER}, ' ' + entry.outcome) : ''));
}

function table({entries, left, kind, waitsSince}) {
  return el('div', {}, left ? el('p', {class: 'quiet'}, count('timeline.older', left)) : '',
    el('p', {class: 'quiet'}, (kind === 'cell' ? t('timeline.day') + ' ' : '') + (waitsSince ? t('timeline.since', {at: moment(waitsSince)}) : t('timeline.no-waits'))),
    entries.length ? el('table', {}, el('thead', {}, el('tr', {}, ...['timeline.when', 'timeline.long', 'timeline.what', ''].map(word => word ? el('th', {scope: 'col'}, t(word)) : el('td', {})))), el('tbody', {}, ...[...entries].reverse().map(line))) : el('p', {}, t('timeline.nothing')));
}

async function ask(id, text, until) {
  if (busy || asked === text || (!isPast() && performance.now() - askedAt < REFRESH_MS)) return;
  busy = true;
  askedAt = performance.now();
  try {
    const response = await fetch(`/api/v1/timeline/${encodeURIComponent(id)}?limit=${LINES}${until}`);
    if (response.status === 401) return leave(t('login.ended'));
    answer = response.ok ? await response.json() : isPast() ? null : answer;
    if (response.ok || isPast()) asked = text;
  } catch (failure) {
    // the stale mark says that the server is not heard; the next picture asks again
  } finally {
    busy = false;
  }
  if (asked === text) again();
}

/** Of what the page shows, as it is in the picture; {@code until} narrows it to what had happened at an instant. */
export function show(id, subject, until = '') {
  ask(id, JSON.stringify(subject || null) + id + until, until);
  if (byId('timeline') && (isPast() || answer)) draw(byId('timeline'), answer && answer.subject === id ? [answer] : [], table);
}
