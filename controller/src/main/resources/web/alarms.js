import {byId, draw, el, said, written} from './dom.js';
import {code, codes, count, moment, t, time} from './words.js';
import {act} from './acts.js';
import {barred, leave} from './who.js';
import {isPast, query as instant, until} from './past.js';
import {HARMLESS} from './why.js';

export const title = 'page.alarms';

/** Colour never speaks alone: each priority has a shape, each state a sign, and both have words. */
const SHAPES = {HIGH: '■', MEDIUM: '▲', LOW: '●'};
const SIGNS = {UNACKNOWLEDGED_ACTIVE: '✱', RETURNED_UNACKNOWLEDGED: '↩', RETURNED_UNCONFIRMED: '☐', ACKNOWLEDGED_ACTIVE: '✓', SUPPRESSED: '◌', SHELVED: '❚❚'};
const WANTS = ['UNACKNOWLEDGED_ACTIVE', 'RETURNED_UNACKNOWLEDGED'];
const SHELVE_MINUTES = 30, SHELVE_MAX_MINUTES = 480;
let chosen = null;

const when = at => { const date = new Date(at); return date.toDateString() === new Date().toDateString() ? time(at) : moment(at); };
const priority = one => `${SHAPES[one.priority]} ${code('priority', one.priority)}`;
const find = (plant, id) => plant.alarms.open.find(one => one.id === id);

/** The line in every page's header: how many want a person, and what the first of them says. */
export function bar(node, alarms) {
  const first = alarms.open.find(one => WANTS.includes(one.state));
  node.hidden = false;
  node.className = 'alarms ' + (alarms.trouble ? 'HIGH' : first ? first.priority : '');
  const many = () => count('alarms.wants', alarms.figures.unacknowledged) + (alarms.figures.flood ? ` (${t('alarms.flood')})` : '');
  draw(node, [alarms.trouble ? ['✖ ', alarms.trouble] : first ? [`${SHAPES[first.priority]} ${many()} · ${first.source}: `, first.text] : ['✓ ' + t('alarms.none'), '']],
    ([own, theirs]) => el('span', {}, own, said(theirs)));
}

/** What the form asks for and its button does, of each act that has words. */
const ASKS = {shelve: ['alarms.shelve-why', 'alarms.shelve-do'], acknowledge: ['alarms.acknowledge-why', 'alarms.acknowledge-do'], confirm: ['alarms.confirm-why', 'alarms.confirm-do']};

function ask(kind, alarm) {
  chosen = {kind, id: alarm.id, raisedAt: alarm.raisedAt};
  const shelve = kind === 'shelve';
  byId('alarm-word').textContent = t(ASKS[kind][0], alarm);
  byId('alarm-text').required = shelve;
  byId('alarm-text').value = '';
  byId('alarm-minutes').parentElement.hidden = byId('alarm-gone').parentElement.hidden = !shelve;
  byId('alarm-gone').checked = byId('alarm-minutes').disabled = false;
  byId('alarm-gone').disabled = !alarm.active;
  byId('alarm-minutes').value = SHELVE_MINUTES;
  byId('alarm-do').textContent = t(ASKS[kind][1]);
  byId('alarm-asks').hidden = false;
  byId('alarm-text').focus();
}

function close() {
  byId('alarm-asks').hidden = true;
  if (chosen && byId(`${chosen.kind}-${chosen.id}`)) byId(`${chosen.kind}-${chosen.id}`).focus();
  chosen = null;
}

function send(event) {
  event.preventDefault();
  const {kind, id, raisedAt} = chosen, text = byId('alarm-text').value.trim();
  if (kind === 'shelve') act(`alarms/${encodeURIComponent(id)}/shelve`, byId('alarm-gone').checked ? {untilGone: true, reason: text} : {minutes: Number(byId('alarm-minutes').value), reason: text}, plant => find(plant, id)?.shelf && t('done.shelved'));
  else if (kind === 'confirm') act(`alarms/${encodeURIComponent(id)}/confirm`, {comment: text, raisedAt}, plant => { const one = find(plant, id); return (!one || one.confirmed || one.raisedAt !== raisedAt) && t('done.confirmed'); });
  else act(`alarms/${encodeURIComponent(id)}/acknowledge`, {comment: text, raisedAt}, plant => { const one = find(plant, id); return (!one || one.acknowledged || one.raisedAt !== raisedAt) && t('done.acknowledged'); });
  close();
}

const unshelve = alarm => act(`alarms/${encodeURIComponent(alarm.id)}/unshelve`, {}, plant => !find(plant, alarm.id)?.shelf && t('done.unshelved'));

