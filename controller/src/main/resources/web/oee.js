import {byId, draw, el, said} from './dom.js';
import {code, decimal, instant, language, t} from './words.js';
import {leave} from './who.js';
import {length} from './timeline.js';
import * as past from './past.js';

export const title = 'page.oee';

const HOUR_MS = 3600000;
/** The most that the server answers for at once. */
const MONTH_MS = 31 * 24 * HOUR_MS;
const WINDOWS = [['hour', 'oee.hour', HOUR_MS], ['shift', 'oee.shift', 8 * HOUR_MS], ['day', 'oee.day', 24 * HOUR_MS], ['all', 'oee.all', MONTH_MS]];
const REFRESH_MS = 5000;
/** Colour never speaks alone: each group has a pattern in the bars and a word in the table. */
const GROUPS = {GOOD: 'word.nothing', QUALITY: 'figure.quality', PERFORMANCE: 'figure.performance', DOWN: 'figure.availability', WAITING: 'figure.availability', UNKNOWN: 'figure.availability'};
const FIGURES = {oee: 'figure.oee', availability: 'figure.availability', performance: 'figure.performance', quality: 'figure.quality'};
let chosen = 'shift';
let answer = null;
let why = '';
let asked = '';
let askedAt = -REFRESH_MS;
let busy = false;
let shown = () => {};

const percent = share => (share === null || share === undefined ? t('word.nothing') : tenth(share * 100));
const tenth = value => decimal(value, 1) + ' %';

async function ask(plant) {
  const to = new Date(plant.at).getTime();
  const [, , millis] = WINDOWS.find(([name]) => name === chosen);
  const key = chosen + (past.isPast() ? to : '');
  if (busy || (asked === key && (past.isPast() || performance.now() - askedAt < REFRESH_MS))) return;
  busy = true;
  askedAt = performance.now();
  try {
    const until = past.query('&to');
    const response = await fetch(`/api/v1/oee?from=${encodeURIComponent(new Date(to - millis).toISOString())}${until}`);
    if (response.status === 401) return leave(t('login.ended'));
    const read = await response.json();
    if (response.ok || response.status !== 503) answer = response.ok ? read : null; // who has to ask again sees what was answered last
    why = response.ok ? '' : read.detail;
    asked = key;
    shown();
  } catch (failure) {
    // the stale mark says that the server is not heard; the next picture asks again
  } finally {
    busy = false;
  }
  if (asked === key) past.again(); // of another instant than was asked for, when somebody went on meanwhile
}

function part(bucket, planned) {
  const node = el('i', {class: bucket.group, title: `${code('loss', bucket.loss)}: ${tenth(bucket.percent)}, ${length(bucket.millis)}`});
  node.style.width = 100 * bucket.millis / planned + '%';
  return node;
}

function bar({row, open}) {
  const said = row.buckets.map(one => `${code('loss', one.loss)} ${tenth(one.percent)}`).join(', ') || t('oee.nothing');
  return el('tr', {class: open ? 'open' : ''},
    el('th', {scope: 'row'}, el('a', {href: '#/oee/' + row.id, 'aria-current': open ? 'true' : false}, row.id)),
    el('td', {class: 'wide'}, el('div', {class: 'used', role: 'img', 'aria-label': `${row.id}: ${said}`}, ...row.buckets.map(one => part(one, row.figures.plannedMillis)))),
    ...Object.keys(FIGURES).map(name => el('td', {class: 'n'}, percent(row.figures[name]))));
}

function bars({rows, open}) {
  return el('table', {class: 'oee'}, el('thead', {}, el('tr', {}, el('th', {scope: 'col'}, t('oee.cell')), el('th', {scope: 'col'}, t('oee.planned')), ...Object.values(FIGURES).map(word => el('th', {scope: 'col', class: 'n'}, t(word))))),
    el('tbody', {}, ...rows.map(row => bar({row, open: row.id === open}))));
}

