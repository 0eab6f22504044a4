import {byId, draw, el} from './dom.js';
import {leave} from './who.js';
import {length} from './timeline.js';
import * as past from './past.js';

export const title = 'OEE';

const HOUR_MS = 3600000;
/** The most that the server answers for at once. */
const MONTH_MS = 31 * 24 * HOUR_MS;
const WINDOWS = [['hour', 'Last hour', HOUR_MS], ['shift', 'Shift of 8 h', 8 * HOUR_MS], ['day', 'Day', 24 * HOUR_MS], ['all', 'Since start', MONTH_MS]];
const REFRESH_MS = 5000;
/** Colour never speaks alone: each group has a pattern in the bars and a word in the table. */
const GROUPS = {GOOD: ['good work', '–'], QUALITY: ['quality', 'Q'], PERFORMANCE: ['performance', 'P'], DOWN: ['availability: down', 'A'], WAITING: ['availability: waiting', 'A'], UNKNOWN: ['unknown', 'A']};
let chosen = 'shift';
let answer = null;
let why = '';
let asked = '';
let askedAt = -REFRESH_MS;
let busy = false;
let shown = () => {};

const percent = share => (share === null || share === undefined ? '–' : (share * 100).toFixed(1) + ' %');
const when = instant => new Date(instant).toLocaleString(undefined, {dateStyle: 'medium', timeStyle: 'short'});

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
    if (response.status === 401) return leave('The session has ended.');
    const read = await response.json();
    answer = response.ok ? read : null;
    why = response.ok ? '' : read.detail;
    asked = key;
    shown();
  } catch (failure) {
    // the stale mark says that the server is not heard; the next picture asks again
  } finally {
    busy = false;
  }
}

function part(bucket, planned) {
  const node = el('i', {class: bucket.group, title: `${bucket.title}: ${bucket.percent.toFixed(1)} %, ${length(bucket.millis)}`});
  node.style.width = 100 * bucket.millis / planned + '%';
  return node;
}

function bar({row, open}) {
  const said = row.buckets.map(one => `${one.title} ${one.percent.toFixed(1)} %`).join(', ') || 'nothing was planned';
  return el('tr', {class: open ? 'open' : ''},
    el('th', {scope: 'row'}, el('a', {href: '#/oee/' + row.id, 'aria-current': open ? 'true' : false}, row.id)),
    el('td', {class: 'wide'}, el('div', {class: 'used', role: 'img', 'aria-label': `${row.id}: ${said}`}, ...row.buckets.map(one => part(one, row.figures.plannedMillis)))),
    ...['oee', 'availability', 'performance', 'quality'].map(name => el('td', {class: 'n'}, percent(row.figures[name]))));
}

function bars({rows, open}) {
  return el('table', {class: 'oee'}, el('thead', {}, el('tr', {}, el('th', {scope: 'col'}, 'Cell'), el('th', {scope: 'col'}, 'Planned time'), ...['OEE', 'A', 'P', 'Q'].map(word => el('th', {scope: 'col', class: 'n'}, word)))),
    el('tbody', {}, ...rows.map(row => bar({row, open: row.id === open}))));
}

function line(bucket) {
  const [word, figure] = GROUPS[bucket.group];
  return el('tr', {class: bucket.group}, el('td', {}, el('i', {class: 'key ' + bucket.group}), bucket.title), el('td', {}, figure === '–' ? figure : `${word} (${figure})`),
    el('td', {class: 'n'}, length(bucket.millis)), el('td', {class: 'n percent'}, bucket.percent.toFixed(1) + ' %'),
    el('td', {class: 'what'}, ...bucket.reasons.map(one => el('div', {}, `${length(one.millis)}  ${one.because}`))));
}

function parts(row) {
  const notes = [row.notPlannedMillis ? `${length(row.notPlannedMillis)} without any order are not planned time.` : '',
    row.withoutPlanMillis ? `${length(row.withoutPlanMillis)} of good work have no planned duration: taken as on time.` : ''].filter(Boolean);
  return el('div', {}, el('p', {class: 'quiet'}, notes.join(' ')),
    row.buckets.length === 0 ? el('p', {}, 'Nothing was planned.') : el('table', {id: 'oee-parts'},
      el('thead', {}, el('tr', {}, ...['What', 'Lowers', 'Time', 'Of planned time', 'In particular'].map((word, index) => el('th', {scope: 'col', class: index === 2 || index === 3 ? 'n' : ''}, word)))),
      el('tbody', {}, ...row.buckets.map(line)),
      el('tfoot', {}, el('tr', {}, el('th', {scope: 'row'}, 'Planned time'), el('td', {}), el('td', {class: 'n'}, length(row.figures.plannedMillis)), el('td', {class: 'n', id: 'oee-whole'}, whole(row) + ' %'), el('td', {})))));
}

/** Added up from what is shown, in tenths, so that it is the sum of what people read. */
const whole = row => (row.buckets.reduce((sum, one) => sum + Math.round(one.percent * 10), 0) / 10).toFixed(1);

function choice(name, word) {
  return el('button', {type: 'button', id: 'oee-' + name, 'aria-pressed': String(name === chosen), onclick: () => { chosen = name; asked = ''; shown(); }}, word);
}

export function open() {
  if (byId('oee')) return; // another row of the same picture
  asked = '';
  byId('page').replaceChildren(el('section', {'aria-label': 'OEE', id: 'oee'}, el('h2', {}, 'What the time was used for'),
    el('div', {class: 'windows', role: 'group', 'aria-label': 'Time', id: 'oee-windows'}), el('p', {class: 'quiet', id: 'oee-when'}),
    el('p', {class: 'legend'}, ...Object.entries(GROUPS).map(([group, [word]]) => el('span', {}, el('i', {class: 'key ' + group}), word))),
    el('div', {id: 'oee-bars'})), el('section', {'aria-label': 'Parts of the planned time'}, el('h2', {id: 'oee-of'}), el('div', {id: 'oee-table', role: 'region', 'aria-labelledby': 'oee-of'})));
}

export function show({plant}, subject) {
  shown = () => { if (byId('oee')) draws(plant, subject); };
  shown();
}

function draws(plant, subject) {
  ask(plant);
  draw(byId('oee-windows'), WINDOWS.map(([name, word]) => ({name, word, chosen: name === chosen})), ({name, word}) => choice(name, word));
  byId('oee-when').textContent = why ? '✖ ' + why : answer ? `${when(answer.from)} to ${when(answer.to)}` + (answer.from === answer.begins ? '; nothing is known of the time before' : '') : '';
  const rows = answer ? [answer.line, ...answer.cells, answer.transporter] : [];
  const row = rows.find(one => one.id === subject) || rows[0];
  draw(byId('oee-bars'), row ? [{rows, open: row.id}] : [], bars);
  byId('oee-of').textContent = row ? row.id + (row === rows[0] ? ', its cells together without the transporter' : '') : '';
  draw(byId('oee-table'), row ? [row] : [], parts);
}