function asks() {
  const form = el('form', {id: 'alarm-asks', class: 'confirm', hidden: true}, el('label', {id: 'alarm-word', for: 'alarm-text'}, ''), el('input', {id: 'alarm-text', maxlength: '500'}),
    el('label', {}, t('alarms.for') + ' ', el('input', {id: 'alarm-minutes', class: 'short', type: 'number', min: '1', max: String(SHELVE_MAX_MINUTES), required: true}), ' ' + t('alarms.minutes')),
    el('label', {}, el('input', {id: 'alarm-gone', type: 'checkbox', onchange: () => { byId('alarm-minutes').disabled = byId('alarm-gone').checked; }}), ' ' + t('alarms.until-gone')),
    el('button', {type: 'submit', id: 'alarm-do'}, ''), el('button', {type: 'button', onclick: close}, t('act.nothing')));
  form.addEventListener('submit', send);
  form.addEventListener('keydown', event => { if (event.key === 'Escape') close(); });
  return form;
}

function source(alarm) {
  return el('a', {href: `#/${alarm.cell ? 'cell' : 'rack'}/${encodeURIComponent(alarm.cell || alarm.source)}`}, alarm.source);
}

function state(alarm) {
  const more = alarm.suppressedBy ? t('alarms.behind', {alarm: alarm.suppressedBy}) : alarm.shelf ? t(alarm.shelf.untilGone ? 'alarms.shelved-until-gone' : alarm.active ? 'alarms.shelved-stands' : 'alarms.shelved-gone', {until: when(alarm.shelf.until)}) : '';
  return el('td', {class: WANTS.includes(alarm.state) ? 'wants' : ''}, `${SIGNS[alarm.state]} ${code('alarm', alarm.state)}`, more ? ' ' + more : '');
}

/** As the server takes it: somebody knows of it, its cause is gone, and nobody has confirmed it though somebody has to. */
const isToConfirm = alarm => Boolean(alarm.confirm && alarm.acknowledged && !alarm.active && !alarm.confirmed);

function row(alarm) {
  if (!alarm) return el('tr', {}, el('td', {colspan: '7'}, '✓ ' + t('alarms.all-well')));
  const known = [alarm.acknowledged && [t('alarms.acknowledged-by', {by: alarm.acknowledged.by, at: when(alarm.acknowledged.at)}), alarm.acknowledged.comment],
    alarm.confirmed && [t('alarms.confirmed-by', {by: alarm.confirmed.by, at: when(alarm.confirmed.at)}), alarm.confirmed.comment],
    alarm.shelf && [t('alarms.shelved-by', alarm.shelf), alarm.shelf.reason]].filter(Boolean);
  return el('tr', {class: 'alarm ' + (WANTS.includes(alarm.state) ? alarm.priority : 'known'), id: 'alarm-' + alarm.id},
    el('td', {class: 'priority'}, priority(alarm)), state(alarm),
    el('td', {}, source(alarm), el('div', {class: 'kind'}, code('cause', alarm.kind)), alarm.firstOut ? el('small', {}, ' ' + t('alarms.first-out')) : ''),
    el('td', {class: 'what'}, said(alarm.text), alarm.active && alarm.remedy ? el('div', {class: 'remedy'}, '→ ', said(alarm.remedy)) : '', alarm.confirm && !alarm.confirmed ? el('div', {class: 'quiet'}, t('alarms.to-confirm') + ' ', said(alarm.confirm)) : '', ...known.map(([who, why]) => el('div', {class: 'quiet'}, why ? who + ': ' : who, written(why)))),
    el('td', {}, when(alarm.raisedAt), alarm.returnedAt ? el('div', {class: 'quiet'}, t('alarms.returned', {at: when(alarm.returnedAt)})) : ''), el('td', {class: 'n'}, String(alarm.times)),
    el('td', {}, el('div', {class: 'does'}, alarm.acknowledged ? '' : el('button', {id: 'acknowledge-' + alarm.id, disabled: alarm.barred !== '', title: alarm.barred, onclick: () => ask('acknowledge', alarm)}, t('alarms.acknowledge')),
      isToConfirm(alarm) ? el('button', {id: 'confirm-' + alarm.id, disabled: alarm.barred !== '', title: alarm.barred, onclick: () => ask('confirm', alarm)}, t('alarms.confirm')) : '',
      alarm.shelf ? el('button', {id: 'unshelve-' + alarm.id, disabled: alarm.barred !== '', title: alarm.barred, onclick: () => unshelve(alarm)}, t('alarms.unshelve')) : el('button', {id: 'shelve-' + alarm.id, disabled: alarm.barred !== '', title: alarm.barred, onclick: () => ask('shelve', alarm)}, t('alarms.shelve')))));
}

function figures(all) {
  const one = (name, value, bad) => el('div', {class: bad ? 'bad' : ''}, el('dt', {}, name), el('dd', {}, (bad ? '▲ ' : '') + value));
  return el('dl', {}, one(t('figure.unacknowledged'), all.unacknowledged), one(t('figure.standing'), all.standing), one(t('figure.stale'), all.stale), one(t('figure.shelved'), all.shelved), one(t('figure.suppressed'), all.suppressed),
    one(t('figure.ten'), all.flood ? t('figure.flood', {count: all.lastTenMinutes}) : all.lastTenMinutes, all.flood), one(t('figure.peak'), all.peakTenMinutes),
    one(t('figure.chattering'), all.chattering.map(chatter => t('figure.chatter', chatter)).join(', ') || t('word.none'), all.chattering.length > 0));
}