function line(bucket) {
  const word = code('group', bucket.group), figure = GROUPS[bucket.group];
  return el('tr', {class: bucket.group}, el('td', {}, el('i', {class: 'key ' + bucket.group}), code('loss', bucket.loss)), el('td', {}, bucket.group === 'GOOD' ? t(figure) : `${word} (${t(figure)})`),
    el('td', {class: 'n'}, length(bucket.millis)), el('td', {class: 'n percent'}, tenth(bucket.percent)),
    el('td', {class: 'what'}, ...bucket.reasons.map(one => el('div', {}, length(one.millis) + '  ', said(one.because)))));
}

function parts(row) {
  const notes = [row.notPlannedMillis ? t('oee.unplanned', {time: length(row.notPlannedMillis)}) : '',
    row.withoutPlanMillis ? t('oee.unmeasured', {time: length(row.withoutPlanMillis)}) : ''].filter(Boolean);
  return el('div', {}, el('p', {class: 'quiet'}, notes.join(' ')),
    row.buckets.length === 0 ? el('p', {}, t('oee.nothing')) : el('table', {id: 'oee-parts'},
      el('thead', {}, el('tr', {}, ...['oee.what', 'oee.lowers', 'oee.time', 'oee.share', 'oee.particular'].map((word, index) => el('th', {scope: 'col', class: index === 2 || index === 3 ? 'n' : ''}, t(word))))),
      el('tbody', {}, ...row.buckets.map(line)),
      el('tfoot', {}, el('tr', {}, el('th', {scope: 'row'}, t('oee.planned')), el('td', {}), el('td', {class: 'n'}, length(row.figures.plannedMillis)), el('td', {class: 'n', id: 'oee-whole'}, tenth(whole(row))), el('td', {})))));
}

/** Added up from what is shown, in tenths, so that it is the sum of what people read. */
const whole = row => row.buckets.reduce((sum, one) => sum + Math.round(one.percent * 10), 0) / 10;

function choice(name, word) {
  return el('button', {type: 'button', id: 'oee-' + name, 'aria-pressed': String(name === chosen), onclick: () => { chosen = name; asked = ''; shown(); }}, t(word));
}

export function open() {
  if (byId('oee') && byId('oee').dataset.language === language()) return; // another row of the same picture
  asked = '';
  byId('page').replaceChildren(el('section', {'aria-label': t('page.oee'), id: 'oee', 'data-language': language()}, el('h2', {}, t('oee.used')),
    el('div', {class: 'windows', role: 'group', 'aria-label': t('oee.time'), id: 'oee-windows'}), el('p', {class: 'quiet', id: 'oee-when'}),
    el('p', {class: 'legend'}, ...Object.keys(GROUPS).map(group => el('span', {}, el('i', {class: 'key ' + group}), code('group', group)))),
    el('div', {id: 'oee-bars'})), el('section', {'aria-label': t('oee.parts')}, el('h2', {id: 'oee-of'}), el('div', {id: 'oee-table', role: 'region', 'aria-labelledby': 'oee-of'})));
}

export function show({plant}, subject) {
  shown = () => { if (byId('oee')) draws(plant, subject); };
  shown();
}

function draws(plant, subject) {
  ask(plant);
  draw(byId('oee-windows'), WINDOWS.map(([name, word]) => ({name, word, chosen: name === chosen})), ({name, word}) => choice(name, word));
  byId('oee-when').replaceChildren(...(why ? ['✖ ', said(why)] : answer ? [t('oee.window', {from: instant(answer.from), to: instant(answer.to)}), answer.from === answer.begins ? '; ' + t('oee.unknown-before') : ''] : []));
  const rows = answer ? [answer.line, ...answer.cells, answer.transporter] : [];
  const row = rows.find(one => one.id === subject) || rows[0];
  draw(byId('oee-bars'), row ? [{rows, open: row.id}] : [], bars);
  byId('oee-of').textContent = row ? (row === rows[0] ? t('oee.line', {id: row.id}) : row.id) : '';
  draw(byId('oee-table'), row ? [row] : [], parts);
}