function query() {
  const wanted = new URLSearchParams();
  for (const name of ['from', 'to']) if (byId('past-' + name).value) wanted.set(name, new Date(byId('past-' + name).value).toISOString());
  for (const name of ['source', 'kind']) if (byId('past-' + name).value.trim()) wanted.set(name, byId('past-' + name).value.trim());
  if (isPast() && !(new Date(wanted.get('to') || NaN) <= until())) wanted.set('to', new Date(until() + 1).toISOString()); // nobody knew then what came later
  return wanted;
}

/** What a person said is in their words; what nobody said is the server's. */
function line(one) {
  return el('tr', {}, el('td', {}, moment(one.at)), el('td', {}, code('happened', one.what)), el('td', {}, one.source), el('td', {class: 'kind'}, code('cause', one.kind)),
    el('td', {}, priority(one)), el('td', {}, one.by), el('td', {class: 'what'}, one.by ? written(one.text) : said(one.text)));
}

let asked = '';
async function past(before) {
  const wanted = query();
  asked = instant('to');
  byId('past-export').href = '/api/v1/alarms/history?' + new URLSearchParams([...wanted, ['format', 'csv']]);
  if (before) wanted.set('before', before);
  try {
    const response = await fetch('/api/v1/alarms/history?' + wanted);
    if (response.status === 401) return leave('');
    const answer = await response.json();
    if (!byId('past-rows')) return; // another page was opened meanwhile
    byId('past-said').replaceChildren(...(response.ok ? [before || answer.lines.length ? '' : t('alarms.nothing')] : ['✖ ', said(answer.detail)]));
    if (!response.ok) return;
    if (!before) byId('past-rows').replaceChildren();
    byId('past-rows').append(...answer.lines.map(line));
    byId('past-older').hidden = !answer.next;
    byId('past-older').dataset.before = answer.next || '';
  } catch (failure) {
    if (byId('past-said')) byId('past-said').textContent = t('reply.no-answer', {why: failure.message});
  }
}

/** A kind is chosen by its word; what is asked for is its code. */
function kinds() {
  const all = codes('cause').filter(kind => !HARMLESS.includes(kind)).map(kind => el('option', {value: kind}, code('cause', kind)));
  return el('label', {}, t('alarms.kind') + ' ', el('select', {id: 'past-kind'}, el('option', {value: ''}, t('alarms.any')), ...all));
}

function filters() {
  const field = (name, word, type) => el('label', {}, word + ' ', el('input', {id: 'past-' + name, class: 'short', type}));
  const form = el('form', {class: 'acts'}, field('from', t('alarms.from'), 'datetime-local'), field('to', t('alarms.to'), 'datetime-local'), field('source', t('alarms.source'), 'text'), kinds(),
    el('button', {type: 'submit', id: 'past-show'}, t('alarms.show')), el('a', {id: 'past-export', class: 'button', href: '/api/v1/alarms/history?format=csv', download: 'alarms.csv'}, t('alarms.export')), el('span', {id: 'past-said', role: 'status'}));
  form.addEventListener('submit', event => { event.preventDefault(); past(''); });
  return form;
}

const table = (id, ...columns) => el('table', {class: id === 'alarm-rows' ? 'alarm-table' : 'past-table'}, el('thead', {}, el('tr', {}, ...columns.map(word => el('th', {scope: 'col'}, t(word))))), el('tbody', {id}));

export function open() {
  chosen = null;
  byId('page').replaceChildren(el('nav', {'aria-label': t('label.back')}, el('a', {href: '#/'}, '◂ ' + t('page.line'))),
    el('section', {'aria-label': t('alarms.open')}, el('h2', {}, t('alarms.open')), el('div', {id: 'alarm-figures'}), asks(), table('alarm-rows', 'alarms.priority', 'alarms.state', 'alarms.source-kind', 'alarms.what', 'alarms.raised', 'alarms.times', '')),
    el('section', {'aria-label': t('alarms.history')}, el('h2', {}, t('alarms.history')), filters(), table('past-rows', 'alarms.when', 'alarms.happened', 'alarms.of', 'alarms.kind', 'alarms.priority', 'alarms.by', 'alarms.words'),
      el('button', {id: 'past-older', hidden: true, onclick: () => past(byId('past-older').dataset.before)}, t('alarms.older'))));
  past('');
}

export function show({plant}) {
  if (asked !== instant('to')) past('');
  const cells = new Map(plant.cells.flatMap(cell => [cell.id, ...cell.equipment.robots].map(id => [id, cell.id])));
  draw(byId('alarm-figures'), [plant.alarms.figures], figures);
  draw(byId('alarm-rows'), plant.alarms.open.length ? plant.alarms.open.map(one => ({...one, cell: cells.get(one.source), barred: barred('RUN')})) : [null], row);
}
